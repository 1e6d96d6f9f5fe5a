/** A plan reckoned on its status date: all that figures are read from, each part made once. */
import { forecastEnds, type ActivityForecast } from '../forecast/ends.ts';
import { activityEnds, lastEnds, type Ends } from '../progress/expected-ends.ts';
import { kpiFigures, lastEnded, type KpiFigures } from '../kpis/kpi-figures.ts';
import {
	effectiveWeightOf,
	planProgress,
	sumsOf,
	type PlanProgress
} from '../progress/plan-progress.ts';
import { planTree, type PlanTree } from '../progress/plan-tree.ts';
import type { ProgressSums } from '../progress/progress-sums.ts';
import { reckoningDay, type StatusDays } from '../progress/reckoning-day.ts';
import type { ElementRecord, PlanRecord } from '../records/records.ts';
import { activityHistories } from './activity-histories.ts';
import { attainmentSums, type AttainmentSums } from './attainment-sums.ts';
import { addMoney, moneyFigures, type MoneyFigures } from './money.ts';

/** What an element, or the plan as a whole, has of its own and of all beneath it. */
export interface Beneath {
	attainment: Readonly<AttainmentSums>;
	money: MoneyFigures;
	ends: Ends;
}

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
	/** By element id; the key null holds the plan as a whole. */
	beneath: Map<string | null, Beneath>;
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

function kpisOf(tree: PlanTree, { day }: PlanProgress): Map<string, KpiFigures> {
	const { kpis, fiscalYearStartMonth } = tree.plan;
	const ended = lastEnded(day, fiscalYearStartMonth);
	const inapplicable = new Set<string>();
	for (const { id, applicable } of tree.elements) if (!applicable) inapplicable.add(id);
	const made = new Map<string, KpiFigures>();
	for (const kpi of kpis) {
		made.set(kpi.id, kpiFigures(kpi, day.on, ended, !inapplicable.has(kpi.elementId)));
	}
	return made;
}

type Reckoning = Pick<ReckonedPlan, 'tree' | 'days' | 'progress' | 'kpis'>;

function attainmentOf(
	{ tree, progress, kpis }: Reckoning,
	element: ElementRecord | null,
	children: readonly Beneath[]
): Beneath['attainment'] {
	const sums = children.map(({ attainment }) => attainment);
	const own = element === null ? undefined : tree.kpis.get(element.id);
	if (element === null || own === undefined) return attainmentSums([], null, sums);
	const figures = own.map(({ id }) => kpis.get(id)!);
	return attainmentSums(figures, effectiveWeightOf(progress, element), sums);
}

function moneyOf(
	{ tree }: Reckoning,
	element: ElementRecord | null,
	children: readonly Beneath[]
): MoneyFigures {
	const lines = element === null ? undefined : tree.budgetLines.get(element.id);
	if (children.length === 0) return moneyFigures(lines ?? []);
	const parts = children.map(({ money }) => money);
	return addMoney(lines === undefined ? parts : [moneyFigures(lines), ...parts]);
}

function endsOf(
	{ progress, days }: Reckoning,
	element: ElementRecord | null,
	children: readonly Beneath[]
): Ends {
	if (element?.kind !== 'activity') return lastEnds(children.map(({ ends }) => ends));
	return activityEnds(element, progress.activities.get(element.id)!, days.asOf);
}

/** Of each element from its own and its children's, and of the plan. */
function beneathOf(plan: Reckoning): ReckonedPlan['beneath'] {
	const made: ReckonedPlan['beneath'] = new Map();
	const none: readonly Beneath[] = [];
	const visit = (element: ElementRecord | null): Beneath => {
		const id = element?.id ?? null;
		const children = plan.tree.children.get(id)?.map(visit) ?? none;
		const beneath = {
			attainment: attainmentOf(plan, element, children),
			money: moneyOf(plan, element, children),
			ends: endsOf(plan, element, children)
		};
		made.set(id, beneath);
		return beneath;
	};
	visit(null);
	return made;
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
	const reckoning = { tree, days, progress, kpis: kpisOf(tree, progress) };
	return {
		...reckoning,
		compared: comparedProgress(tree, progress, days),
		beneath: beneathOf(reckoning),
		forecasts: once(() => forecastEnds(activityHistories(tree), progress.day.number))
	};
}

/** An element, or (null) the plan as a whole, of a reckoned plan. */
export interface Reckoned {
	plan: ReckonedPlan;
	element: ElementRecord | null;
	sums: ProgressSums;
	beneath: Beneath;
}

export function reckoned(plan: ReckonedPlan, element: ElementRecord | null): Reckoned {
	const beneath = plan.beneath.get(element?.id ?? null)!;
	return { plan, element, sums: sumsOf(plan.progress, element), beneath };
}
