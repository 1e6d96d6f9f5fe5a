/** A plan reckoned on its status date: all that figures are read from, each part made once. */
import { forecastEnds, type ActivityForecast } from '../forecast/ends.ts';
import { activityEnds, lastEnds, type Ends } from '../progress/expected-ends.ts';
import { kpiFigures, type KpiFigures } from '../kpis/kpi-figures.ts';
import {
	effectiveWeightOf,
	planProgress,
	sumsOf,
	type PlanProgress
} from '../progress/plan-progress.ts';
import { planTree, type PlanTree } from '../progress/plan-tree.ts';
import type { ProgressSums } from '../progress/progress-sums.ts';
import { reckoningDay, type StatusDays } from '../progress/reckoning-day.ts';
import type { ElementRecord, IsoDate, PlanRecord } from '../records/records.ts';
import { activityHistories } from './activity-histories.ts';
import { attainmentSums, type AttainmentSums } from './attainment-sums.ts';
import { addMoney, moneyFigures, type MoneyFigures } from './money.ts';

/** By element id; the key null holds the plan as a whole. */
export type ByElement<Value> = Map<string | null, Value>;

export interface ReckonedPlan {
	tree: PlanTree;
	days: StatusDays;
	progress: PlanProgress;
	/**
	 * The same at the end of the latest period due, where planned and done are compared, since done waits
	 * for reports; on the status date where the plan has no periods; null before the first is due.
	 */
	compared: PlanProgress | null;
	kpis: Map<string, KpiFigures>;
	attainment: ByElement<AttainmentSums>;
	money: ByElement<MoneyFigures>;
	ends: ByElement<Ends>;
	/** When each activity will probably end, by its id; reckoned when first asked for. */
	forecasts: () => Map<string, ActivityForecast>;
}

function comparedProgress(tree: PlanTree, progress: PlanProgress, days: StatusDays) {
	const { due, on } = progress.day;
	const { periods } = tree.plan;
	if (periods.length === 0 || due?.endsOn === on) return progress;
	if (due === null) return null;
	return planProgress(tree, reckoningDay(periods, { ...days, asOf: due.endsOn }));
}

/** A value of each element from its own and its children's, and of the plan. */
function upwards<Value>(
	tree: PlanTree,
	make: (element: ElementRecord | null, children: Value[]) => Value
): ByElement<Value> {
	const made: ByElement<Value> = new Map();
	const visit = (element: ElementRecord | null): Value => {
		const children = (tree.children.get(element?.id ?? null) ?? []).map(visit);
		const value = make(element, children);
		made.set(element?.id ?? null, value);
		return value;
	};
	visit(null);
	return made;
}

function moneyOf(tree: PlanTree): ByElement<MoneyFigures> {
	return upwards(tree, (element, children: MoneyFigures[]) => {
		const lines = element === null ? undefined : tree.budgetLines.get(element.id);
		if (children.length === 0) return moneyFigures(lines ?? []);
		return addMoney(lines === undefined ? children : [moneyFigures(lines), ...children]);
	});
}

function endsOf(tree: PlanTree, progress: PlanProgress, asOf: IsoDate): ByElement<Ends> {
	return upwards(tree, (element, children: Ends[]) =>
		element?.kind === 'activity'
			? activityEnds(element, progress.activities.get(element.id)!, asOf)
			: lastEnds(children)
	);
}

/** What is made at most once, when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

/**
 * Reckons a plan on a day.
 *
 * @param plan the plan's rows as they were known on `days.knownOn`
 */
export function reckonPlan(plan: PlanRecord, days: StatusDays): ReckonedPlan {
	const tree = planTree(plan);
	const progress = planProgress(tree, reckoningDay(plan.periods, days));
	const inapplicable = new Set(tree.elements.flatMap((one) => (one.applicable ? [] : [one.id])));
	const kpis = new Map(
		plan.kpis.map((kpi) => {
			return [kpi.id, kpiFigures(kpi, progress.day, !inapplicable.has(kpi.elementId))];
		})
	);
	const attainment = upwards(tree, (element, children: AttainmentSums[]) =>
		attainmentSums(
			element === null ? [] : (tree.kpis.get(element.id) ?? []).map(({ id }) => kpis.get(id)!),
			element === null ? null : effectiveWeightOf(progress, element),
			children
		)
	);
	return {
		tree,
		days,
		progress,
		compared: comparedProgress(tree, progress, days),
		kpis,
		attainment,
		money: moneyOf(tree),
		ends: endsOf(tree, progress, days.asOf),
		forecasts: once(() => forecastEnds(activityHistories(tree), progress.day.number))
	};
}

/** An element, or (null) the plan as a whole, of a reckoned plan. */
export interface Reckoned {
	plan: ReckonedPlan;
	element: ElementRecord | null;
	sums: ProgressSums;
}

export function reckoned(plan: ReckonedPlan, element: ElementRecord | null): Reckoned {
	return { plan, element, sums: sumsOf(plan.progress, element) };
}
