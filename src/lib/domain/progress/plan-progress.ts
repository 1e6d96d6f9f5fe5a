/** The progress of a whole plan on one day: each activity's, their weights, and the sums of all above them. */
import type { ElementRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import { activityProgress, latestUpdate, type ActivityProgress } from './activity-progress.ts';
import { effectiveWeights, type EffectiveWeights } from './effective-weights.ts';
import type { Outline, PlanTree, Siblings } from './plan-tree.ts';
import { addActivity, addSums, isCounted, noSums, type ProgressSums } from './progress-sums.ts';
import type { ReckoningDay } from './reckoning-day.ts';

/** How far the activities among siblings are. */
export interface SiblingsProgress {
	activities: readonly [activity: ElementRecord, progress: ActivityProgress][];
	byId: ReadonlyMap<string, ActivityProgress>;
	/** Those that don't count. */
	uncounted: readonly string[];
}

export interface PlanProgress {
	/** The plan as it stands on the day. */
	tree: PlanTree;
	day: ReckoningDay;
	/** By activity. */
	activities: Pick<ReadonlyMap<string, ActivityProgress>, 'get'>;
	/** By parent: the same value as before while nothing changed among the siblings. */
	siblings: ReadonlyMap<string | null, SiblingsProgress>;
	weights: EffectiveWeights;
	/** By element that is no activity; the key null holds those of the whole plan. */
	sums: Map<string | null, ProgressSums>;
}

const keptWeights = new Remade<Outline, EffectiveWeights>();

/**
 * Weights on a day, by which activities count on it.
 *
 * @param uncounted those that don't, in the plan's order
 */
export function weightsOf(tree: PlanTree, uncounted: readonly string[]): EffectiveWeights {
	return keptWeights.make(tree.outline, uncounted, () => {
		const { children, activities, outline } = tree;
		const out = new Set(uncounted);
		const of = { method: tree.plan.rollUpMethod, children, activities, costs: outline.costs };
		return effectiveWeights(of, (id) => !out.has(id));
	});
}

const keptProgress = new Remade<Siblings, SiblingsProgress>();

function siblingsProgress(
	siblings: Siblings,
	{ plannedCurves }: Outline,
	day: ReckoningDay
): SiblingsProgress {
	const of = [plannedCurves, day.on, day.due, day.hasPeriods];
	return keptProgress.make(siblings, of, () => {
		const activities: [ElementRecord, ActivityProgress][] = [];
		for (const one of siblings) {
			if (one.kind !== 'activity') continue;
			const update = latestUpdate(one.updates, day.on);
			activities.push([one, activityProgress(one, update, plannedCurves.get(one.id)!, day)]);
		}
		const byId = new Map(activities.map(([{ id }, progress]) => [id, progress]));
		const uncounted = activities.filter(([, progress]) => !isCounted(progress));
		return { activities, byId, uncounted: uncounted.map(([{ id }]) => id) };
	});
}

const keptSums = new Remade<SiblingsProgress, ProgressSums>();

/** The sums of the activities among siblings; shared, so nobody may add to them. */
function sumsOfSiblings(siblings: SiblingsProgress, weights: EffectiveWeights): ProgressSums {
	return keptSums.make(siblings, [weights], () => {
		const sums = noSums();
		for (const [{ id }, progress] of siblings.activities)
			addActivity(sums, progress, weights.get(id));
		return sums;
	});
}

/** The sums of an element's children make its own, from the activities upwards. */
function sumUp(of: Omit<PlanProgress, 'activities'>, parent: ElementRecord | null): ProgressSums {
	const id = parent?.id ?? null;
	const own = noSums();
	const siblings = of.siblings.get(id);
	if (siblings !== undefined) addSums(own, sumsOfSiblings(siblings, of.weights));
	const children = of.tree.children.get(id) ?? [];
	if (children.length > (siblings?.activities.length ?? 0))
		for (const child of children) if (child.kind !== 'activity') addSums(own, sumUp(of, child));
	of.sums.set(id, own);
	return own;
}

class ProgressOfPlan implements PlanProgress {
	readonly tree: PlanTree;
	readonly day: ReckoningDay;
	readonly siblings: Map<string | null, SiblingsProgress>;
	readonly weights: EffectiveWeights;
	readonly sums: PlanProgress['sums'] = new Map();
	// most that is asked for is sums: one map of all would take longer than these
	readonly activities: PlanProgress['activities'] = {
		get: (id) => this.siblings.get(this.tree.outline.parents.get(id) ?? null)?.byId.get(id)
	};

	constructor(tree: PlanTree, day: ReckoningDay) {
		const { outline, children } = tree;
		this.tree = tree;
		this.day = day;
		this.siblings = new Map();
		for (const [parent, siblings] of children)
			this.siblings.set(parent, siblingsProgress(siblings, outline, day));
		const uncounted = [...this.siblings.values()].flatMap((one) => one.uncounted);
		this.weights = weightsOf(tree, uncounted);
		sumUp(this, null);
	}
}

/** Reckons the progress of a plan on a day. */
export const planProgress = (tree: PlanTree, day: ReckoningDay): PlanProgress =>
	new ProgressOfPlan(tree, day);

const keptOwnSums = new Remade<ActivityProgress, ProgressSums>();

/**
 * The sums of one element, or (null) of the plan; shared, so nobody may add to them. An activity alone
 * weighs 1, so that its own figures stand also where it has no weight among others.
 */
export function sumsOf(progress: PlanProgress, element: ElementRecord | null): ProgressSums {
	if (element?.kind !== 'activity') return progress.sums.get(element?.id ?? null) ?? noSums();
	const activity = progress.activities.get(element.id);
	// the plan may not have had it on that day
	if (activity === undefined) return noSums();
	return keptOwnSums.make(activity, [], () => {
		const own = noSums();
		addActivity(own, activity, 1);
		return own;
	});
}

/** What an element weighs of the whole plan, 0…1; null: it is not weighed, or does not count. */
export function effectiveWeightOf(progress: PlanProgress, { id }: { id: string }): number | null {
	const whole = progress.sums.get(null)?.applicable ?? 0;
	const weight = progress.activities.get(id)
		? (progress.weights.get(id) ?? null)
		: (progress.sums.get(id)?.applicable ?? null);
	return weight === null || whole === 0 ? null : weight / whole;
}
