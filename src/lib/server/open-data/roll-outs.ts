/** Roll-outs of a plan as documents and as tables. */
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import type { OriginView } from '#lib/domain/alignment/seen.ts';
import type { RollOutFigures } from '#lib/domain/rollout/figures.ts';
import { standingOf, type StepStanding } from '#lib/domain/rollout/funnel.ts';
import { headline } from '#lib/domain/rollout/headline.ts';
import type { Projection } from '#lib/domain/rollout/projection.ts';
import { calledIn, originIn, type SeenRollOut } from '#lib/domain/rollout/seen.ts';
import type { Extent } from '#lib/domain/rollout/setup.ts';
import type { Member } from '#lib/domain/rollout/standing.ts';
import { isStuck } from '#lib/domain/rollout/stuck.ts';
import { table, type CsvTable } from './csv.ts';
import { provenanceOf, type ProvenanceDocument } from './alignment.ts';
import type { ProjectionFigures, RollOutFiguresDocument } from './shapes/roll-outs.ts';

type Shown = SeenRollOut & { figures: RollOutFigures };

interface OfPlan {
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	known_on: IsoDate;
	reading: PlanReading;
	revision: number;
}

export interface RollOutsDocument extends OfPlan {
	kind: 'roll_outs';
	roll_outs: Omit<RollOutFiguresDocument, 'waves' | 'velocity' | 'undated' | 'waiting' | 'gone'>[];
}

interface StepDocument {
	id: string;
	title: string;
	short_title: string | null;
	description: string | null;
	/** Steps that must be done before it. */
	after: string[];
	gate: string | null;
	evidence: string | null;
	weight: number | null;
	provenance: ProvenanceDocument | null;
}

interface WaveDocument {
	id: string;
	title: string;
	description: string | null;
	extent: { kind: Extent['kind']; number: number | null; with_earlier: boolean };
	windows: {
		step: string | null;
		starts_on: IsoDate | null;
		ends_on: IsoDate | null;
		provenance: ProvenanceDocument | null;
	}[];
	provenance: ProvenanceDocument | null;
}

interface MemberDocument {
	id: string;
	name: string;
	/** In addresses; null: it is a placeholder, of which no name is known. */
	organisation: string | null;
	wave: string;
	standing: 'takes_part' | 'left' | 'merged';
	merged_into: string | null;
	/** From when it stands so; null: from the beginning. */
	since: IsoDate | null;
	/** What was said last of the roll-out as a whole. */
	as_a_whole: StepStanding;
	/** By step. */
	steps: Record<string, StepStanding>;
	provenance: ProvenanceDocument | null;
}

export interface RollOutDocument extends OfPlan {
	kind: 'roll_out';
	name: string;
	title: string;
	description: string | null;
	/** The code of the element that it belongs to; null: the plan as a whole. */
	element: string | null;
	provenance: ProvenanceDocument | null;
	steps: StepDocument[];
	waves: WaveDocument[];
	members: MemberDocument[];
	figures: RollOutFiguresDocument;
}

const dayOrNull = (day: IsoDate) => (day === fromTheBeginning ? null : day);

const origin = (view: OriginView | null) => view && provenanceOf(view);

function projectionFigures(projection: Projection): ProjectionFigures {
	const { stepId, done, of, why } = projection;
	const own = { step: stepId, done, of, why_not: why };
	if (why !== null)
		return {
			...{ ...own, pace: null, quarters: null, on: null },
			...{ likely: null, low: null, high: null, all_by: null }
		};
	const { pace, on, likely, low, high, allBy } = projection;
	return {
		...{ ...own, pace: pace.mean, quarters: pace.quarters, on },
		...{ likely, low, high, all_by: allBy }
	};
}

const byStep = (steps: readonly { id: string }[], counts: readonly number[]) =>
	Object.fromEntries(steps.map(({ id }, at) => [id, counts[at] ?? 0]));

/** The figures of a roll-out, its parts by id. */
export function rollOutFiguresDocument(
	name: string,
	figures: RollOutFigures
): RollOutFiguresDocument {
	const { standing, funnels } = figures;
	const { steps, title } = standing.setup;
	const first = headline(figures);
	return {
		...{ name, title },
		headline: {
			...{ step: first.stepId, count: first.count, members: first.members },
			...{ placeholders: first.placeholders, not_named: first.notNamed, open_waves: first.open }
		},
		waves: funnels.map(({ waveId, members, placeholders, reach, notNamed, ...funnel }, at) => {
			const { done, planned, compared, coverage } = figures.progress[at]!;
			return {
				...{ id: waveId, members, placeholders, reach, not_named: notNamed },
				progress: { done, planned, compared, coverage },
				as_a_whole: funnel.whole.counts,
				steps: funnel.steps.map(({ counts }, of) => ({ step: steps[of]!.id, counts })),
				curve: figures.curves[at]!.points,
				projections: figures.projections
					.filter((one) => one.waveId === waveId)
					.map(projectionFigures)
			};
		}),
		velocity: figures.velocity.quarters.map(({ from, to, isOver, done }) => ({
			...{ from, to, over: isOver, done: byStep(steps, done) }
		})),
		undated: byStep(steps, figures.velocity.undated),
		waiting: figures.waiting.map(({ memberId, stepId, ...one }) => ({
			...{ member: memberId, step: stepId },
			...one
		})),
		gone: standing.gone.map(({ id }) => id)
	};
}

