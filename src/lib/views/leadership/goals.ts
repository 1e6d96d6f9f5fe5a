/** The elements at the top of the plan, each with two figures that are never blended. */
import { owingAcronyms, type OrganisationReport } from '#lib/domain/reporting/reporting.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type { RolledUp } from '#lib/domain/progress/rolled-up.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { ElementRecord } from '#lib/domain/records/records.ts';
import { elementKinds, type Confidence, type ElementKind } from '#lib/domain/records/vocabulary.ts';
import {
	activitiesBeneath,
	nameOf,
	saidOf,
	unpublishedOf,
	type ElementName,
	type SaidReason,
	type Subject
} from './subject.ts';

/** A figure as a chart takes it: its value, or why there is none. */
export interface Share {
	value: number | null;
	reason: UnknownReason | null;
	coverage: number | null;
	partial: boolean;
}

export function shareOf(figure: RolledUp): Share {
	const { coverage, partial } = figure;
	return {
		value: figure.known ? figure.value : null,
		reason: figure.known ? null : figure.reason,
		coverage,
		partial
	};
}

/** A sentence on why a goal stands as it does; each has its words in the messages. */
export type GoalReason =
	| { key: 'silent'; organisations: string[]; missing: number }
	| { key: 'unpublished'; organisations: string[] }
	| { key: 'unreported'; missing: number }
	| { key: 'worst_slip'; activity: ElementName; points: number; said: SaidReason | null }
	| {
			key: 'worst_slip_late';
			activity: ElementName;
			points: number;
			days: number;
			said: SaidReason | null;
	  }
	| { key: 'late'; days: number }
	| { key: 'within'; points: number };

export interface GoalRow extends ElementName {
	/** In the plan's own words, which may be long. */
	wholeTitle: string;
	kind: ElementKind;
	terms: string[];
	delivery: Share;
	planned: Share;
	attainment: Share;
	confidence: Confidence | null;
	/** Codes of the elements under which what serves this one is counted; empty where it counts itself. */
	sharesWith: string[];
	why: GoalReason[];
	/** How many elements of each narrower kind lie beneath it. */
	beneath: { kind: ElementKind; count: number }[];
}

/** A slip of this many points, and an end so many days late, are worth a word. */
const worthSaying = { points: 5, days: 30 };

/** By activity, those reports that are owed of it and did not come. */
type Owed = ReadonlyMap<string, OrganisationReport[]>;

function owedReports({ figures }: Subject): Owed {
	const owed = new Map<string, OrganisationReport[]>();
	for (const report of figures.reporting.organisations) {
		if (report.reported) continue;
		for (const id of report.activityIds) owed.set(id, [...(owed.get(id) ?? []), report]);
	}
	return owed;
}

function missingReason(subject: Subject, top: ElementFigures, owed: Owed): GoalReason | null {
	const { coverage } = top.delivery;
	if (coverage === null || coverage > 0.995) return null;
	const silent = activitiesBeneath(subject, top.id)
		.filter(({ state }) => state === 'unknown' || state === 'carried')
		.flatMap(({ id }) => owed.get(id) ?? []);
	const owing = new Set(silent);
	const organisations = subject.figures.reporting.organisations
		.filter((report) => owing.has(report))
		.flatMap(owingAcronyms);
	const missing = 1 - coverage;
	if (organisations.length === 0) return { key: 'unreported', missing };
	return { key: 'silent', organisations: [...new Set(organisations)], missing };
}

/** Whose report was sent, so that what is missing of it is known and not public yet. */
function unpublishedReason(subject: Subject, top: ElementFigures): GoalReason | null {
	const sent = unpublishedOf(subject);
	if (sent.length === 0) return null;
	const beneath = new Set(activitiesBeneath(subject, top.id).map(({ id }) => id));
	const organisations = sent
		.filter(({ activityIds }) => activityIds.some((id) => beneath.has(id)))
		.map(({ acronym }) => acronym);
	return organisations.length === 0 ? null : { key: 'unpublished', organisations };
}

function slipReason(subject: Subject, top: ElementFigures): GoalReason | null {
	const worst = subject.figures.slips.find(({ id }) => subject.tops.get(id) === top.id);
	const element = worst && subject.elements.get(worst.id);
	if (!worst?.slippage.known || element === undefined) return null;
	const { value } = worst.slippage;
	if (value > -worthSaying.points) {
		return lateReason(top) ?? { key: 'within', points: Math.ceil(Math.max(0, -value)) };
	}
	const slip = { activity: nameOf(element), points: -value, said: saidOf(element) };
	const late = worst.daysLate.known ? worst.daysLate.value : 0;
	if (late < worthSaying.days) return { key: 'worst_slip', ...slip };
	return { key: 'worst_slip_late', ...slip, days: late };
}

function lateReason({ daysLate }: ElementFigures): GoalReason | null {
	if (!daysLate.known || daysLate.value < worthSaying.days) return null;
	return { key: 'late', days: daysLate.value };
}

function sharesWith({ figures, elements, tops }: Subject, top: ElementFigures): string[] {
	if (top.delivery.known || top.delivery.reason !== 'shares_elements') return [];
	const codes = (figures.elements.get(top.id)?.servedBy ?? []).flatMap(
		(id) => elements.get(tops.get(id) ?? '')?.code ?? []
	);
	return [...new Set(codes)];
}

function beneath({ within }: Subject, top: ElementRecord): GoalRow['beneath'] {
	const counts = new Map(elementKinds.map((kind) => [kind, 0]));
	for (const { id, kind } of within.get(top.id) ?? []) {
		if (id !== top.id) counts.set(kind, counts.get(kind)! + 1);
	}
	return Array.from(counts, ([kind, count]) => ({ kind, count }));
}

function goalRow(subject: Subject, top: ElementFigures, owed: Owed): GoalRow[] {
	const element = subject.elements.get(top.id);
	if (element === undefined) return [];
	const shared = sharesWith(subject, top);
	const reasons = [
		...[missingReason(subject, top, owed), unpublishedReason(subject, top)],
		slipReason(subject, top)
	];
	return [
		{
			...nameOf(element),
			wholeTitle: element.title,
			kind: element.kind,
			terms: element.terms.map(({ code }) => code),
			delivery: shareOf(top.delivery),
			planned: shareOf(top.planned),
			attainment: shareOf(top.attainment),
			confidence: top.confidence.shown,
			sharesWith: shared,
			why: shared.length > 0 ? [] : reasons.filter((reason) => reason !== null),
			beneath: beneath(subject, element)
		}
	];
}

/** The rows of the elements at the top of the tree, in the plan's order. */
export function goals(subject: Subject): GoalRow[] {
	const owed = owedReports(subject);
	return subject.record.elements
		.filter(({ parentId }) => parentId === null)
		.flatMap(({ id }) => subject.figures.elements.get(id) ?? [])
		.flatMap((top) => goalRow(subject, top, owed));
}
