import { today } from '#lib/domain/records/dates.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { SummarisedPlan } from '#lib/server/portfolio/summaries.ts';
import type { PlanSummary, StoredTotal } from '#lib/server/portfolio/summary.ts';
import { Remade } from '#lib/domain/records/remade.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { elementCounts } from '#lib/ui/element-counts.ts';
import { day, language, money, percent, period } from '#lib/ui/format.ts';

function total({ sum, set, lines }: StoredTotal) {
	return { sum: parseMoney(sum) ?? 0n, set, lines };
}

/** Whether nothing is set that a figure could rest on. */
export function isBlank({ delivery, completeness }: PlanSummary): boolean {
	const { owners, dates, budgets } = completeness;
	return !delivery.known && owners.set + dates.set + budgets.set === 0;
}

function rowOf({ plan, summary, asOf }: SummarisedPlan) {
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

type Row = ReturnType<typeof rowOf>;

function moneyWords({ appropriation, disbursement, currency }: Row) {
	if (appropriation.set === 0) return null;
	return {
		spent: disbursement.set === 0 ? m.unknown_not_reported() : money(disbursement.sum, currency),
		of: m.plan_fact_of_appropriation({ amount: money(appropriation.sum, currency) })
	};
}

/** What is written of a plan in the table of all; of a hundred plans that takes as long as to draw them. */
function wordsOf(row: Row) {
	const { title, periodStart, periodEnd, delivery } = row;
	return {
		period: periodStart ? period(periodStart, periodEnd) : m.plan_period_not_set(),
		language: language(row.language),
		counts: elementCounts(row),
		/** The bars as a sentence; none where nothing is known of them. */
		bars: delivery.known ? m.plan_bars_label({ title, done: percent(delivery.value) }) : '',
		/** Null: nothing is set. */
		money: moneyWords(row),
		asOf: day(row.asOf)
	};
}

export interface PortfolioRow extends Row {
	words: ReturnType<typeof wordsOf>;
}

const kept = new Remade<PlanSummary, PortfolioRow>();

/**
 * What the portfolio shows of one plan; made once for its summary, which another follows with any change
 * of the plan.
 */
export const portfolioRow = (of: SummarisedPlan): PortfolioRow =>
	kept.make(of.summary, [of.asOf, getLocale()], () => {
		const row = rowOf(of);
		return { ...row, words: wordsOf(row) };
	});

/** The latest of the plans' days, which are not the same everywhere on earth. */
export function latestDays(plans: Pick<SummarisedPlan, 'asOf' | 'today'>[], now: Date) {
	const utc = today('UTC', now);
	const latest = (days: string[]) => days.toSorted().at(-1) ?? utc;
	return {
		asOf: latest(plans.map((plan) => plan.asOf)),
		today: latest(plans.map((plan) => plan.today))
	};
}
