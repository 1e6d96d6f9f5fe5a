/** Makes budget lines of a workbook, with what they cost and what was released of them over time. */
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { LineChange, TotalChange } from '#lib/domain/interchange/record-changes.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import type { LineAmounts } from '#lib/kinds/budget-line.ts';
import * as budgets from '../../budgets/appropriations.ts';
import { findLine } from '../../budgets/queries.ts';
import { Refused } from '../../writing/refusals.ts';
import type { Ids } from './ids.ts';
import { after, type Making } from './making.ts';

export const isOfLine = (one: TotalChange, { element, fund, year }: LineChange): boolean =>
	one.element === element && one.fund === fund && one.year === year;

const money = (value: FieldValue | undefined): Money | null =>
	typeof value === 'string' ? parseMoney(value) : null;

/** What a line costs, or has appropriated or allotted to it, from a day on; null: from the beginning. */
interface Step {
	stage: TotalChange['stage'];
	from: IsoDate | null;
	amount: Money | null;
}

/** The steps of a new line by day, as its own row says them where no others do. */
function stepsOf({ changes }: LineChange, totals: readonly TotalChange[]): Step[] {
	const stated = after(changes);
	const { cost_from: from, original_cost: original } = stated;
	return (['cost', 'appropriation', 'allotment'] as const).flatMap((stage): Step[] => {
		const own = totals.filter((one) => one.stage === stage);
		if (own.length > 0)
			return own.map(({ from, amount }) => ({ stage, from, amount: money(amount) }));
		const now = { stage, from: null, amount: money(stated[stage]) };
		if (stage !== 'cost' || typeof from !== 'string') return [now];
		// what it was to cost as adopted, and what it costs since a day
		return [
			{ ...now, amount: money(original) },
			{ ...now, from }
		];
	});
}

const earlierFirst = (one: Step, other: Step): number =>
	(one.from ?? '') < (other.from ?? '') ? -1 : 1;

/** A line that a part before this one wrote, as it stands now. */
async function standing({ trx, plan }: Making, elementId: string, id: string) {
	const line = await findLine(trx, plan.id, elementId, id);
	if (!line) throw new Refused('fund_source', 'unknown_choice');
	return line;
}

async function addLine(
	change: LineChange,
	totals: readonly TotalChange[],
	making: Making,
	ids: Ids
): Promise<void> {
	const { trx, actor, plan, reason, today } = making;
	const elementId = ids.element(change.element);
	const { since } = after(change.changes);
	const day = typeof since === 'string' ? since : null;
	const steps = stepsOf(change, totals);
	const isFirst = ({ stage, from }: Step) => from === null || (stage === 'cost' && from === day);
	const amounts: LineAmounts = { cost: null, appropriation: null, allotment: null };
	for (const { stage, amount } of steps.filter(isFirst)) amounts[stage] = amount;
	const fund_source_id = ids.fund(change.fund);
	const id = await budgets.add(trx, actor, plan, elementId, {
		...{ line: { ...amounts, fund_source_id, appropriation_year: change.year }, reason },
		...(day !== null && { since: day })
	});
	const later = steps.filter((step) => !isFirst(step)).toSorted(earlierFirst);
	for (const { stage, from, amount } of later) {
		if (stage !== 'cost') continue;
		const { version } = await standing(making, elementId, id);
		const asked = { cost: amount, from: from!, reason };
		await budgets.costFrom(trx, actor, plan, { elementId, id, version }, asked);
	}
	const released = later.filter(({ stage }) => stage !== 'cost');
	for (const [on, totals] of Map.groupBy(released, ({ from }) => from!)) {
		const { version, cost, appropriation, allotment } = await standing(making, elementId, id);
		const amounts: LineAmounts = { cost, appropriation, allotment };
		for (const { stage, amount } of totals) amounts[stage] = amount;
		await budgets.change(...([trx, actor, plan, { elementId, id, version }] as const), {
			amounts,
			reason,
			released: { on, today }
		});
	}
}

/** Adds a line with its dated totals, or changes what stands of one. */
export async function makeLine(
	change: LineChange,
	totals: readonly TotalChange[],
	making: Making,
	ids: Ids
): Promise<void> {
	if (change.state === 'created') return addLine(change, totals, making, ids);
	const { trx, actor, plan, reason } = making;
	const { element, fund, year, changes } = change;
	const elementId = ids.element(element);
	const id = ids.line(element, fund, year);
	const { cost, appropriation, allotment, version } = await standing(making, elementId, id);
	const values = Object.fromEntries(
		Object.entries(after(changes)).map(([field, value]) => [field, money(value)])
	);
	const amounts = { cost, appropriation, allotment, ...values };
	await budgets.change(trx, actor, plan, { elementId, id, version }, { amounts, reason });
}
