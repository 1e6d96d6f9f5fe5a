/** The one sentence that stands above everything, made from the figures. */
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { heldBackBy } from '#lib/domain/figures/held-back.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { rounding } from '#lib/domain/records/rounding.ts';
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
	/** All activities are cancelled or do not apply. */
	| 'nothing_applicable'
	/** Reports are due, and none came. */
	| 'nothing_reported'
	/** Work is reported, but on too little weight for a verdict. */
	| 'partial'
	| 'partial_undated'
	/** Work is reported, and no dates say how far it should be. */
	| 'undated'
	/** Some of the work that is reported has no dates: what is compared is less than what is done of all. */
	| 'partly_dated'
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
	/** Done over the activities that planned is reckoned over. */
	doneCompared: number | null;
	/** What was due and never reported: its share of the weight, and what would be done if it counted as nothing. */
	leftOut: { share: number; asZero: number } | null;
	coverage: number | null;
	/** Short titles of what holds the plan back, as many as the sentence names. */
	heldBackBy: string[];
	/** When the first reports are due. */
	dueOn: IsoDate | null;
}

/** Within a point of the plan is on plan. */
const tolerance = 1;

function silentKey(figures: PlanFigures): HeadlineKey {
	const { delivery, period, nextPeriod, elements, completeness } = figures;
	const hasActivities = [...elements.values()].some(({ kind }) => kind === 'activity');
	if (!hasActivities) return 'no_activities';
	if (!delivery.known && delivery.reason === 'nothing_applicable') return 'nothing_applicable';
	if (period !== null) return 'nothing_reported';
	const isDated = completeness.dates.set > 0;
	if (nextPeriod !== null) return isDated ? 'not_due' : 'not_due_undated';
	return isDated ? 'no_periods' : 'nothing_set';
}

/** Whether planned is reckoned over less than done is. */
function isPartlyDated({ reckoned }: PlanFigures): boolean {
	const sums = reckoned.progress.sums.get(null);
	return sums !== undefined && sums.known - sums.compared > rounding * sums.known;
}

function knownKey(figures: PlanFigures, causes: number): HeadlineKey {
	const { delivery, planned, doneCompared, counts } = figures;
	// nothing is due of any work: that nothing is done says nothing
	if (counts.known + counts.carried === 0) return silentKey(figures);
	if (delivery.partial) return planned.known ? 'partial' : 'partial_undated';
	if (figures.completed) return 'completed';
	if (!planned.known || !doneCompared.known) return 'undated';
	if (isPartlyDated(figures)) return 'partly_dated';
	const points = 100 * (doneCompared.value - planned.value);
	if (points >= tolerance) return 'ahead';
	if (points > -tolerance) return 'on_plan';
	if (causes === 0) return 'behind';
	return causes === 1 ? 'behind_by_one' : 'behind_by_two';
}

/** What was due and never reported leaves both sums; by how much that moves the figure is said. */
function leftOutOf({ reckoned, delivery }: PlanFigures): Headline['leftOut'] {
	const sums = reckoned.progress.sums.get(null);
	if (sums === undefined || !delivery.known) return null;
	const share = (sums.applicable - sums.known) / sums.applicable;
	return share > rounding ? { share, asZero: sums.done / sums.applicable } : null;
}

/** The headline of a plan on the day of its figures. */
export function headline({ figures, elements }: Subject): Headline {
	const { delivery, planned, doneCompared, nextPeriod } = figures;
	const causes = heldBackBy(figures)
		.slice(0, 2)
		.flatMap(({ id }) => elements.get(id) ?? [])
		.map((element) => nameOf(element).title);
	const key = delivery.known ? knownKey(figures, causes.length) : silentKey(figures);
	return {
		key,
		done: delivery.known ? delivery.value : null,
		planned: planned.known ? planned.value : null,
		doneCompared: doneCompared.known ? doneCompared.value : null,
		leftOut: leftOutOf(figures),
		coverage: delivery.coverage,
		heldBackBy: key.startsWith('behind_by') ? causes : [],
		dueOn: key.startsWith('not_due') ? (nextPeriod?.dueOn ?? null) : null
	};
}
