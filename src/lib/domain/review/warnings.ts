/** What looks odd in what was entered, for whoever reviews it: computed, never a judgement by itself. */
import { stageErrors } from '../figures/money.ts';
import { declaredIsBetter } from '../progress/confidence.ts';
import type { BudgetLineRecord, Money } from '../records/records.ts';
import { rounding } from '../records/rounding.ts';
import type { Confidence, DeliveryState } from '../records/vocabulary.ts';

/** The gravest first: what contradicts itself, then what is said without showing it, then what is unusual. */
export const warningNames = [
	/** More is obligated than allotted, or disbursed than obligated. */
	'stages_out_of_order',
	/** Less is obligated or disbursed to date than was said before. */
	'spending_fell',
	/** Less is done than was said before, or a milestone was taken back. */
	'fell',
	/** All is done, and the work is not completed. */
	'done_open',
	/** All is done, and nothing shows it. */
	'unproven',
	'milestone_unproven',
	/** What the owner says of its chances is better than what the plan's rules say. */
	'declared_better',
	'outside_history',
	'unchanged'
] as const;
export type WarningName = (typeof warningNames)[number];

/** So many periods that say the same are worth a question. */
const sameAgain = 3;

/** Fewer values than this are no history. */
const leastHistory = 3;

/** A value may leave its history by as much as that is wide, and by this share of its largest value. */
const leastMargin = 0.25;

/** What a report says of an activity, beside what was said before. */
export interface ReviewedActivity {
	delivery: DeliveryState;
	/** 0…1; null: it does not say. */
	done: number | null;
	/** What was said last before the report; null: nothing, or nothing of how far it is. */
	doneBefore: number | null;
	/** What was said last in each of the periods before, the latest first; null: nothing was. */
	earlier: readonly (number | null)[];
	declared: Confidence | null;
	/** Null: the rules give none. */
	computed: Confidence | null;
	/**
	 * What stands as evidence of it, whether added in this report or before, and how far the work was by the
	 * update that it shows, 0…1; null: it shows none by itself.
	 */
	evidence: readonly { inReport: boolean; done: number | null }[];
	/** The milestones of which the report says that they were reached. */
	reached: readonly { proven: boolean }[];
	/** How many milestones it takes back. */
	takenBack: number;
}

type Found = Partial<Record<WarningName, boolean>>;

const named = (found: Found): WarningName[] => warningNames.filter((name) => found[name]);

const isAll = (done: number | null): boolean => done !== null && done >= 1 - rounding;

/**
 * What is complete now is shown in the report that says so. What was complete before may be shown by what
 * was added then, but for what shows the work while it was not.
 */
function isProven({ evidence, doneBefore }: ReviewedActivity): boolean {
	const wasAll = isAll(doneBefore);
	return evidence.some(
		({ inReport, done }) => inReport || (wasAll && (done === null || isAll(done)))
	);
}

function isUnchanged(now: number | null, earlier: readonly (number | null)[]): boolean {
	const before = earlier.slice(0, sameAgain - 1);
	return now !== null && before.length === sameAgain - 1 && before.every((one) => one === now);
}

export function activityWarnings(said: ReviewedActivity): WarningName[] {
	const { delivery, done, doneBefore, earlier, declared, computed, reached, takenBack } = said;
	const isLess = done !== null && doneBefore !== null && done < doneBefore - rounding;
	const goesOn = delivery === 'in_progress' || delivery === 'on_hold';
	return named({
		fell: isLess || takenBack > 0,
		done_open: isAll(done) && goesOn,
		unproven: isAll(done) && !isProven(said),
		milestone_unproven: reached.some(({ proven }) => !proven),
		declared_better: declaredIsBetter(declared, computed),
		unchanged: delivery === 'in_progress' && !isAll(done) && isUnchanged(done, earlier)
	});
}

/** What a report says of a KPI. */
export interface ReviewedKpi {
	/** In its unit. */
	value: number;
	/** What was measured before the report, the latest first. */
	earlier: readonly number[];
	/** It is where it should be in the end: that it stays there is no question. */
	attained: boolean;
}

/**
 * Whether a value lies further outside all that were measured before than these lie apart; how far at
 * least is a quarter of the largest of them, so that what never moved may move a little.
 */
function isOutside(value: number, earlier: readonly number[]): boolean {
	if (earlier.length < leastHistory) return false;
	const [low, high] = [Math.min(...earlier), Math.max(...earlier)];
	const largest = Math.max(Math.abs(low), Math.abs(high));
	// a beginning after nothing is what everybody hopes for
	if (largest === 0) return false;
	const margin = Math.max(high - low, leastMargin * largest);
	return value < low - margin - rounding || value > high + margin + rounding;
}

export const kpiWarnings = ({ value, earlier, attained }: ReviewedKpi): WarningName[] =>
	named({
		outside_history: isOutside(value, earlier),
		unchanged: !attained && isUnchanged(value, earlier)
	});

type Amounts = Pick<
	BudgetLineRecord,
	'appropriation' | 'allotment' | 'obligation' | 'disbursement'
>;

/** What a report says of a budget line. */
export interface ReviewedLine extends Amounts {
	/** To date, by what was said last before the report; null: nothing was. */
	before: Pick<BudgetLineRecord, 'obligation' | 'disbursement'> | null;
}

const isLess = (now: Money | null, before: Money | null): boolean =>
	now !== null && before !== null && now < before;

/** Which stages exceed the one before is asked of those that ministries report; the others are the plan's. */
export function lineWarnings({ before, ...amounts }: ReviewedLine): WarningName[] {
	const errors = stageErrors(amounts);
	return named({
		stages_out_of_order: errors.some(
			({ stage }) => stage === 'obligation' || stage === 'disbursement'
		),
		spending_fell:
			before !== null &&
			(isLess(amounts.obligation, before.obligation) ||
				isLess(amounts.disbursement, before.disbursement))
	});
}

/** What a queue is ordered by. */
export interface Reviewed {
	warnings: readonly WarningName[];
	/** The size of the difference from what was said before, as a share of what it is measured by; 0 and up. */
	size: number;
}

const gravest = ({ warnings }: Reviewed): number =>
	warnings.length === 0
		? warningNames.length
		: Math.min(...warnings.map((name) => warningNames.indexOf(name)));

/** What looks wrong before what does not: by the gravest warning, then by the size of the difference. */
export const byWarnings = (one: Reviewed, other: Reviewed): number =>
	gravest(one) - gravest(other) || other.size - one.size;

/** How much of a whole, or of what was before, a difference is; 0 where there was nothing before. */
export function sizeOf(now: number | null, before: number | null, whole?: number): number {
	if (now === null || before === null || now === before) return 0;
	const by = whole ?? Math.abs(before);
	// from nothing to something is as much as all of it
	return by === 0 ? 1 : Math.abs(now - before) / by;
}
