/** The one roll-up of progress (rules 5, 6 and 8): sums over leaf activities, for any set of them. */
import type { UnknownReason } from '../records/known.ts';
import { rounding } from '../records/rounding.ts';
import { activityStates, type ActivityProgress, type ActivityState } from './activity-progress.ts';
import type { RolledUp } from './rolled-up.ts';

/** How many activities count in which way. */
export type LeafCounts = Record<ActivityState | 'not_weighed', number>;

/** Sums of effective weights; a parent's are the sums of its children's. */
export interface ProgressSums {
	/** Of all that applies and is weighed. */
	applicable: number;
	/** Of what has a value of the latest period due. */
	covered: number;
	/** Of what has a value. */
	known: number;
	/** Weight × done, each within 0…1, over what is known. */
	done: number;
	/** Of what has a value and a planned curve. */
	compared: number;
	comparedDone: number;
	comparedPlanned: number;
	/** How many of those that count were reported as completed. */
	completed: number;
	counts: LeafCounts;
}

/** A share within 0…1. */
export function clampShare(share: number): number {
	return Math.min(1, Math.max(0, share));
}

export function noSums(): ProgressSums {
	return {
		applicable: 0,
		covered: 0,
		known: 0,
		done: 0,
		compared: 0,
		comparedDone: 0,
		comparedPlanned: 0,
		completed: 0,
		counts: {
			known: 0,
			carried: 0,
			unknown: 0,
			not_due: 0,
			not_applicable: 0,
			cancelled: 0,
			not_weighed: 0
		}
	};
}

/** Whether an activity is part of any sum. */
export const isCounted = ({ state }: Pick<ActivityProgress, 'state'>): boolean =>
	state !== 'not_applicable' && state !== 'cancelled';

/** Adds the weight of an activity that counts to the sums, and to none of their counts. */
export function addWeight(sums: ProgressSums, activity: ActivityProgress, weight: number): void {
	sums.applicable += weight;
	if (activity.covered) sums.covered += weight;
	if (activity.done === null) return;
	const done = clampShare(activity.done);
	sums.known += weight;
	sums.done += weight * done;
	if (activity.planned === null) return;
	sums.compared += weight;
	sums.comparedDone += weight * done;
	sums.comparedPlanned += weight * activity.planned;
}

/**
 * Adds an activity to the sums.
 *
 * @param weight null: not weighed
 */
export function addActivity(
	sums: ProgressSums,
	activity: ActivityProgress,
	weight: number | null | undefined
): void {
	sums.counts[activity.state] += 1;
	if (!isCounted(activity)) return;
	if (activity.update?.delivery === 'completed') sums.completed += 1;
	if (weight === null || weight === undefined) sums.counts.not_weighed += 1;
	else addWeight(sums, activity, weight);
}

/** Adds the weights of a part to those of the whole, and no counts. */
export function addWeights(whole: ProgressSums, part: ProgressSums): void {
	whole.applicable += part.applicable;
	whole.covered += part.covered;
	whole.known += part.known;
	whole.done += part.done;
	whole.compared += part.compared;
	whole.comparedDone += part.comparedDone;
	whole.comparedPlanned += part.comparedPlanned;
}

/** Adds the sums of a part to those of the whole. */
export function addSums(whole: ProgressSums, part: ProgressSums): void {
	addWeights(whole, part);
	whole.completed += part.completed;
	for (const state of activityStates) whole.counts[state] += part.counts[state];
	whole.counts.not_weighed += part.counts.not_weighed;
}

/** Whether all of the work that counts was reported as completed; progress of 100 % is not yet that. */
export function isCompleted({ completed, counts }: ProgressSums): boolean {
	const counted = counts.known + counts.carried + counts.unknown + counts.not_due;
	return counted > 0 && completed === counted;
}

/** The covered share of what applies; null where nothing does. */
export function coverageOf({ applicable, covered }: ProgressSums): number | null {
	return applicable > 0 ? covered / applicable : null;
}

/** Why a figure over some activities is unknown. */
function whyUnknown({ applicable, known, counts }: ProgressSums): UnknownReason {
	if (applicable > 0) return known > 0 ? 'dates_not_set' : 'nothing_known';
	return counts.not_weighed > 0 ? 'not_weighed' : 'nothing_applicable';
}

function figureOf(sums: ProgressSums, threshold: number, part: number, of: number): RolledUp {
	const coverage = coverageOf(sums);
	const partial = coverage !== null && coverage < threshold - rounding;
	return of > 0
		? { known: true, value: part / of, coverage, partial }
		: { known: false, reason: whyUnknown(sums), coverage, partial };
}

/**
 * Done: Σ weight × done ÷ Σ weight over what has a value.
 *
 * @param threshold the coverage, 0…1, below which a figure is partial
 */
export const doneOf = (sums: ProgressSums, threshold: number): RolledUp =>
	figureOf(sums, threshold, sums.done, sums.known);

/** Planned, over the same activities as done, as far as these have dates. */
export const plannedOf = (sums: ProgressSums, threshold: number): RolledUp =>
	figureOf(sums, threshold, sums.comparedPlanned, sums.compared);

/** Done over those that planned is reckoned over, which may be fewer. */
export const doneComparedOf = (sums: ProgressSums, threshold: number): RolledUp =>
	figureOf(sums, threshold, sums.comparedDone, sums.compared);

/** Done less planned in percentage points, negative where behind. */
export function slippageOf(sums: ProgressSums, threshold: number): RolledUp {
	const points = 100 * (sums.comparedDone - sums.comparedPlanned);
	return figureOf(sums, threshold, points, sums.compared);
}
