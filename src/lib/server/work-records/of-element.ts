/** All that is kept of one element's work, as it was known on a day, for its page. */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { AsKnown } from '../facts/as-known.ts';
import { handOvers, type HandOver } from './hand-overs.ts';
import { ofPlan, type RecordState } from './queries.ts';

/** What stands of each kind, in the order in which it was added. */
export interface ElementWork {
	offices: RecordState<'office'>[];
	contracts: RecordState<'contract'>[];
	locations: RecordState<'location'>[];
	bases: RecordState<'price_basis'>[];
	/** By day. */
	handOvers: HandOver[];
	/** What suppliers that are organisations here are called, by id. */
	suppliers: Map<string, string>;
}

async function suppliersOf(
	db: Db,
	contracts: readonly RecordState<'contract'>[]
): Promise<Map<string, string>> {
	const ids = contracts.flatMap(({ values }) => values.supplier_organisation_id ?? []);
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('organisation')
		.where('id', '=', sql<string>`any(${ids}::bigint[])`)
		.select(['id', 'name'])
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function elementWork(db: Db, known: AsKnown, elementId: string): Promise<ElementWork> {
	const own = <Row extends { elementId: string | null; withdrawn?: boolean }>(rows: Row[]) =>
		rows.filter((one) => one.elementId === elementId && !one.withdrawn);
	const [offices, contracts, locations, bases, handed] = await Promise.all([
		ofPlan(db, 'office', known),
		ofPlan(db, 'contract', known),
		ofPlan(db, 'location', known),
		ofPlan(db, 'price_basis', known),
		handOvers(db, known)
	]);
	return {
		...{ offices: own(offices), contracts: own(contracts), locations: own(locations) },
		...{ bases: own(bases), handOvers: own(handed) },
		suppliers: await suppliersOf(db, own(contracts))
	};
}
