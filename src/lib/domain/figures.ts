/**
 * Every figure of one plan on one day: what the dashboard, the pages, the API and the portfolio show.
 * Plain data; a figure's derivation comes from `explainFigure` in `derivations.ts`.
 */
import type { ConfidenceFigure } from './confidence.ts';
import type { Completeness } from './completeness.ts';
import type { DeliveryCounts, ElementFigures } from './element-figures.ts';
import type { KpiFigures } from './kpi-figures.ts';
import type { MoneyFigures } from './money.ts';
import type { IsoDate, PeriodRecord, PlanRecord } from './records.ts';
import type { ReportingFigures } from './reporting.ts';
import type { RolledUp } from './rollup.ts';

export interface PlanFigures {
	asOf: IsoDate;
	revision: number;
	/** The latest period whose reports were due by `asOf`. */
	period: PeriodRecord | null;
	/** The next period whose reports fall due after `asOf`, of those opened so far. */
	nextPeriod: PeriodRecord | null;

	/** How far the activities are, 0…1. */
	delivery: RolledUp;
	/** How far they were planned to be, on the days that their updates speak of, 0…1. */
	planned: RolledUp;
	/** Percentage points, negative where behind. */
	slippage: RolledUp;
	/** How far the KPIs moved from baseline to end target, 0…1. */
	attainment: RolledUp;
	confidence: ConfidenceFigure;
	money: MoneyFigures;

	/** By element id, in the plan's order. */
	elements: Map<string, ElementFigures>;
	/** By KPI id, in the plan's order. */
	kpis: Map<string, KpiFigures>;
	/** KPIs with a fresh measurement, of all that are due. */
	kpisMeasured: { measured: number; due: number };
	/** Activities whose slippage is known, the worst first; those ahead of plan come last. */
	slips: ElementFigures[];
	/** KPIs behind their path, the furthest behind first, then those due and not measured. */
	kpisOffPath: KpiFigures[];
	activityCounts: DeliveryCounts;
	reporting: ReportingFigures;
	completeness: Completeness;
}

/**
 * All figures of a plan as it was known, on a day.
 *
 * @param plan the plan's rows as they were known on `asOf`
 * @param asOf the day for which the figures stand, in the plan's time zone
 */
export declare function planFigures(plan: PlanRecord, asOf: IsoDate): PlanFigures;
