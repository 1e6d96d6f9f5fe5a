/** Whether what was reported is still what the audit log says of it: by the digests that entries carry. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../db/connect.ts';

/** The tables to which what is reported is appended. */
const tables = [
	'activity_update',
	'milestone_reached',
	'measurement',
	'measurement_cell',
	'spending',
	'report_transition',
	'period_step',
	'report_extension',
	'report_return_item',
	'snapshot',
	'evidence_file',
	'evidence'
] as const;

export type AppendedTable = (typeof tables)[number];

export interface AppendedRow {
	table: AppendedTable;
	id: string;
}

/** What entries say of one table: the ids, in ranges, and the digest of those rows. */
const noted = (table: AppendedTable): RawBuilder<unknown> => sql`
	select entry.id as entry_id, item.place, (item.value ->> 'ids')::int8multirange as ids,
		item.value ->> 'digest' as digest
	from audit_entry entry,
		jsonb_array_elements(entry.detail -> 'appended') with ordinality as item (value, place)
	where entry.detail ? 'appended' and item.value ->> 'table' = ${table}
`;

async function firstUnlike(db: Db, table: AppendedTable): Promise<string | undefined> {
	const { rows } = await sql<{ entryId: string | null }>`
		with noted as (${noted(table)}),
		found as (
			select noted.entry_id, noted.digest,
				encode(sha256(coalesce(
					string_agg(digest_of_row(to_jsonb(one)), ''::bytea order by one.id), ''::bytea
				)), 'hex') as digest_now
			from noted
			cross join unnest(noted.ids) as range
			left join ${sql.table(table)} one on one.id >= lower(range) and one.id < upper(range)
			group by noted.entry_id, noted.place, noted.digest
		)
		select min(entry_id) as "entryId" from found where digest_now is distinct from digest
	`.execute(db);
	return rows[0]?.entryId ?? undefined;
}

async function firstUnlisted(db: Db, table: AppendedTable): Promise<AppendedRow | undefined> {
	const { rows } = await sql<{ id: string | null }>`
		with listed as (select coalesce(range_agg(ids), '{}') as ids from (${noted(table)}) as noted)
		select min(one.id) as id from ${sql.table(table)} one, listed where not one.id <@ listed.ids
	`.execute(db);
	const id = rows[0]?.id;
	return id ? { table, id } : undefined;
}

/** The first entry whose reported values were changed or removed since. */
export async function firstWithOtherValues(db: Db): Promise<string | undefined> {
	const found: string[] = [];
	for (const table of tables)
		found.push(...([await firstUnlike(db, table)].filter(Boolean) as string[]));
	return found.sort((a, b) => Number(BigInt(a) - BigInt(b)))[0];
}

/** A row that stands in no entry: nobody reported it through the application. */
export async function firstWithoutEntry(db: Db): Promise<AppendedRow | undefined> {
	for (const table of tables) {
		const row = await firstUnlisted(db, table);
		if (row) return row;
	}
	return undefined;
}
