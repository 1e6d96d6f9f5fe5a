/**
 * Every figure of one plan on one day: what the dashboard, the pages, the API and the portfolio show.
 * Plain data; how a figure came about is told by `explainFigure` in `explained-figures.ts`.
 */
import { kpisOffPath, type KpiFigures } from '../kpis/kpi-figures.ts';
import type { StatusDays } from '../progress/reckoning-day.ts';
import { nextDue } from '../records/periods.ts';
import type { IsoDate, PeriodRecord, PlanRecord } from '../records/records.ts';
import { reportingFigures, type ReportingFigures } from '../reporting/reporting.ts';
import { completeness, type Completeness } from './completeness.ts';
import { deliveryCounts, type DeliveryCounts } from './delivery-counts.ts';
import { elementFigures, planSummary } from './element-figures.ts';
import { reckonPlan, type ReckonedPlan } from './reckoned-plan.ts';
import type { ElementFigures, Summary } from './summary.ts';

export interface PlanFigures extends Summary, StatusDays {
	revision: number;
	/** The latest period that had ended by the status date and whose reports are due. */
	period: PeriodRecord | null;
	/** The next period whose reports fall due, of those opened so far. */
	nextPeriod: PeriodRecord | null;
	/** The day for which slippage is reckoned; null before the first period is due. */
	slippageOn: IsoDate | null;
	/** By element id, in the plan's order. */
	elements: Map<string, ElementFigures>;
	/** By KPI id, in the plan's order. */
	kpis: Map<string, KpiFigures>;
	/** KPIs measured for the latest period due, of all that were to be measured by then. */
	kpisMeasured: { measured: number; due: number };
	/** Activities whose slippage is known, the worst first; those ahead of plan come last. */
	slips: ElementFigures[];
	/** KPIs behind their path, the furthest first, and those due that were never measured. */
	kpisOffPath: { behind: KpiFigures[]; notMeasured: KpiFigures[] };
	activityCounts: DeliveryCounts;
	reporting: ReportingFigures;
	completeness: Completeness;
	/** What all of it was made from, for the curve and for explanations. */
	reckoned: ReckonedPlan;
}

/** A plan's rows with the figures made of them. */
export interface PlanWithFigures {
	record: PlanRecord;
	figures: PlanFigures;
}

/** Activities whose slippage is known, the worst first. */
function worstSlips(elements: Iterable<ElementFigures>): ElementFigures[] {
	const slips: ElementFigures[] = [];
	for (const element of elements) {
		if (element.kind === 'activity' && element.slippage.known) slips.push(element);
	}
	const points = ({ slippage }: ElementFigures) => (slippage.known ? slippage.value : 0);
	return slips.sort((one, other) => points(one) - points(other));
}

/**
 * All figures of a plan on a day.
 *
 * @param plan the plan's rows as they were known on `days.knownOn`
 * @param days in the plan's time zone
 */
export function planFigures(plan: PlanRecord, days: StatusDays): PlanFigures {
	const reckoned = reckonPlan(plan, days);
	const { tree, progress, compared, kpis } = reckoned;
	const elements = elementFigures(reckoned);
	const due = [...kpis.values()].filter(
		({ state }) => state !== 'not_due' && state !== 'not_applicable'
	);
	const period = progress.day.due;
	return {
		...planSummary(reckoned, elements),
		...days,
		revision: plan.revision,
		period,
		nextPeriod: nextDue(plan.periods, days.knownOn),
		slippageOn: compared?.day.on ?? null,
		elements,
		kpis,
		kpisMeasured: { measured: due.filter(({ covered }) => covered).length, due: due.length },
		slips: worstSlips(elements.values()),
		kpisOffPath: kpisOffPath([...kpis.values()]),
		activityCounts: deliveryCounts(tree.activities, elements),
		reporting: reportingFigures(tree, period, days.knownOn),
		completeness: completeness(tree),
		reckoned
	};
}
