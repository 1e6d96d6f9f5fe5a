/** The ids behind the names by which a workbook speaks of records. */
import { termNames } from '../../frameworks/queries.ts';
import type { Db } from '../../db/connect.ts';
import { Refused } from '../../writing/refusals.ts';

type Name = string;

function found(ids: ReadonlyMap<Name, string>, name: Name, field: string): string {
	const id = ids.get(name);
	if (id === undefined) throw new Refused(field, 'unknown_choice');
	return id;
}

const lineName = (element: string, fund: string, year: number) => [element, fund, year].join('\n');

interface Known {
	elements: Map<Name, string>;
	kpis: Map<Name, string>;
	funds: Map<Name, string>;
	lines: Map<Name, string>;
	organisations: Map<Name, string>;
	terms: Map<Name, string>;
}

/** Each throws Refused where there is no such record. */
export class Ids {
	readonly #known: Known;

	constructor(known: Known) {
		this.#known = known;
	}

	element = (code: string): string => found(this.#known.elements, code, 'parent');
	kpi = (code: string): string => found(this.#known.kpis, code, 'code');
	fund = (code: string): string => found(this.#known.funds, code, 'fund_source');
	organisation = (acronym: string): string => found(this.#known.organisations, acronym, 'owners');
	term = (code: string): string => found(this.#known.terms, code, 'terms');
	line = (element: string, fund: string, year: number): string =>
		found(this.#known.lines, lineName(element, fund, year), 'fund_source');
	addElement = (code: string, id: string): unknown => this.#known.elements.set(code, id);
	addFund = (code: string, id: string): unknown => this.#known.funds.set(code, id);
}

const byName = (rows: readonly { id: string; name: Name }[]) =>
	new Map(rows.map(({ id, name }) => [name, id]));

/** What is live of a plan, and what may be chosen. */
export async function idsOf(db: Db, planId: string): Promise<Ids> {
	const elements = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select(['id', 'code as name'])
		.execute();
	const kpis = await db
		.selectFrom('kpi')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select(['id', 'code as name'])
		.execute();
	const funds = await db
		.selectFrom('fund_source')
		.where('plan_id', '=', planId)
		.select(['id', 'code as name'])
		.execute();
	const lines = await db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.where('element.plan_id', '=', planId)
		.select([
			'line.id',
			'element.code',
			'fund_source.code as fund',
			'line.appropriation_year as year'
		])
		.execute();
	// of two with one acronym that which still is comes last, and is taken
	const organisations = await db
		.selectFrom('organisation')
		.select(['id', 'acronym as name'])
		.orderBy('valid_to', (order) => order.asc().nullsLast())
		.execute();
	return new Ids({
		elements: byName(elements),
		kpis: byName(kpis),
		funds: byName(funds),
		lines: byName(
			lines.map(({ id, code, fund, year }) => ({ id, name: lineName(code, fund, year) }))
		),
		organisations: byName(organisations),
		terms: byName(await termNames(db))
	});
}
