/** By which axis an address asks for the figures of a plan: `by=goal`, `by=organisation`, or the slug of a framework. */
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { axesOf, type Framework } from '#lib/domain/frameworks/axes.ts';
import { figuresByAxis, type FiguresByAxis } from '#lib/domain/frameworks/by-axis.ts';

interface AxisName {
	name: string;
	/** Null: of the plan's goals or its organisations, whose word is the page's. */
	title: string | null;
}

export interface AskedAxis {
	/** Null: the plan has no axis. */
	axis: AxisName | null;
	/** All that it has. */
	axes: AxisName[];
	/** Null: the plan has no axis. */
	figures: FiguresByAxis | null;
}

/** The axes by which a plan can be asked for. */
export const axisNames = (
	{ figures }: PlanWithFigures,
	frameworks: readonly Framework[]
): AxisName[] =>
	axesOf(figures.reckoned.tree, frameworks).map(({ name, title }) => ({ name, title }));

/**
 * The figures that an address asks for.
 *
 * @param by the name of an axis; null: the plan's first
 * @returns undefined where the plan has no such axis
 */
export function askedAxis(
	known: PlanWithFigures,
	frameworks: readonly Framework[],
	by: string | null
): AskedAxis | undefined {
	const axes = axisNames(known, frameworks);
	const axis = by === null ? axes[0] : axes.find(({ name }) => name === by);
	if (!axis) return by === null ? { axis: null, axes, figures: null } : undefined;
	const figures = figuresByAxis(known.figures, (tree) =>
		axesOf(tree, frameworks).find(({ name }) => name === axis.name)
	);
	return { axis, axes, figures: figures ?? null };
}
