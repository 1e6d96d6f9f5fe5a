/** All plans on one day, a row each. */
import type { SummarisedPlan } from '../portfolio/summaries.ts';
import { markOf, table, valueOf, type Columns, type CsvTable } from './csv.ts';

const columns: Columns<SummarisedPlan> = {
	plan: ({ plan }) => plan.slug,
	plan_title: ({ plan }) => plan.title,
	demonstration: ({ plan }) => markOf(plan),
	language: ({ plan }) => plan.language,
	period_start: ({ plan }) => plan.period_start,
	period_end: ({ plan }) => plan.period_end,
	as_of: ({ asOf }) => asOf,
	delivery_progress: ({ summary }) => valueOf(summary.delivery),
	delivery_progress_coverage: ({ summary }) => summary.delivery.coverage,
	planned_progress: ({ summary }) => valueOf(summary.planned),
	slippage: ({ summary }) => valueOf(summary.slippage),
	attainment: ({ summary }) => valueOf(summary.attainment),
	kpis_measured: ({ summary }) => summary.kpisMeasured.measured,
	kpis_due: ({ summary }) => summary.kpisMeasured.due,
	organisations_reported: ({ summary }) => summary.reporting.reported,
	organisations_expected: ({ summary }) => summary.reporting.expected,
	currency: ({ plan }) => plan.currency,
	appropriation: ({ summary: { money } }) =>
		money.appropriation.set > 0 ? money.appropriation.sum : null,
	disbursement: ({ summary: { money } }) =>
		money.disbursement.set > 0 ? money.disbursement.sum : null
};

export const portfolioTable = (plans: SummarisedPlan[]): CsvTable => table('plans', columns, plans);
