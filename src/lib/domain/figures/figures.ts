/**
 * Every figure of one plan on one day: what the dashboard, the pages, the API and the portfolio show.
 * Plain data; a figure's derivation comes from `explainFigure` in `derivations.ts`.
 */
import { completeness, type Completeness } from './completeness.ts';
import { deliveryCounts, type DeliveryCounts } from './delivery-counts.ts';
import { elementFigures, type ElementFigures, type Summary } from './element-figures.ts';
import { kpiFigures, kpisOffPath, type KpiFigures } from '../kpis/kpi-figures.ts';
import { parentSummary } from './parent-figures.ts';
import { nextDue } from '../records/periods.ts';
import { planTree } from '../progress/plan-tree.ts';
import type { IsoDate, PeriodRecord, PlanRecord } from '../records/records.ts';
import { reportingFigures, type ReportingFigures } from '../reporting/reporting.ts';

export interface PlanFigures extends Summary {
	asOf: IsoDate;
	revision: number;
	/** The latest period whose reports were due by `asOf`. */
	period: PeriodRecord | null;
	/** The next period whose reports fall due after `asOf`, of those opened so far. */
	nextPeriod: PeriodRecord | null;
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

/** A plan's rows with the figures made of them. */
export interface PlanWithFigures {
	record: PlanRecord;
	figures: PlanFigures;
}

/** Activities whose slippage is known, the worst first. */
function worstSlips(elements: ElementFigures[]): ElementFigures[] {
	return elements
		.filter((element) => element.kind === 'activity')
		.flatMap((element) =>
			element.slippage.known ? [[element.slippage.value, element] as const] : []
		)
		.sort(([one], [other]) => one - other)
		.map(([, element]) => element);
}

/**
 * All figures of a plan as it was known, on a day.
 *
 * @param plan the plan's rows as they were known on `asOf`
 * @param asOf the day for which the figures stand, in the plan's time zone
 */
export function planFigures(plan: PlanRecord, asOf: IsoDate): PlanFigures {
	const tree = planTree(plan, asOf);
	const kpis = new Map(plan.kpis.map((kpi) => [kpi.id, kpiFigures(tree, kpi)]));
	const elements = elementFigures(tree, kpis);
	const activities = tree.elements.filter((element) => element.kind === 'activity');
	const due = [...kpis.values()].filter((kpi) => kpi.state.state !== 'excluded');
	return {
		...parentSummary(tree, { elements, kpis }, null),
		asOf,
		revision: plan.revision,
		period: tree.period,
		nextPeriod: nextDue(plan.periods, asOf),
		elements,
		kpis,
		kpisMeasured: { measured: due.filter((kpi) => kpi.fresh).length, due: due.length },
		slips: worstSlips([...elements.values()]),
		kpisOffPath: kpisOffPath([...kpis.values()]),
		activityCounts: deliveryCounts(activities, elements),
		reporting: reportingFigures(tree, tree.period),
		completeness: completeness(tree)
	};
}
