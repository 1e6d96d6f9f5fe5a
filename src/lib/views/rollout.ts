/** A roll-out as its page shows it. */
import type { OriginView } from '#lib/domain/alignment/seen.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { RollOutFigures } from '#lib/domain/rollout/figures.ts';
import {
	standingOf,
	stepStandings,
	summed,
	type StepCounts,
	type StepStanding
} from '#lib/domain/rollout/funnel.ts';
import { headline, type Headline } from '#lib/domain/rollout/headline.ts';
import { calledIn, originIn, type SeenRollOut } from '#lib/domain/rollout/seen.ts';
import { stepName, type Extent } from '#lib/domain/rollout/setup.ts';
import { inOrder, type MemberOrder } from '#lib/domain/rollout/sorting.ts';
import type { Member } from '#lib/domain/rollout/standing.ts';
import { isStuck, type Waiting } from '#lib/domain/rollout/stuck.ts';
import type { StatePart } from '#lib/charts/state-bar.ts';
import { stepStateWords, type StateWord } from '#lib/ui/rollout-words.ts';

export type Shown = SeenRollOut & { figures: RollOutFigures };

/** What nobody said is hatched, as whatever is not reported; what is begun is not as dark as what is done. */
const tones: Record<StateWord, StatePart['tone']> = {
	done: 'done',
	commenced: 'going',
	not_started: 'idle',
	not_applicable: 'stopped',
	silent: 'silent',
	unnamed: 'unnamed'
};

/** How many are how far, as parts of a bar. */
export const partsOf = (counts: StepCounts, unnamed: number): StatePart[] => [
	...stepStandings.map((state) => ({
		...{ word: stepStateWords[state]().toLowerCase(), count: counts[state], tone: tones[state] }
	})),
	{ word: stepStateWords.unnamed().toLowerCase(), count: unnamed, tone: tones.unnamed }
];

export interface HeadlineView extends Headline {
	step: string | null;
	openWaves: string[];
}

export function headlineView({ figures }: Pick<Shown, 'figures'>): HeadlineView {
	const own = headline(figures);
	const { steps, waves } = figures.standing.setup;
	return {
		...own,
		step: steps.find(({ id }) => id === own.stepId)?.title ?? null,
		openWaves: own.open.flatMap((id) => waves.find((wave) => wave.id === id)?.title ?? [])
	};
}

export interface WindowView {
	/** Null: all steps. */
	step: string | null;
	startsOn: IsoDate | null;
	endsOn: IsoDate | null;
	origin: OriginView | null;
}

export interface WaveView {
	id: string;
	title: string;
	description: string | null;
	extent: Extent;
	members: number;
	placeholders: number;
	reach: number | null;
	notNamed: number | null;
	origin: OriginView | null;
	windows: WindowView[];
}

function wavesOf(shown: Shown): WaveView[] {
	const { setup } = shown.figures.standing;
	const names = new Map(setup.steps.map((step) => [step.id, stepName(step)]));
	return setup.waves.map(({ id, title, description, extent, origin }, at) => {
		const { members, placeholders, reach, notNamed } = shown.figures.funnels[at]!;
		const windows = setup.windows.filter(({ waveId }) => waveId === id);
		return {
			...{ id, title, description, extent, members, placeholders, reach, notNamed },
			origin: originIn(shown, origin),
			windows: windows.map(({ stepId, startsOn, endsOn, ...window }) => ({
				step: stepId === null ? null : (names.get(stepId) ?? null),
				...{ startsOn, endsOn, origin: originIn(shown, window.origin) }
			}))
		};
	});
}

export interface StepView {
	id: string;
	title: string;
	name: string;
	description: string | null;
	/** What the steps before it are called. */
	after: string[];
	gate: string | null;
	evidence: string | null;
	weight: number | null;
	origin: OriginView | null;
}

function stepsOf(shown: Shown): StepView[] {
	const { steps } = shown.figures.standing.setup;
	const names = new Map(steps.map((step) => [step.id, stepName(step)]));
	return steps.map((step) => ({
		...{ id: step.id, title: step.title, name: stepName(step), description: step.description },
		after: step.gate.after.flatMap((id) => names.get(id) ?? []),
		...{ gate: step.gate.words, evidence: step.evidence, weight: step.weight },
		origin: originIn(shown, step.origin)
	}));
}

export interface MatrixRow {
	id: string;
	name: string;
	isPlaceholder: boolean;
	wave: string;
	/** In the steps' order. */
	states: StepStanding[];
	/** Of the roll-out as a whole, where nothing is said of any step; null: nothing was. */
	whole: StepStanding | null;
	/** For how many days it waits at the step where it waits longest; null: nowhere, or it is not known. */
	waits: number | null;
}

/** For how many days each waits, where it waits longest. */
function longest(waiting: readonly Waiting[]): Map<string, number> {
	const days = new Map<string, number>();
	for (const one of waiting)
		if (one.days !== null && isStuck(one))
			days.set(one.memberId, Math.max(one.days, days.get(one.memberId) ?? 0));
	return days;
}

function rowOf(shown: Shown, member: Member, waits: number | null): MatrixRow {
	const { setup } = shown.figures.standing;
	const { name, slug } = calledIn(shown, member.state);
	const isSilent = member.steps.size === 0 && member.whole !== null;
	return {
		...{ id: member.id, name, isPlaceholder: slug === null, waits },
		wave: setup.waves.find(({ id }) => id === member.state.waveId)?.title ?? '',
		states: setup.steps.map(({ id }) => standingOf(member, id)),
		whole: isSilent ? standingOf(member, null) : null
	};
}

