/** The derivation of any figure of a plan, built on request. */
import type { Derivation, FigureName } from './explain.ts';
import type { PlanFigures } from './figures.ts';
import type { PlanRecord } from './records.ts';

/** Which figure of what: the plan as a whole, one element, or one KPI. */
export interface FigureReference {
	figure: FigureName;
	of: { kind: 'plan' } | { kind: 'element'; id: string } | { kind: 'kpi'; id: string };
}

/**
 * How a figure came about, down to the reports.
 *
 * @param figures the plan's figures from the same plan, by `planFigures`
 * @returns undefined where the plan has no such element or KPI, or the figure does not exist for it
 */
export declare function explainFigure(
	plan: PlanRecord,
	figures: PlanFigures,
	reference: FigureReference
): Derivation | undefined;
