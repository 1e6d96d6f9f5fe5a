/**
 * What of a plan lies where on two axes, and where nothing does. What is set out is the work: activities
 * that apply and are not cancelled, as in every roll-up; of a plan that lists none, the elements that
 * have nothing beneath them.
 */
import { attainmentFigure, attainmentSums } from '../figures/attainment-sums.ts';
import {
	countedAs,
	deliveryCountNames,
	type DeliveryCountName
} from '../figures/delivery-counts.ts';
import { moneyFigures, type MoneyFigures } from '../figures/money.ts';
import type { PlanFigures } from '../figures/plan-figures.ts';
import { among, matrix, without, type Matrix } from '../matrix/matrix.ts';
import { effectiveWeightOf, type PlanProgress } from '../progress/plan-progress.ts';
import {
	addActivity,
	doneOf,
	isCounted,
	noSums,
	type ProgressSums
} from '../progress/progress-sums.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { ElementRecord, KpiRecord } from '../records/records.ts';
import { isElement, isKpi, withKpis, type PlanAxis, type SetOut } from './axes.ts';

type Figures = Pick<PlanFigures, 'reckoned'>;

/** The elements that a coverage is of, in the plan's order. */
export function coveredElements({ reckoned: { tree, progress } }: Figures): ElementRecord[] {
	if (tree.activities.length === 0)
		return tree.elements.filter(({ id, applicable }) => applicable && !tree.children.has(id));
	return tree.activities.filter(({ id }) => isCounted(progress.activities.get(id)!));
}

/** What of a plan lies where on two axes. */
export interface Coverage {
	work: Matrix<ElementRecord>;
	/** The same rows and columns with the KPIs, also of goals and objectives, which lie on the lines as activities do. */
	measured: Matrix<KpiRecord>;
}

/**
 * Sets the work of a plan out on two axes, and its KPIs with it.
 *
 * @param ofKpis whether what lies on no line of an axis has a row or a column also where it is KPIs
 * alone; else only where it is work
 */
export function coverageMatrix(
	figures: Figures,
	rows: PlanAxis,
	columns: PlanAxis,
	ofKpis = false
): Coverage {
	const { tree } = figures.reckoned;
	const whole = without(
		matrix<SetOut>(
			[...coveredElements(figures), ...countedKpis(figures)],
			withKpis(tree, rows),
			withKpis(tree, columns)
		),
		({ line, items }) => line === null && !ofKpis && !items.some(isElement)
	);
	return { work: among(whole, isElement), measured: among(whole, isKpi) };
}

/** The sums of the activities among some elements, by the effective weights that they have in the plan (rule 5). */
export function sumsAmong(
	elements: readonly ElementRecord[],
	{ activities, weights }: PlanProgress
): ProgressSums {
	const sums = noSums();
	for (const { id } of elements) {
		const activity = activities.get(id);
		if (activity) addActivity(sums, activity, weights.get(id));
	}
	return sums;
}

/** How much of some activities is done: a line of any axis is reckoned as a goal is. */
export const doneAmong = (
	elements: readonly ElementRecord[],
	{ reckoned: { tree, progress } }: Figures
): RolledUp => doneOf(sumsAmong(elements, progress), tree.plan.coverageThreshold);

/** The KPIs of elements that apply and are not cancelled, in the plan's order. */
export function countedKpis({ reckoned: { tree, progress } }: Figures): KpiRecord[] {
	return tree.elements.flatMap(({ id, applicable }) => {
		const activity = progress.activities.get(id);
		const counts = activity ? isCounted(activity) : applicable;
		return counts ? (tree.kpis.get(id) ?? []) : [];
	});
}

/**
 * How far some KPIs moved, each by what it weighs of its own element in the plan (rule 7): so that those of
 * a goal and of all beneath it make the goal's own figure.
 */
export function attainmentAmong(
	some: readonly KpiRecord[],
	{ reckoned: { tree, progress, kpis } }: Figures
): RolledUp {
	const byElement = Map.groupBy(some, ({ elementId }) => elementId);
	const parts = [...byElement].map(([id, own]) => {
		const weight = effectiveWeightOf(progress, { id });
		// of an element's KPIs that lie on several lines each goes on weighing what it weighs among all of them
		const share = own.length / tree.kpis.get(id)!.length;
		const of = own.map((kpi) => kpis.get(kpi.id)!);
		return attainmentSums(of, weight === null ? null : weight * share, []);
	});
	return attainmentFigure(attainmentSums([], null, parts), tree.plan.coverageThreshold);
}

/** The money of some activities: each line once (rule 12). */
export const moneyAmong = (
	elements: readonly ElementRecord[],
	{ reckoned: { tree } }: Figures
): MoneyFigures => moneyFigures(elements.flatMap(({ id }) => tree.budgetLines.get(id) ?? []));

export interface StateCount {
	state: DeliveryCountName;
	count: number;
}

/** In which states the activities among some elements are, those that none is in left out. */
export function statesAmong(
	elements: readonly ElementRecord[],
	{ reckoned: { progress } }: Figures
): StateCount[] {
	const states = elements.flatMap((element) => {
		const activity = progress.activities.get(element.id);
		return activity ? [countedAs(element, activity)] : [];
	});
	const counts = Map.groupBy(states, (state) => state);
	return deliveryCountNames.flatMap((state) => {
		const count = counts.get(state)?.length ?? 0;
		return count > 0 ? [{ state, count }] : [];
	});
}
