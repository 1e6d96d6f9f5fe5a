/** What was entered beside what was said before, and what looks odd in it, in words. */
import { m } from '#lib/paraglide/messages.js';
import type { KpiUnit, Money } from '#lib/domain/records/records.ts';
import type { WarningName } from '#lib/domain/review/warnings.ts';
import type { ReviewedItem } from '#lib/server/reports/review.ts';
import { measuredApart, moneyApart, sharesApart, type Apart } from '#lib/ui/differences.ts';
import { isPercent, list, measured, money, percent } from '#lib/ui/format.ts';
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

const spentLines = (obligation: string, disbursement: string): Lines => [
	m.review_obligated({ amount: obligation }),
	m.review_disbursed({ amount: disbursement })
];

/** What was said before and is said now, and by how much it is more or less. */
export interface ComparedLines {
	/** Null: nothing was said. */
	before: Lines | null;
	now: Lines;
	difference: Lines;
}

type Reviewed<Kind extends ReviewedItem['kind']> = Extract<ReviewedItem, { kind: Kind }>;

/** An amount before and now, as they are written beside each other; the difference null where none is said. */
function amountsApart(before: Money | null, now: Money | null, currency: string): Apart {
	if (before !== null && now !== null) return moneyApart(before, now, currency);
	return {
		...{ before: amountOf(before, currency), after: amountOf(now, currency) },
		difference: null
	};
}

function lineCompared({ now, before }: Reviewed<'line'>, currency: string): ComparedLines {
	const stage = (name: 'obligation' | 'disbursement') =>
		amountsApart(before ? before[name] : null, now[name], currency);
	const [obligation, disbursement] = [stage('obligation'), stage('disbursement')];
	const more = [
		obligation.difference && m.review_obligated({ amount: obligation.difference }),
		disbursement.difference && m.review_disbursed({ amount: disbursement.difference })
	].filter((line) => line !== null);
	const changed = more.length > 0 ? more : [m.review_no_change()];
	return {
		before: before && spentLines(obligation.before, disbursement.before),
		now: spentLines(obligation.after, disbursement.after),
		difference: before ? changed : [m.review_first()]
	};
}

function kpiCompared({ now, before, unit }: Reviewed<'kpi'>): ComparedLines {
	if (!before) return { before, now: [measured(now.value, unit)], difference: [m.review_first()] };
	const { difference, ...said } = measuredApart(before.value, now.value, unit);
	const points = isPercent(unit) ? (by: string) => m.review_points({ points: by }) : String;
	const more = difference === null ? m.review_no_change() : points(difference);
	return { before: [said.before], now: [said.after], difference: [more] };
}

function activityCompared({ now, before }: Reviewed<'activity'>): ComparedLines {
	const apart =
		before?.done == null || now.done === null ? null : sharesApart(before.done, now.done);
	const linesOf = ({ done, delivery }: typeof now, text: string | undefined): Lines => [
		text ?? (done === null ? m.review_not_said() : percent(done)),
		deliveryWords[delivery]()
	];
	const more = apart?.difference;
	const difference = more ? m.review_points({ points: more }) : m.review_no_change();
	return {
		before: before && linesOf(before, apart?.before),
		now: linesOf(now, apart?.after),
		difference: before === null ? [m.review_first()] : apart === null ? [] : [difference]
	};
}

export function comparedLines(item: ReviewedItem, currency: string): ComparedLines {
	if (item.kind === 'line') return lineCompared(item, currency);
	return item.kind === 'kpi' ? kpiCompared(item) : activityCompared(item);
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
	if (left.kind === 'line') {
		const { obligation, disbursement } = left.said;
		return spentLines(amountOf(obligation, currency), amountOf(disbursement, currency));
	}
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
