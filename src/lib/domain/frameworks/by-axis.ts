/**
 * The figures of a plan by the lines of an axis: its goals, who leads, the terms of a framework. Each
 * line's is the roll-up of what lies on it, by the same weights as the plan's own (rules 5 to 8 and 12).
 */
import type { PlanFigures } from '../figures/plan-figures.ts';
import type { Summary } from '../figures/summary.ts';
import { inSeveral, ranksOf, type Line, type Rank } from '../matrix/matrix.ts';
import type { PlanTree } from '../progress/plan-tree.ts';
import {
	doneComparedOf,
	doneOf,
	noSums,
	plannedOf,
	slippageOf,
	type ProgressSums
} from '../progress/progress-sums.ts';
import { noFigure } from '../progress/rolled-up.ts';
import type { ElementRecord, KpiRecord } from '../records/records.ts';
import { isElement, isKpi, withKpis, type PlanAxis, type SetOut } from './axes.ts';
import {
	attainmentAmong,
	countedKpis,
	coveredElements,
	moneyAmong,
	sumsAmong
} from './coverage.ts';

/** See `Summary` for what each is. */
export type LineFigures = Pick<
	Summary,
	'delivery' | 'planned' | 'doneCompared' | 'slippage' | 'attainment' | 'money'
>;

export interface LineRow {
	/** Null: of what lies on no line of the axis; there is such a row only where something does. */
	line: Line | null;
	/** The work on it, as in `coveredElements`, in the plan's order. */
	elements: ElementRecord[];
	/** Of elements that apply, of goals and objectives too. */
	kpis: KpiRecord[];
	figures: LineFigures;
}

export interface FiguresByAxis {
	rows: LineRow[];
	/** Of the plan: each element once. */
	total: LineRow;
	/** What lies on more than one line, so that the rows add up to more than there is. */
	several: { elements: number; kpis: number };
	/** What also serves another goal: with goals as rows it counts under its own alone. */
	servesAlso: number;
}

/** The axis of that name in a plan as it stands on a day; undefined: nothing of it lies on any line. */
export type AxisIn = (tree: PlanTree) => PlanAxis | undefined;

/** With goals as lines each element counts under its own goal alone, as in every figure of goals. */
function atHome(axis: PlanAxis | undefined, { outline }: PlanTree): PlanAxis | undefined {
	if (axis?.name !== 'goal') return axis;
	const top = (id: string): string => {
		const parent = outline.parents.get(id) ?? null;
		return parent === null ? id : top(parent);
	};
	return { ...axis, linesOf: ({ id }) => [top(id)] };
}

/** By line: the sums of what lay on it at the end of the latest period due, by the plan of that day (rule 8). */
function comparedSums(
	{ reckoned: { compared } }: PlanFigures,
	axisIn: AxisIn
): Map<string | undefined, ProgressSums> | null {
	if (compared === null) return null;
	const axis = atHome(axisIn(compared.tree), compared.tree);
	const ranks = axis ? ranksOf(compared.tree.elements, axis) : [];
	return new Map(ranks.map(({ line, items }) => [line?.id, sumsAmong(items, compared)]));
}

/** What lies on a line: elements of all kinds, and KPIs. */
interface On {
	elements: ElementRecord[];
	kpis: KpiRecord[];
}

function figuresOf(
	{ elements, kpis }: On,
	then: ProgressSums | null,
	figures: PlanFigures
): LineFigures {
	const { tree, progress, compared } = figures.reckoned;
	const { coverageThreshold: threshold } = tree.plan;
	const sums = sumsAmong(elements, progress);
	return {
		delivery: doneOf(sums, threshold),
		planned: plannedOf(sums, threshold),
		doneCompared: doneComparedOf(sums, threshold),
		slippage: then
			? slippageOf(then, compared!.tree.plan.coverageThreshold)
			: noFigure('no_period_due'),
		attainment: attainmentAmong(kpis, figures),
		money: moneyAmong(elements, figures)
	};
}

/** What lies on no line and has nothing to say, as the elements above work, needs no row. */
const says = ({ line, elements, kpis, figures: { money } }: LineRow): boolean =>
	line !== null || elements.length + kpis.length + money.stages.appropriation.lines > 0;

/**
 * The figures of each line of an axis.
 *
 * @param axisIn finds the axis in a plan: slippage is of the plan as it stood on an earlier day
 * @returns undefined where the plan has no such axis
 */
export function figuresByAxis(figures: PlanFigures, axisIn: AxisIn): FiguresByAxis | undefined {
	const { tree } = figures.reckoned;
	const axis = atHome(axisIn(tree), tree);
	if (!axis) return undefined;
	const work = new Set(coveredElements(figures));
	const then = comparedSums(figures, axisIn);
	const kpis = countedKpis(figures);
	const rowOf = (line: Line | null, on: On, own: LineFigures): LineRow => ({
		...{ line, elements: on.elements.filter((one) => work.has(one)) },
		...{ kpis: on.kpis, figures: own }
	});
	const ranks = ranksOf<SetOut>([...tree.elements, ...kpis], withKpis(tree, axis));
	const rows = ranks.map(({ line, items }: Rank<SetOut>) => {
		const on = { elements: items.filter(isElement), kpis: items.filter(isKpi) };
		const sumsThen = then && (then.get(line?.id) ?? noSums());
		// a goal has here the figures that it has everywhere
		const own = line && axis.name === 'goal' ? figures.elements.get(line.id) : undefined;
		return rowOf(line, on, own ?? figuresOf(on, sumsThen, figures));
	});
	const shown = rows.filter(says);
	return {
		rows: shown,
		total: rowOf(null, { elements: [...tree.elements], kpis }, figures),
		several: {
			elements: inSeveral(shown.map(({ elements }) => elements)),
			kpis: inSeveral(shown.map(({ kpis }) => kpis))
		},
		servesAlso:
			axis.name === 'goal' ? new Set(tree.plan.alsoServes.map((one) => one.elementId)).size : 0
	};
}
