import { sql } from 'kysely';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { budgetLine } from '#lib/kinds/budget-line.ts';
import { columnsOf } from '#lib/kinds/field.ts';
import type { Money } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';

export interface FundSource {
	id: string;
	code: string;
	title: string;
}

/** A budget line as its page shows it. */
export interface EditedLine {
	id: string;
	version: number;
	fund_source_id: string;
	fundSource: string;
	appropriation_year: number;
	/** What the plan expects it to cost over all years: it weighs the activity. */
	cost: Money | null;
	appropriation: Money | null;
	allotment: Money | null;
	/** To date; null: not reported. */
	obligation: Money | null;
	disbursement: Money | null;
	spendingAsOf: string | null;
}

/** The plan's fund sources by code. */
export async function fundSources(db: Db, planId: string): Promise<FundSource[]> {
	return await db
		.selectFrom('fund_source')
		.where('plan_id', '=', planId)
		.select(['id', 'code', 'title'])
		.orderBy('code')
		.execute();
}

/** An element's budget lines by year, each with the latest spending on it. */
export async function lines(db: Db, planId: string, elementId: string): Promise<EditedLine[]> {
	const rows = await selectLines(db, planId)
		.where('line.element_id', '=', elementId)
		.orderBy('line.appropriation_year')
		.orderBy('fund_source.code')
		.execute();
	return rows.map(asLine);
}

/**
 * One line of an element; undefined where it has none such.
 *
 * @param lock keeps others who write it waiting until the transaction ends
 */
export async function findLine(
	db: Db,
	planId: string,
	elementId: string,
	id: string,
	lock = false
): Promise<EditedLine | undefined> {
	const row = await selectLines(db, planId)
		.where('line.element_id', '=', elementId)
		.where('line.id', '=', id)
		.$if(lock, (query) => query.forNoKeyUpdate('line'))
		.executeTakeFirst();
	return row && asLine(row);
}

const selectLines = (db: Db, planId: string) =>
	db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.leftJoin('spending_current', 'spending_current.budget_line_id', 'line.id')
		.leftJoin('spending', 'spending.id', 'spending_current.spending_id')
		.where('element.plan_id', '=', planId)
		.select([
			'line.id',
			'line.version',
			'line.fund_source_id',
			'fund_source.code as fundSource',
			'line.appropriation_year',
			'line.cost',
			'line.appropriation',
			'line.allotment',
			'spending.obligation',
			'spending.disbursement',
			'spending.as_of as spendingAsOf'
		]);

type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>;

const amount = (text: string | null) => (text === null ? null : parseMoney(text));

const asLine = (row: LineRow): EditedLine => ({
	...row,
	cost: amount(row.cost),
	appropriation: amount(row.appropriation),
	allotment: amount(row.allotment),
	obligation: amount(row.obligation),
	disbursement: amount(row.disbursement)
});

/** What an activity is expected to cost over its lines. */
export interface ElementCost {
	lines: number;
	/** The only line, where there is one. */
	lineId: string | null;
	/** The codes of their fund sources, each once. */
	funds: string[];
	/** Null: no line states one. */
	cost: Money | null;
}

/** What each element with budget lines is expected to cost, by its id. */
export async function costs(db: Db, planId: string): Promise<Map<string, ElementCost>> {
	const rows = await db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.where('element.plan_id', '=', planId)
		.groupBy('line.element_id')
		.select(
			sql<string[]>`array_agg(distinct fund_source.code order by fund_source.code)`.as('funds')
		)
		.select((eb) => [
			'line.element_id as elementId',
			eb.fn.countAll<string>().as('lines'),
			eb.fn.max('line.id').as('lineId'),
			eb.fn.sum<string | null>('line.cost').as('cost')
		])
		.execute();
	return new Map(
		rows.map(({ elementId, lines, lineId, funds, cost }) => [
			elementId,
			{ funds, lines: Number(lines), lineId: lines === '1' ? lineId : null, cost: amount(cost) }
		])
	);
}

/** Whether any money is set in the plan, so that its currency cannot change any more. */
export async function hasMoney(db: Db, planId: string): Promise<boolean> {
	const found = await db
		.selectFrom('budget_line')
		.innerJoin('element', 'element.id', 'budget_line.element_id')
		.where('element.plan_id', '=', planId)
		.where((eb) => eb.or(columnsOf(budgetLine).map((name) => eb(name, 'is not', null))))
		.select('budget_line.id')
		.limit(1)
		.executeTakeFirst();
	return found !== undefined;
}
