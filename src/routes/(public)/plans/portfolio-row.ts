import { today } from '#lib/domain/records/dates.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { SummarisedPlan } from '#lib/server/portfolio/summaries.ts';
import type { PlanSummary, StoredTotal } from '#lib/server/portfolio/summary.ts';

function total({ sum, set, lines }: StoredTotal) {
	return { sum: parseMoney(sum) ?? 0n, set, lines };
}

/** Whether nothing is set that a figure could rest on. */
export function isBlank({ delivery, completeness }: PlanSummary): boolean {
	const { owners, dates, budgets } = completeness;
	return !delivery.known && owners.set + dates.set + budgets.set === 0;
}

/** What the portfolio shows of one plan. */
export function portfolioRow({ plan, summary, asOf }: SummarisedPlan) {
	const { money } = summary;
	return {
		slug: plan.slug,
		title: plan.title,
		shortTitle: plan.short_title,
		language: plan.language,
		currency: plan.currency,
		labels: plan.labels,
		demonstration: plan.demonstration,
		periodStart: plan.period_start,
		periodEnd: plan.period_end,
		asOf,
		elements: summary.elements,
		delivery: summary.delivery,
		planned: summary.planned,
		slippage: summary.slippage,
		attainment: summary.attainment,
		kpisMeasured: summary.kpisMeasured,
		reporting: summary.reporting,
		appropriation: total(money.appropriation),
		disbursement: total(money.disbursement),
		blank: isBlank(summary)
	};
}
export type PortfolioRow = ReturnType<typeof portfolioRow>;

/** The latest of the plans' days, which are not the same everywhere on earth. */
export function latestDays(plans: Pick<SummarisedPlan, 'asOf' | 'today'>[], now: Date) {
	const utc = today('UTC', now);
	const latest = (days: string[]) => days.toSorted().at(-1) ?? utc;
	return {
		asOf: latest(plans.map((plan) => plan.asOf)),
		today: latest(plans.map((plan) => plan.today))
	};
}
