/** By which axis an address asks for the figures of a plan: `by=goal`, `by=organisation`, or the slug of a framework. */
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { axesOf } from '#lib/domain/frameworks/axes.ts';
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import { figuresByAxis, type FiguresByAxis } from '#lib/domain/frameworks/by-axis.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { axisFigures } from '#lib/views/leadership/by-axis.ts';

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

/** By what nothing is tagged with there are no figures, also where the plan says that it is set out by it. */
const tagged = (of: readonly Framework[]): Framework[] =>
	of.map((framework) => ({ ...framework, declared: false }));

/** The axes by which a plan can be asked for. */
const axisNames = (known: PlanWithFigures, of: readonly Framework[]): AxisName[] =>
	axesOf(known.figures.reckoned.tree, tagged(of)).map(({ name, title }) => ({ name, title }));

/**
 * The figures that an address asks for.
 *
 * @param by the name of an axis; null: the plan's first
 * @returns undefined where the plan has no such axis
 */
export function askedAxis(
	known: PlanWithFigures,
	of: readonly Framework[],
	by: string | null
): AskedAxis | undefined {
	const axes = axisNames(known, of);
	const axis = by === null ? axes[0] : axes.find(({ name }) => name === by);
	if (!axis) return by === null ? { axis: null, axes, figures: null } : undefined;
	const found = figuresByAxis(known.figures, (tree) =>
		axesOf(tree, tagged(of)).find(({ name }) => name === axis.name)
	);
	return { axis, axes, figures: found ?? null };
}

/**
 * The axes of a plan, and its figures by the one that its leadership page is asked for; null: none is.
 *
 * @returns undefined where the plan has no such axis
 */
export async function axisOfPage(db: Db, plan: PlanRow, scope: Scope, by: string | null) {
	const [known, all] = await Promise.all([
		figures(db, plan, scope),
		frameworks(db, { plan, scope })
	]);
	if (by === null) return { axes: axisNames(known, all), shown: null };
	const asked = askedAxis(known, all, by);
	return asked?.axis && asked.figures
		? { axes: asked.axes, shown: axisFigures(known, asked.axis, asked.figures) }
		: undefined;
}
