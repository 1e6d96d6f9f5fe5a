/** The figures of a day without an amendment and with it, in words. */
import type { PlanDifference, Sides, SummaryDifference } from '#lib/domain/editions/difference.ts';
import { m } from '#lib/paraglide/messages.js';
import { number, percent, points, money as moneyWords } from '#lib/ui/format.ts';

export interface PreviewRow {
	label: string;
	before: string;
	after: string;
	difference: string;
}

export interface PreviewPart {
	heading: string;
	rows: PreviewRow[];
}

/** One digit after the point: what an amendment moves is often less than a whole point. */
const digits = 1;

const said = <Value>(value: Value | null, words: (value: Value) => string) =>
	value === null ? m.amendment_none() : words(value);

function row<Value>(
	label: string,
	{ before, after }: Sides<Value>,
	words: (value: Value) => string,
	between: (before: Value, after: Value) => string | null
): PreviewRow[] {
	const sides = { label, before: said(before, words), after: said(after, words) };
	if (sides.before === sides.after) return [];
	const known = before !== null && after !== null;
	return [{ ...sides, difference: (known && between(before, after)) || '' }];
}

const share = (value: number) => percent(value, digits);
const inPoints = (before: number, after: number) => points(100 * (after - before), digits);

const figures = (of: SummaryDifference): PreviewRow[] => [
	...row(m.explain_figure_delivery_progress(), of.delivery, share, inPoints),
	...row(m.amendment_planned(), of.planned, share, inPoints),
	...row(
		m.amendment_slippage(),
		of.slippage,
		(value) => points(value, digits),
		(before, after) => points(after - before, digits)
	),
	...row(m.amendment_kpis(), of.attainment, share, inPoints),
	...row(m.amendment_coverage(), of.coverage, share, inPoints)
];

/** Parts in which anything differs. */
export function previewParts(of: PlanDifference, currency: string): PreviewPart[] {
	const amount = (value: bigint) => moneyWords(value, currency);
	const more = (before: bigint, after: bigint) => moneyWords(after - before, currency);
	const money = [
		...row(m.amendment_money_cost(), of.money.cost, amount, more),
		...row(m.amendment_money_appropriation(), of.money.appropriation, amount, more),
		...row(m.amendment_money_allotment(), of.money.allotment, amount, more)
	];
	const count = row(
		m.amendment_activities(),
		of.activities,
		(value) => number(value),
		() => null
	);
	return [
		{ heading: m.amendment_whole(), rows: [...figures(of.whole), ...count, ...money] },
		...of.goals.map(({ element, figures: goal }) => ({
			heading: m.edit_code_and_title(element),
			rows: figures(goal)
		})),
		{
			heading: m.amendment_weights(),
			rows: of.weights.flatMap(({ element, weight }) =>
				row(m.edit_code_and_title(element), weight, share, inPoints)
			)
		}
	].filter(({ rows }) => rows.length > 0);
}