function planOf({ record, figures }: PlanWithFigures, reading: PlanReading): OfPlan {
	const { id, slug: code, title, demonstration, revision } = record;
	return {
		plan: { kind: 'plan', id, code, title, demonstration },
		...{ as_of: figures.asOf, known_on: figures.knownOn, reading, revision }
	};
}

export const rollOutsDocument = (
	known: PlanWithFigures,
	shown: readonly Shown[],
	{ reading }: { reading: PlanReading }
): RollOutsDocument => ({
	...{ kind: 'roll_outs', ...planOf(known, reading) },
	roll_outs: shown.map(({ record, figures }) => {
		const { name, title, headline: first } = rollOutFiguresDocument(record.slug, figures);
		return { name, title, headline: first };
	})
});

const stepDocuments = (shown: Shown): StepDocument[] =>
	shown.figures.standing.setup.steps.map(({ id, title, description, weight, ...step }) => ({
		...{ id, title, short_title: step.shortTitle, description },
		...{ after: [...step.gate.after], gate: step.gate.words },
		...{ evidence: step.evidence, weight, provenance: origin(originIn(shown, step.origin)) }
	}));

function waveDocuments(shown: Shown): WaveDocument[] {
	const { waves, windows } = shown.figures.standing.setup;
	return waves.map(({ id, title, description, extent, ...wave }) => ({
		...{ id, title, description },
		extent: {
			kind: extent.kind,
			number: extent.kind === 'stated' ? extent.number : null,
			with_earlier: extent.kind === 'stated' && extent.withEarlier
		},
		windows: windows
			.filter(({ waveId }) => waveId === id)
			.map(({ stepId, startsOn, endsOn, ...window }) => ({
				...{ step: stepId, starts_on: startsOn, ends_on: endsOn },
				provenance: origin(originIn(shown, window.origin))
			})),
		provenance: origin(originIn(shown, wave.origin))
	}));
}

function memberDocument(shown: Shown, member: Member): MemberDocument {
	const { id, state } = member;
	const { name, slug } = calledIn(shown, state);
	const { steps } = shown.figures.standing.setup;
	return {
		...{ id, name, organisation: slug, wave: state.waveId, standing: state.standing },
		...{ merged_into: state.intoId, since: dayOrNull(state.from) },
		as_a_whole: standingOf(member, null),
		steps: Object.fromEntries(steps.map(({ id: step }) => [step, standingOf(member, step)])),
		provenance: origin(originIn(shown, state.origin))
	};
}

export function rollOutDocument(
	known: PlanWithFigures,
	shown: Shown,
	{ reading }: { reading: PlanReading }
): RollOutDocument {
	const { standing } = shown.figures;
	const { title, description, elementId, origin: own } = standing.setup;
	const element = known.record.elements.find(({ id }) => id === elementId);
	return {
		...{ kind: 'roll_out', ...planOf(known, reading) },
		...{ name: shown.record.slug, title, description, element: element?.code ?? null },
		...{ provenance: origin(originIn(shown, own)), steps: stepDocuments(shown) },
		waves: waveDocuments(shown),
		members: [...standing.members, ...standing.gone].map((one) => memberDocument(shown, one)),
		figures: rollOutFiguresDocument(shown.record.slug, shown.figures)
	};
}

interface CellRow {
	member: Member;
	/** Null: the roll-out as a whole. */
	step: { id: string; title: string } | null;
}

/** A row for each organisation and step, those that take part no longer at the end. */
export function cellTable(shown: Shown): CsvTable {
	const { standing, waiting } = shown.figures;
	const { steps, waves } = standing.setup;
	const places = [null, ...steps];
	const waits = ({ member, step }: CellRow) =>
		waiting.find(({ memberId, stepId }) => memberId === member.id && stepId === step?.id);
	const entry = ({ member, step }: CellRow) =>
		step === null ? member.whole : (member.steps.get(step.id) ?? null);
	return table<CellRow>(
		`roll-out-${shown.record.slug}`,
		{
			roll_out: () => standing.setup.title,
			wave: ({ member }) => waves.find(({ id }) => id === member.state.waveId)?.title ?? null,
			organisation: ({ member }) => calledIn(shown, member.state).name,
			placeholder: ({ member }) => member.state.organisationId === null,
			standing: ({ member }) => member.state.standing,
			step: ({ step }) => step?.title ?? '(as a whole)',
			state: ({ member, step }) => standingOf(member, step?.id ?? null),
			on: (row) => dayOrNull(entry(row)?.on ?? fromTheBeginning),
			evidence: (row) => entry(row)?.evidence ?? null,
			note: (row) => entry(row)?.note ?? null,
			waiting_days: (row) => waits(row)?.days ?? null,
			days_past_end: (row) => waits(row)?.overdue ?? null,
			stuck: (row) => {
				const found = waits(row);
				return found !== undefined && isStuck(found);
			}
		},
		[...standing.members, ...standing.gone].flatMap((member) =>
			places.map((step) => ({ member, step }))
		)
	);
}
