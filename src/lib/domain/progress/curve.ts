/** The S-curve: how the plan's progress grew, and how it was planned to, by the same roll-up as the headline. */
import type { ElementRecord, IsoDate } from '../records/records.ts';
import { activityProgress, type PlannedCurve } from './activity-progress.ts';
import type { EffectiveWeights } from './effective-weights.ts';
import { weightsOf } from './plan-progress.ts';
import type { PlanTree } from './plan-tree.ts';
import {
	addActivity,
	coverageOf,
	doneOf,
	noSums,
	plannedOf,
	type ProgressSums
} from './progress-sums.ts';
import { reckoningDay, type ReckoningDay, type StatusDays } from './reckoning-day.ts';

export interface CurvePoint {
	on: IsoDate;
	/** 0…1, over the activities with a value and dates; null where there are none. */
	planned: number | null;
	/** 0…1, over the activities with a value; null where there are none, and after the status date. */
	done: number | null;
	/** 0…1, of the weight; null after the status date. */
	coverage: number | null;
}

/** Whether an activity counts on each of the days: not applicable and cancelled ones don't. */
function countedOn(element: ElementRecord, days: readonly ReckoningDay[]): boolean[] | null {
	if (!element.applicable) return days.map(() => false);
	const { updates } = element;
	if (!updates.some(({ delivery }) => delivery === 'cancelled')) return null;
	return days.map(({ on }) => updates.findLast(({ asOf }) => asOf <= on)?.delivery !== 'cancelled');
}

/** Weights for each day: they differ only where something began or ceased to be cancelled between two days. */
function weightsOn(tree: PlanTree, days: readonly ReckoningDay[]): EffectiveWeights[] {
	const exceptions = new Map<string, boolean[]>();
	for (const element of tree.activities) {
		const counted = countedOn(element, days);
		if (counted !== null) exceptions.set(element.id, counted);
	}
	const made = new Map<string, EffectiveWeights>();
	return days.map((_, at) => {
		const key = [...exceptions.values()].map((counted) => (counted[at] ? '1' : '0')).join('');
		const kept = made.get(key);
		if (kept !== undefined) return kept;
		const weights = weightsOf(tree, (id) => exceptions.get(id)?.[at] ?? true);
		made.set(key, weights);
		return weights;
	});
}

/** Adds an activity to all days in one walk through its updates: a plan has a thousand activities. */
function addToDays(
	element: ElementRecord,
	planned: PlannedCurve,
	days: readonly ReckoningDay[],
	weights: readonly EffectiveWeights[],
	sums: readonly ProgressSums[]
): void {
	const { id, updates } = element;
	let next = 0;
	let weight: number | null | undefined;
	for (let at = 0; at < days.length; at += 1) {
		const day = days[at]!;
		while (next < updates.length && updates[next]!.asOf <= day.on) next += 1;
		const activity = activityProgress(element, updates[next - 1] ?? null, planned, day);
		// mostly all days have the same weights
		if (weights[at] !== weights[at - 1]) weight = weights[at]!.get(id);
		addActivity(sums[at]!, activity, weight);
	}
}

/**
 * The plan's progress on each of some days; after the status date a point has only the planned share.
 *
 * @param dates ascending, mostly the ends of reporting periods
 */
export function progressCurve(
	tree: PlanTree,
	dates: readonly IsoDate[],
	{ asOf, knownOn }: StatusDays
): CurvePoint[] {
	const { periods, coverageThreshold } = tree.plan;
	const days = dates.map((on) => reckoningDay(periods, { asOf: on, knownOn }));
	const weights = weightsOn(tree, days);
	const sums = days.map(noSums);
	tree.activities.forEach((element, at) => {
		addToDays(element, tree.plannedCurves[at]!, days, weights, sums);
	});
	return days.map(({ on }, at) => {
		const planned = plannedOf(sums[at]!, coverageThreshold);
		const done = doneOf(sums[at]!, coverageThreshold);
		return {
			on,
			planned: planned.known ? planned.value : null,
			done: on <= asOf && done.known ? done.value : null,
			coverage: on <= asOf ? coverageOf(sums[at]!) : null
		};
	});
}
