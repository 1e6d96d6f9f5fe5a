/** All figures that explain themselves. To add one: its file, a line here, its words, its place in the API. */
import { attainment } from './attainment.ts';
import {
	commitmentsAdded,
	commitmentsDropped,
	commitmentsMoved,
	commitmentsNotReported
} from './commitments-changed.ts';
import { commitmentsKept } from './commitments-kept.ts';
import { coverage } from './coverage.ts';
import { daysLate } from './days-late.ts';
import { deliveryProgress } from './delivery-progress.ts';
import type { Derivation } from './derivation.ts';
import { doneCompared } from './done-compared.ts';
import { forecastEnd } from './forecast-end.ts';
import { kpiAchievement } from './kpi-achievement.ts';
import { kpiAttainment } from './kpi-attainment.ts';
import { kpiDueValue } from './kpi-due-value.ts';
import { kpiGap } from './kpi-gap.ts';
import { kpiNeededPace } from './kpi-needed-pace.ts';
import { kpiPace } from './kpi-pace.ts';
import { kpiProjected } from './kpi-projected.ts';
import { kpiValue } from './kpi-value.ts';
import { balanceFigures } from './money-balances.ts';
import { shareFigures } from './money-shares.ts';
import { stageFigures } from './money-stages.ts';
import { organisationsReported } from './organisations-reported.ts';
import { plannedProgress } from './planned-progress.ts';
import { reckoned, type AskedPeriod, type ReckonedPlan } from './reckoned-plan.ts';
import { slippage } from './slippage.ts';

export const explainedFigures = [
	deliveryProgress,
	plannedProgress,
	doneCompared,
	slippage,
	attainment,
	coverage,
	daysLate,
	forecastEnd,
	...stageFigures,
	...balanceFigures,
	...shareFigures,
	organisationsReported,
	commitmentsKept,
	commitmentsMoved,
	commitmentsDropped,
	commitmentsNotReported,
	commitmentsAdded,
	kpiValue,
	kpiAttainment,
	kpiAchievement,
	kpiDueValue,
	kpiGap,
	kpiPace,
	kpiNeededPace,
	kpiProjected
] as const;

export type FigureName = (typeof explainedFigures)[number]['name'];

/** Which figure of what: the plan as a whole, one element, or one KPI. */
export interface FigureReference {
	figure: FigureName;
	of: { kind: 'plan' } | { kind: 'element'; id: string } | { kind: 'kpi'; id: string };
	/** Of commitments: in which period. */
	commitments?: AskedPeriod;
}

export const isFigureName = (text: string): text is FigureName =>
	explainedFigures.some(({ name }) => name === text);

/** Figures of the commitments of one period. */
export type CommitmentsFigure = Extract<FigureName, `commitments_${string}`>;

export const isOfCommitments = (figure: FigureName): figure is CommitmentsFigure =>
	figure.startsWith('commitments_');

/**
 * How a figure came about, down to the reports. A total of money counts each line once.
 *
 * @returns undefined where the plan has no such element or KPI, or it has no such figure
 */
export function explainFigure(
	plan: ReckonedPlan,
	{ figure, of, commitments }: FigureReference
): Derivation | undefined {
	const found = explainedFigures.find(({ name }) => name === figure);
	if (found === undefined || (found.of === 'kpi') !== (of.kind === 'kpi')) return undefined;
	if (found.of === 'kpi') {
		const kpi = plan.tree.plan.kpis.find(({ id }) => of.kind === 'kpi' && id === of.id);
		const figures = kpi && plan.kpis.get(kpi.id);
		return kpi && figures && found.explain({ kpi, figures, asOf: plan.days.asOf });
	}
	const asked = commitments && { commitments };
	if (of.kind !== 'element') return found.explain({ ...reckoned(plan, null), ...asked });
	const element = plan.tree.elements.find(({ id }) => id === of.id);
	if (element === undefined || found.ofElements === false) return undefined;
	return found.explain({ ...reckoned(plan, element), ...asked });
}
