/**
 * What of a plan lies where on two axes, and where nothing does. What is set out is the work: activities
 * that apply and are not cancelled, as in every roll-up; of a plan that lists none, the elements that
 * have nothing beneath them.
 */
import { moneyFigures, type MoneyFigures } from '../figures/money.ts';
import type { PlanFigures } from '../figures/plan-figures.ts';
import { matrix, type Matrix } from '../matrix/matrix.ts';
import { addActivity, doneOf, isCounted, noSums } from '../progress/progress-sums.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { ElementRecord } from '../records/records.ts';
import type { PlanAxis } from './axes.ts';

type Figures = Pick<PlanFigures, 'reckoned'>;

/** The elements that a coverage is of, in the plan's order. */
export function coveredElements({ reckoned: { tree, progress } }: Figures): ElementRecord[] {
	if (tree.activities.length === 0)
		return tree.elements.filter(({ id, applicable }) => applicable && !tree.children.has(id));
	return tree.activities.filter(({ id }) => isCounted(progress.activities.get(id)!));
}

export const coverageMatrix = (
	figures: Figures,
	rows: PlanAxis,
	columns: PlanAxis
): Matrix<ElementRecord> => matrix(coveredElements(figures), rows, columns);

/**
 * How much of some activities is done, by the effective weights that they have in the plan (rule 5): so
 * that a line of any axis is reckoned as a goal is.
 */
export function doneAmong(
	elements: readonly ElementRecord[],
	{ reckoned: { tree, progress } }: Figures
): RolledUp {
	const sums = noSums();
	for (const { id } of elements) {
		const activity = progress.activities.get(id);
		if (activity) addActivity(sums, activity, progress.weights.get(id));
	}
	return doneOf(sums, tree.plan.coverageThreshold);
}

/** The money of some activities: each line once (rule 12). */
export const moneyAmong = (
	elements: readonly ElementRecord[],
	{ reckoned: { tree } }: Figures
): MoneyFigures => moneyFigures(elements.flatMap(({ id }) => tree.budgetLines.get(id) ?? []));
