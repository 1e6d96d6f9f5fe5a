/** Whether what was reported is still what the audit log says of it: by the digests that entries carry. */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Stretch } from './stretches.ts';

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

/** Ids in ranges, as text of an `int8multirange`; rows are mostly numbered without gaps, so they are few. */
type Ranges = string;

interface Compared {
	/** The first entry whose rows are others now; null: none. */
	firstOther: string | null;
	/** The rows of those before and of these. */
	listed: Ranges;
}

/** Holds the rows of a table against what some entries say of them: their ids, in ranges, and a digest. */
async function compare(
	db: Db,
	table: AppendedTable,
	{ after, upTo }: Stretch,
	listed: Ranges
): Promise<Compared> {
	const { rows } = await sql<Compared>`
		with noted as materialized (
			select entry.id as entry_id, item.place, (item.value ->> 'ids')::int8multirange as ids,
				item.value ->> 'digest' as digest
			from audit_entry entry,
				jsonb_array_elements(entry.detail -> 'appended') with ordinality as item (value, place)
			where entry.id > ${after}::bigint and entry.id <= ${upTo}::bigint
				and entry.detail ? 'appended' and item.value ->> 'table' = ${table}
		),
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
		select (select min(entry_id) from found where digest_now is distinct from digest) as "firstOther",
			(select range_agg(ids) from (
				select ids from noted union all select ${listed}::int8multirange
			) as all_listed)::text as listed
	`.execute(db);
	return rows[0]!;
}

async function firstUnlisted(
	db: Db,
	table: AppendedTable,
	listed: Ranges
): Promise<AppendedRow | undefined> {
	const { rows } = await sql<{ id: string | null }>`
		select min(id) as id from ${sql.table(table)} where not id <@ ${listed}::int8multirange
	`.execute(db);
	const id = rows[0]?.id;
	return id ? { table, id } : undefined;
}

/** What was reported and is not as the log says: entries are compared a stretch at a time. */
export class AppendedRows {
	readonly #db: Db;
	readonly #listed = new Map<AppendedTable, Ranges>(tables.map((table) => [table, '{}']));

	constructor(db: Db) {
		this.#db = db;
	}

	/** The first entry of a stretch whose reported values were changed or removed since. */
	async firstWithOtherValues(stretch: Stretch): Promise<string | undefined> {
		const found: string[] = [];
		for (const [table, before] of this.#listed) {
			const { firstOther, listed } = await compare(this.#db, table, stretch, before);
			this.#listed.set(table, listed);
			if (firstOther !== null) found.push(firstOther);
		}
		return found.sort((a, b) => Number(BigInt(a) - BigInt(b)))[0];
	}

	/** A row that stands in none of the entries compared so far: nobody reported it through the application. */
	async firstWithoutEntry(): Promise<AppendedRow | undefined> {
		for (const [table, listed] of this.#listed) {
			const row = await firstUnlisted(this.#db, table, listed);
			if (row) return row;
		}
		return undefined;
	}
}
