/** The S-curve: how the plan's progress grew, and how it was planned to, by the same roll-up as the headline. */
import { planAdopted, planOn } from '../records/plan-on.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import { activityProgress, type ActivityProgress, type PlannedCurve } from './activity-progress.ts';
import type { EffectiveWeights } from './effective-weights.ts';
import { weightsOf } from './plan-progress.ts';
import { planTree, type Outline, type PlanTree, type Siblings } from './plan-tree.ts';
import {
	addWeight,
	addWeights,
	coverageOf,
	doneOf,
	isCounted,
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

/** A point that also says what the plan as adopted had planned; left out where that is the same on all days. */
export interface ComparedPoint extends CurvePoint {
	adopted?: number | null;
}

/** Sums of many weights are not binary exact: what differs by less is the same. */
const rounding = 1e-9;

/** Whether an activity counts on each of the days: not applicable and cancelled ones don't. */
function countedOn(element: ElementRecord, days: readonly ReckoningDay[]): boolean[] | null {
	if (!element.applicable) return days.map(() => false);
	const { updates } = element;
	if (!updates.some(({ delivery }) => delivery === 'cancelled')) return null;
	return days.map(({ on }) => updates.findLast(({ asOf }) => asOf <= on)?.delivery !== 'cancelled');
}

/** Activities that don't count on some of the days, with those on which they do. */
type Exceptions = readonly [id: string, counted: boolean[]][];

const keptExceptions = new Remade<Siblings, Exceptions>();

function exceptionsAmong(siblings: Siblings, days: readonly ReckoningDay[]): Exceptions {
	const on = days.map((day) => day.on);
	return keptExceptions.make(siblings, on, () =>
		siblings.flatMap((element): Exceptions => {
			const counted = element.kind === 'activity' ? countedOn(element, days) : null;
			return counted === null ? [] : [[element.id, counted]];
		})
	);
}

/** Weights for each day: they differ only where something began or ceased to be cancelled between two days. */
function weightsOn(tree: PlanTree, days: readonly ReckoningDay[]): EffectiveWeights[] {
	const exceptions: Exceptions = [...tree.children.values()].flatMap((siblings) =>
		exceptionsAmong(siblings, days)
	);
	const made = new Map<string, EffectiveWeights>();
	return days.map((_, at) => {
		const uncounted = exceptions.flatMap(([id, counted]) => (counted[at] ? [] : [id]));
		const key = uncounted.join();
		const weights = made.get(key) ?? weightsOf(tree, uncounted);
		made.set(key, weights);
		return weights;
	});
}

/** An activity on each of some days, in one walk through its updates: a plan has a thousand activities. */
function progressOn(
	element: ElementRecord,
	planned: PlannedCurve,
	days: readonly ReckoningDay[]
): ActivityProgress[] {
	const { updates } = element;
	let next = 0;
	return days.map((day) => {
		while (next < updates.length && updates[next]!.asOf <= day.on) next += 1;
		return activityProgress(element, updates[next - 1] ?? null, planned, day);
	});
}

/** Adds an activity to the sums of all days, whose counts no point of the curve needs. */
function addToDays(
	sums: readonly ProgressSums[],
	onDay: readonly ActivityProgress[],
	weights: readonly EffectiveWeights[],
	id: string
): void {
	let weight: number | null | undefined;
	for (let at = 0; at < sums.length; at += 1) {
		// mostly all days have the same weights
		if (weights[at] !== weights[at - 1]) weight = weights[at]!.get(id);
		const activity = onDay[at]!;
		if (weight !== null && weight !== undefined && isCounted(activity))
			addWeight(sums[at]!, activity, weight);
	}
}

const keptSums = new Remade<Siblings, readonly ProgressSums[]>();

/** The sums of the activities among siblings on each of some days; a report changes those of few. */
function sumsOnDays(
	siblings: Siblings,
	{ plannedCurves }: Outline,
	days: readonly ReckoningDay[],
	weights: readonly EffectiveWeights[]
): readonly ProgressSums[] {
	const of = [plannedCurves, ...days.flatMap(({ on, due }) => [on, due]), ...weights];
	return keptSums.make(siblings, of, () => {
		const sums = days.map(noSums);
		for (const element of siblings) {
			if (element.kind !== 'activity') continue;
			const onDay = progressOn(element, plannedCurves.get(element.id)!, days);
			addToDays(sums, onDay, weights, element.id);
		}
		return sums;
	});
}

/** Ascending days, in groups of those on which the plan stands the same. */
function byStretch(tree: PlanTree, dates: readonly IsoDate[]): [PlanTree, IsoDate[]][] {
	const groups = Map.groupBy(dates, (on) => planOn(tree.plan, on));
	return [...groups].map(([plan, on]) => [plan === tree.plan ? tree : planTree(plan), on]);
}

/**
 * The plan's progress on each of some days, of the plan as it stands on each; after the status date a
 * point has only the planned share.
 *
 * @param dates ascending, mostly the ends of reporting periods
 */
export const progressCurve = (
	tree: PlanTree,
	dates: readonly IsoDate[],
	days: StatusDays
): CurvePoint[] => byStretch(tree, dates).flatMap(([stood, on]) => stretchCurve(stood, on, days));

function stretchCurve(
	tree: PlanTree,
	dates: readonly IsoDate[],
	{ asOf, knownOn }: StatusDays
): CurvePoint[] {
	const { periods, coverageThreshold } = tree.plan;
	const days = dates.map((on) => reckoningDay(periods, { asOf: on, knownOn }));
	const weights = weightsOn(tree, days);
	const sums = days.map(noSums);
	for (const siblings of tree.children.values()) {
		const parts = sumsOnDays(siblings, tree.outline, days, weights);
		parts.forEach((part, at) => addWeights(sums[at]!, part));
	}
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

/** The same with the planned share of the plan as adopted, where amendments made it another one on any of these days. */
export function comparedCurve(
	tree: PlanTree,
	dates: readonly IsoDate[],
	days: StatusDays
): ComparedPoint[] {
	const adopted = planAdopted(tree.plan);
	if (!adopted || adopted === tree.plan) return progressCurve(tree, dates, days);
	const points = progressCurve(tree, dates, days);
	const { stretches: _, ...alone } = adopted;
	const then = progressCurve(planTree(alone), dates, days);
	const before = new Map(then.map(({ on, planned }) => [on, planned]));
	const isOther = points.some(({ on, planned }) => {
		const share = before.get(on) ?? null;
		return share === null || planned === null
			? share !== planned
			: Math.abs(share - planned) > rounding;
	});
	return isOther ? points.map((one) => ({ ...one, adopted: before.get(one.on) ?? null })) : points;
}
