/** What was entered beside what was said before, and what looks odd in it, in words. */
import { m } from '#lib/paraglide/messages.js';
import type { KpiUnit, Money } from '#lib/domain/records/records.ts';
import type { WarningName } from '#lib/domain/review/warnings.ts';
import type { ReviewedItem } from '#lib/server/reports/review.ts';
import {
	isPercent,
	list,
	measured,
	money,
	number,
	percent,
	points,
	unitLabel
} from '#lib/ui/format.ts';
import type { DeliveryState, ReportingState } from '#lib/domain/records/vocabulary.ts';
import { deliveryWords, reportingWords } from '#lib/ui/vocabulary.ts';

export const warningWords: Record<WarningName, () => string> = {
	stages_out_of_order: m.review_warning_stages_out_of_order,
	spending_fell: m.review_warning_spending_fell,
	fell: m.review_warning_fell,
	done_open: m.review_warning_done_open,
	unproven: m.review_warning_unproven,
	milestone_unproven: m.review_warning_milestone_unproven,
	declared_better: m.review_warning_declared_better,
	outside_history: m.review_warning_outside_history,
	unchanged: m.review_warning_unchanged
};

/** In lines, of which the first is what matters most. */
type Lines = string[];

const amountOf = (amount: Money | null, currency: string) =>
	amount === null ? m.review_not_said() : money(amount, currency);

const spentLines = (
	said: { obligation: Money | null; disbursement: Money | null },
	currency: string
): Lines => [
	m.review_obligated({ amount: amountOf(said.obligation, currency) }),
	m.review_disbursed({ amount: amountOf(said.disbursement, currency) })
];

/** What is said now, or was said before; null: nothing was. */
export function valueLines(
	item: ReviewedItem,
	which: 'now' | 'before',
	currency: string
): Lines | null {
	if (item.kind === 'activity') {
		const said = item[which];
		return (
			said && [
				said.done === null ? m.review_not_said() : percent(said.done),
				deliveryWords[said.delivery]()
			]
		);
	}
	if (item.kind === 'kpi') {
		const said = item[which];
		return said && [measured(said.value, item.unit)];
	}
	const said = item[which];
	return said && spentLines(said, currency);
}

const signed = (text: string, isMore: boolean) => (isMore ? `+${text}` : text);

function moneyDifference(now: Money | null, before: Money | null, currency: string) {
	if (now === null || before === null) return null;
	return now === before ? null : signed(money(now - before, currency), now > before);
}

function lineDifference(
	{ now, before }: Extract<ReviewedItem, { kind: 'line' }>,
	currency: string
): Lines {
	if (!before) return [m.review_first()];
	const obligated = moneyDifference(now.obligation, before.obligation, currency);
	const disbursed = moneyDifference(now.disbursement, before.disbursement, currency);
	const lines = [
		obligated && m.review_obligated({ amount: obligated }),
		disbursed && m.review_disbursed({ amount: disbursed })
	].filter((line) => line !== null);
	return lines.length > 0 ? lines : [m.review_no_change()];
}

function kpiDifference({ now, before, unit }: Extract<ReviewedItem, { kind: 'kpi' }>): string {
	if (!before) return m.review_first();
	const by = now.value - before.value;
	if (by === 0) return m.review_no_change();
	const text = signed(number(by), by > 0);
	if (isPercent(unit)) return m.review_points({ points: text });
	const label = unitLabel(unit);
	return label === '' ? text : `${text}\u00a0${label}`;
}

/** By how much it is more or less than before. */
export function differenceLines(item: ReviewedItem, currency: string): Lines {
	if (item.kind === 'line') return lineDifference(item, currency);
	if (item.kind === 'kpi') return [kpiDifference(item)];
	const [now, before] = [item.now.done, item.before?.done ?? null];
	if (item.before === null) return [m.review_first()];
	if (now === null || before === null) return [];
	const by = 100 * (now - before);
	return [Math.abs(by) < 1e-9 ? m.review_no_change() : m.review_points({ points: points(by, 1) })];
}

/** What an item is called, after its code. */
export const itemTitle = (
	item:
		| { kind: 'activity' | 'kpi'; title: string }
		| { kind: 'line'; title: string; fundSource: string; year: number }
): string =>
	item.kind === 'line'
		? m.review_line_title({ title: item.title, source: item.fundSource, year: item.year })
		: item.title;

/** What was said last of what a report leaves as it was. */
type Left =
	| { kind: 'activity'; said: { percent: number | null; delivery: DeliveryState } | null }
	| { kind: 'kpi'; said: { value: number; unit: KpiUnit } | null }
	| { kind: 'line'; said: { obligation: Money | null; disbursement: Money | null } | null };

export function leftLines(left: Left, currency: string): Lines {
	if (left.said === null) return [m.review_never_said()];
	if (left.kind === 'kpi') return [measured(left.said.value, left.said.unit)];
	if (left.kind === 'line') return spentLines(left.said, currency);
	const { percent: done, delivery } = left.said;
	const state = deliveryWords[delivery]();
	return done === null ? [state] : [percent(done / 100), state];
}

/** What approving all clean reports did: how many, and which were left out; null: it was not done. */
export function approvedWords({
	saved,
	approved,
	leftOut
}: {
	saved: string | null;
	approved: number;
	leftOut: { acronym: string; state: ReportingState }[];
}): string | null {
	if (saved !== 'approved_clean') return null;
	const done =
		approved > 0 ? m.review_saved_approved_clean({ count: approved }) : m.review_saved_none();
	if (leftOut.length === 0) return done;
	const reports = leftOut.map(({ acronym, state }) =>
		m.review_left_out_one({ acronym, state: reportingWords[state]() })
	);
	return `${done} ${m.review_left_out({ reports: list(reports) })}`;
}
