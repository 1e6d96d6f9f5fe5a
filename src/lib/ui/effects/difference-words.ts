/** The figures of a day without a change of the plan and with it, in words. */
import type { PlanDifference, Sides, SummaryDifference } from '#lib/domain/editions/difference.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Money } from '#lib/domain/records/records.ts';
import { moneyApart, pointsApart, sharesApart, type Apart } from '#lib/ui/differences.ts';
import { number } from '#lib/ui/format.ts';

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

/** The fewest decimals of shares and points: what an amendment moves is often less than a point. */
const decimals = 1;

function row<Value>(
	label: string,
	{ before, after }: Sides<Value>,
	apart: (before: Value, after: Value) => Apart
): DifferenceRow[] {
	if (before === after) return [];
	// alone, an amount is written as beside itself
	const alone = (value: Value | null) =>
		value === null ? m.amendment_none() : apart(value, value).after;
	const said =
		before === null || after === null
			? { before: alone(before), after: alone(after), difference: null }
			: apart(before, after);
	if (said.before === said.after) return [];
	return [{ label, ...said, difference: said.difference ?? '' }];
}

const shareRow = (label: string, sides: Sides<number>) =>
	row(label, sides, (before, after) => sharesApart(before, after, decimals));
const pointsRow = (label: string, sides: Sides<number>) =>
	row(label, sides, (before, after) => pointsApart(before, after, decimals));
const countRow = (label: string, sides: Sides<number>) =>
	row(label, sides, (before, after) => {
		return { before: number(before), after: number(after), difference: null };
	});

const figures = (of: SummaryDifference): DifferenceRow[] => [
	...shareRow(m.explain_figure_delivery_progress(), of.delivery),
	...shareRow(m.amendment_planned(), of.planned),
	...pointsRow(m.amendment_slippage(), of.slippage),
	...shareRow(m.amendment_kpis(), of.attainment),
	...shareRow(m.amendment_coverage(), of.coverage)
];

/** Parts in which anything differs. */
export function differenceParts(of: PlanDifference, currency: string): DifferencePart[] {
	const apart = (before: Money, after: Money) => moneyApart(before, after, currency);
	const money = [
		...row(m.amendment_money_cost(), of.money.cost, apart),
		...row(m.amendment_money_appropriation(), of.money.appropriation, apart),
		...row(m.amendment_money_allotment(), of.money.allotment, apart)
	];
	const count = countRow(m.amendment_activities(), of.activities);
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
