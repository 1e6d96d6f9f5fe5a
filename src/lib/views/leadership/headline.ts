/** The one sentence that stands above everything, made from the figures. */
import type { PlanFigures } from '#lib/domain/figures/figures.ts';
import { heldBackBy } from '#lib/domain/figures/held-back.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { nameOf, type Subject } from './subject.ts';

/** Which sentence is said; each has its own words in the messages. */
export type HeadlineKey =
	/** The plan has no activities at all. */
	| 'no_activities'
	/** Nothing is reported, and nothing set that would say when a report is due. */
	| 'nothing_set'
	/** Some dates are set, but no period for which reports are due. */
	| 'no_periods'
	/** No report is due yet, and no dates are set. */
	| 'not_due_undated'
	/** Dates are set, and no report is due yet. */
	| 'not_due'
	/** No activity is due to start yet. */
	| 'not_started'
	/** All activities are cancelled or do not apply. */
	| 'nothing_applicable'
	/** Reports are due, and none came. */
	| 'nothing_reported'
	/** Work is reported, but on too little weight for a verdict. */
	| 'partial'
	| 'partial_undated'
	/** Work is reported, and no dates say how far it should be. */
	| 'undated'
	| 'completed'
	| 'behind'
	| 'behind_by_one'
	| 'behind_by_two'
	| 'on_plan'
	| 'ahead';

export interface Headline {
	key: HeadlineKey;
	/** 0…1 each, where the sentence says them. */
	done: number | null;
	planned: number | null;
	coverage: number | null;
	/** Short titles of what holds the plan back, as many as the sentence names. */
	heldBackBy: string[];
	/** When the first reports are due. */
	dueOn: IsoDate | null;
}

/** Within a point of the plan is on plan. */
const tolerance = 1;

function silentKey(figures: PlanFigures): HeadlineKey {
	const { delivery, activityCounts, period, nextPeriod, elements, completeness } = figures;
	const hasActivities = [...elements.values()].some(({ kind }) => kind === 'activity');
	if (!hasActivities) return 'no_activities';
	if (!delivery.known && delivery.reason === 'nothing_applicable' && period !== null)
		return activityCounts.not_due > 0 ? 'not_started' : 'nothing_applicable';
	if (period !== null) return 'nothing_reported';
	const isDated = completeness.dates.set > 0;
	if (nextPeriod !== null) return isDated ? 'not_due' : 'not_due_undated';
	return isDated ? 'no_periods' : 'nothing_set';
}

function knownKey(figures: PlanFigures, causes: number): HeadlineKey {
	const { delivery, planned, slippage } = figures;
	if (delivery.partial) return planned.known ? 'partial' : 'partial_undated';
	if (figures.completed) return 'completed';
	// over too little of what was reported, a comparison would be of two different things
	if (!planned.known || !slippage.known || slippage.partial) return 'undated';
	if (slippage.value >= tolerance) return 'ahead';
	if (slippage.value > -tolerance) return 'on_plan';
	if (causes === 0) return 'behind';
	return causes === 1 ? 'behind_by_one' : 'behind_by_two';
}

/** The headline of a plan on the day of its figures. */
export function headline({ figures, elements }: Subject): Headline {
	const { delivery, planned, nextPeriod } = figures;
	const causes = heldBackBy(figures)
		.slice(0, 2)
		.flatMap(({ id }) => elements.get(id) ?? [])
		.map((element) => nameOf(element).title);
	const key = delivery.known ? knownKey(figures, causes.length) : silentKey(figures);
	return {
		key,
		done: delivery.known ? delivery.value : null,
		planned: planned.known ? planned.value : null,
		coverage: delivery.coverage,
		heldBackBy: key.startsWith('behind_by') ? causes : [],
		dueOn: key.startsWith('not_due') ? (nextPeriod?.dueOn ?? null) : null
	};
}