function rowsOf(shown: Shown, order: MemberOrder): MatrixRow[] {
	const { standing, waiting } = shown.figures;
	const days = longest(waiting);
	return inOrder(standing, waiting, order).map((member) =>
		rowOf(shown, member, days.get(member.id) ?? null)
	);
}

export interface FunnelRow {
	/** Null: the roll-out as a whole. */
	step: string | null;
	counts: StepCounts;
	unnamed: number;
	waves: { wave: string; counts: StepCounts; unnamed: number }[];
}

/** Of all waves that have a number, and of each wave. */
function funnelOf({ figures: { standing, funnels } }: Shown): FunnelRow[] {
	const { steps, waves } = standing.setup;
	const numbered = funnels.filter(({ reach }) => reach !== null);
	const unnamed = numbered.reduce((sum, { notNamed }) => sum + (notNamed ?? 0), 0);
	const row = (
		step: string | null,
		of: (funnel: (typeof funnels)[number]) => StepCounts
	): FunnelRow => ({
		...{ step, unnamed, counts: summed(numbered.map(of)) },
		waves: funnels.map((funnel, at) => ({
			...{ wave: waves[at]!.title, counts: of(funnel), unnamed: funnel.notNamed ?? 0 }
		}))
	});
	const ofSteps = steps.map((step, at) => row(stepName(step), ({ steps: own }) => own[at]!.counts));
	const whole = row(null, (funnel) => funnel.whole.counts);
	return whole.counts.silent < standing.members.length ? [whole, ...ofSteps] : ofSteps;
}

/** So many who wait are listed. */
export const mostListed = 40;

export interface WaitingRow {
	memberId: string;
	name: string;
	wave: string;
	step: string;
	kind: Waiting['kind'];
	/** What else the step's gate asks; null: nothing. */
	gate: string | null;
	since: IsoDate | null;
	days: number | null;
	overdue: number | null;
}

function stuckOf(shown: Shown) {
	const { standing, waiting } = shown.figures;
	const { steps, waves } = standing.setup;
	const stuck = waiting.filter(isStuck);
	const rows = stuck.slice(0, mostListed).map(({ memberId, stepId, kind, ...one }): WaitingRow => {
		const { state } = standing.members.find(({ id }) => id === memberId)!;
		const step = steps.find(({ id }) => id === stepId)!;
		return {
			...{ memberId, name: calledIn(shown, state).name, kind, step: stepName(step) },
			wave: waves.find(({ id }) => id === state.waveId)?.title ?? '',
			gate: kind === 'gate' ? step.gate.words : null,
			...{ since: one.since, days: one.days, overdue: one.overdue }
		};
	});
	return {
		rows,
		places: stuck.length,
		organisations: new Set(stuck.map(({ memberId }) => memberId)).size,
		silent: standing.members.filter(({ steps: said }) => said.size === 0).length
	};
}

function goneOf(shown: Shown) {
	const { standing } = shown.figures;
	const { members } = shown.record;
	return standing.gone.map(({ id, state }) => {
		const into = members.find((one) => one.id === state.intoId)?.states.at(-1);
		return {
			...{ id, name: calledIn(shown, state).name, standing: state.standing, on: state.from },
			reason: state.reason,
			into: into ? calledIn(shown, into).name : null,
			origin: originIn(shown, state.origin)
		};
	});
}

/** From where it is known who takes part: each said once, with how many it is of. */
function memberOrigins(shown: Shown) {
	const origins = shown.figures.standing.members.flatMap(({ state }) => state.origin ?? []);
	const byWords = Map.groupBy(origins, (origin) => JSON.stringify(origin));
	return [...byWords.values()].map(([origin, ...more]) => ({
		origin: originIn(shown, origin!)!,
		count: more.length + 1
	}));
}

function projectionsOf({ figures: { projections, standing } }: Shown) {
	const { steps, waves } = standing.setup;
	return waves.map(({ id, title }) => ({
		wave: title,
		rows: projections
			.filter(({ waveId }) => waveId === id)
			.map((one, at) => ({ step: stepName(steps[at]!), ...one }))
	}));
}

export function rollOutView(shown: Shown, order: MemberOrder) {
	const { record, figures } = shown;
	const { setup } = figures.standing;
	return {
		id: record.id,
		slug: record.slug,
		title: setup.title,
		description: setup.description,
		origin: originIn(shown, setup.origin),
		headline: headlineView(shown),
		waves: wavesOf(shown),
		steps: stepsOf(shown),
		rows: rowsOf(shown, order),
		memberOrigins: memberOrigins(shown),
		funnel: funnelOf(shown),
		progress: setup.waves.map(({ title, extent }, at) => ({
			...{ wave: title, isOpen: extent.kind === 'open' },
			...{ now: figures.progress[at]!, points: figures.curves[at]!.points }
		})),
		velocity: {
			...figures.velocity,
			steps: setup.steps.map(stepName)
		},
		projections: projectionsOf(shown),
		stuck: stuckOf(shown),
		gone: goneOf(shown)
	};
}

export type RollOutView = ReturnType<typeof rollOutView>;
