/** All that is kept of one element's work, as it was known on a day, for its page. */
import { sql } from 'kysely';
import type { WorkRecord } from '#lib/kinds/work-records.ts';
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
	const standing = async <Of extends WorkRecord>(of: Of) =>
		(await ofPlan(db, of, known, elementId)).filter(({ withdrawn }) => !withdrawn);
	const [offices, contracts, locations, bases, handed] = await Promise.all([
		standing('office'),
		standing('contract'),
		standing('location'),
		standing('price_basis'),
		handOvers(db, known, elementId)
	]);
	return {
		...{ offices, contracts, locations, bases, handOvers: handed },
		suppliers: await suppliersOf(db, contracts)
	};
}
