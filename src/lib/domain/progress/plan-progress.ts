/** The progress of a whole plan on one day: each activity's, their weights, and the sums of all above them. */
import type { ElementRecord } from '../records/records.ts';
import { activityProgress, latestUpdate, type ActivityProgress } from './activity-progress.ts';
import { effectiveWeights, type EffectiveWeights } from './effective-weights.ts';
import type { PlanTree } from './plan-tree.ts';
import { addActivity, addSums, isCounted, noSums, type ProgressSums } from './progress-sums.ts';
import type { ReckoningDay } from './reckoning-day.ts';

export interface PlanProgress {
	/** The plan as it stands on the day. */
	tree: PlanTree;
	day: ReckoningDay;
	/** By activity. */
	activities: Map<string, ActivityProgress>;
	weights: EffectiveWeights;
	/** By element that is no activity; the key null holds those of the whole plan. */
	sums: Map<string | null, ProgressSums>;
}

/** Weights on a day, by which activities count on it. */
export function weightsOf(tree: PlanTree, counts: (id: string) => boolean): EffectiveWeights {
	const { children, activities, costs } = tree;
	const method = tree.plan.rollUpMethod;
	return effectiveWeights({ method, children, activities, costs }, counts);
}

/** The sums of an element's children make its own, from the activities upwards. */
function sumUp(
	tree: PlanTree,
	{ activities, weights, sums }: Pick<PlanProgress, 'activities' | 'weights' | 'sums'>,
	parent: ElementRecord | null
): ProgressSums {
	const own = noSums();
	for (const child of tree.children.get(parent?.id ?? null) ?? []) {
		if (child.kind === 'activity') {
			addActivity(own, activities.get(child.id)!, weights.get(child.id));
		} else {
			addSums(own, sumUp(tree, { activities, weights, sums }, child));
		}
	}
	sums.set(parent?.id ?? null, own);
	return own;
}

/** Reckons the progress of a plan on a day. */
export function planProgress(tree: PlanTree, day: ReckoningDay): PlanProgress {
	const activities = new Map<string, ActivityProgress>();
	tree.activities.forEach((element, at) => {
		const update = latestUpdate(element.updates, day.on);
		const planned = tree.plannedCurves[at]!;
		activities.set(element.id, activityProgress(element, update, planned, day));
	});
	const weights = weightsOf(tree, (id) => isCounted(activities.get(id)!));
	const sums = new Map<string | null, ProgressSums>();
	sumUp(tree, { activities, weights, sums }, null);
	return { tree, day, activities, weights, sums };
}

/**
 * The sums of one element, or (null) of the plan. An activity alone weighs 1, so that its own figures
 * stand also where it has no weight among others.
 */
export function sumsOf(progress: PlanProgress, element: ElementRecord | null): ProgressSums {
	if (element?.kind !== 'activity') return progress.sums.get(element?.id ?? null) ?? noSums();
	const own = noSums();
	const activity = progress.activities.get(element.id);
	// the plan may not have had it on that day
	if (activity !== undefined) addActivity(own, activity, 1);
	return own;
}

/** What an element weighs of the whole plan, 0…1; null: it is not weighed, or does not count. */
export function effectiveWeightOf(progress: PlanProgress, element: ElementRecord): number | null {
	const whole = progress.sums.get(null)?.applicable ?? 0;
	const weight =
		element.kind === 'activity'
			? (progress.weights.get(element.id) ?? null)
			: (progress.sums.get(element.id)?.applicable ?? null);
	return weight === null || whole === 0 ? null : weight / whole;
}
