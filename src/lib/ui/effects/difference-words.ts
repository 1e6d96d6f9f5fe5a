/** The figures of a day without a change of the plan and with it, in words. */
import type { PlanDifference, Sides, SummaryDifference } from '#lib/domain/editions/difference.ts';
import { m } from '#lib/paraglide/messages.js';
import { number, percent, points, money as moneyWords } from '#lib/ui/format.ts';

export interface DifferenceRow {
	label: string;
	before: string;
	after: string;
	difference: string;
}

export interface DifferencePart {
	heading: string;
	rows: DifferenceRow[];
}

const said = <Value>(value: Value | null, words: (value: Value) => string) =>
	value === null ? m.amendment_none() : words(value);

function row<Value>(
	label: string,
	{ before, after }: Sides<Value>,
	words: (value: Value) => string,
	between: (before: Value, after: Value) => string | null
): DifferenceRow[] {
	const sides = { label, before: said(before, words), after: said(after, words) };
	if (sides.before === sides.after) return [];
	const known = before !== null && after !== null;
	return [{ ...sides, difference: (known && between(before, after)) || '' }];
}

/** What an amendment moves is often less than a point; more digits where shown numbers would not subtract. */
function digitsFor({ before, after }: Sides<number>, scale: number): number {
	if (before === null || after === null) return 1;
	const shown = (value: number, digits: number) => Number((scale * value).toFixed(digits));
	const subtracts = (digits: number) => {
		const between = shown(after, digits) - shown(before, digits);
		return Number(between.toFixed(digits)) === shown(after - before, digits);
	};
	return [1, 2].find(subtracts) ?? 3;
}

/** Shares 0…1 whose difference is said in points. */
function shareRow(label: string, sides: Sides<number>): DifferenceRow[] {
	const digits = digitsFor(sides, 100);
	const between = (before: number, after: number) => points(100 * (after - before), digits);
	return row(label, sides, (value) => percent(value, digits), between);
}

function pointsRow(label: string, sides: Sides<number>): DifferenceRow[] {
	const digits = digitsFor(sides, 1);
	const between = (before: number, after: number) => points(after - before, digits);
	return row(label, sides, (value) => points(value, digits), between);
}

const figures = (of: SummaryDifference): DifferenceRow[] => [
	...shareRow(m.explain_figure_delivery_progress(), of.delivery),
	...shareRow(m.amendment_planned(), of.planned),
	...pointsRow(m.amendment_slippage(), of.slippage),
	...shareRow(m.amendment_kpis(), of.attainment),
	...shareRow(m.amendment_coverage(), of.coverage)
];

/** Parts in which anything differs. */
export function differenceParts(of: PlanDifference, currency: string): DifferencePart[] {
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
				shareRow(m.edit_code_and_title(element), weight)
			)
		}
	].filter(({ rows }) => rows.length > 0);
}
