/** The rows of owners, for whoever passes duties on. */
import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';
import type { PresentOwner } from './passing-on.ts';

/** Those who own some elements now. */
export async function ownersOf(trx: Trx, elementIds: readonly string[]): Promise<PresentOwner[]> {
	return await trx
		.selectFrom('owner')
		.where('element_id', '=', sql<string>`any(${elementIds}::bigint[])`)
		.where('valid_to', 'is', null)
		.select(['id', 'role', 'element_id as elementId', 'organisation_id as organisationId'])
		.select('valid_from as since')
		.orderBy('id')
		.execute();
}

/** Ids for owners that begin. */
export async function newOwnerIds(trx: Trx, count: number): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select nextval(pg_get_serial_sequence('owner', 'id'))::text as id
		from generate_series(1, ${count}::int)
	`.execute(trx);
	return rows.map(({ id }) => id);
}
