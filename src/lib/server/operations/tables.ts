/** The tables as the catalogue knows them, so that a copy forgets none that a migration adds. */
import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';

/** A copy that is not made, or not read, for a reason that its operator can do something about. */
export class NotCopied extends Error {
	override name = 'NotCopied';
}

/** A file that is not what it should be; where it was found is said with it. */
export class Damaged extends NotCopied {
	override name = 'Damaged';
}

export interface Table {
	name: string;
	columns: string[];
}

/** How many rows a table holds, and a checksum of them that does not depend on their order. */
export interface Content {
	rows: number;
	checksum: string;
}

/**
 * The tables of the application, by name. What expires by itself (sessions, one-time links,
 * invitations) and the throttle's memory are no part of a copy: brought back later, a link that was
 * used or a session that was ended would open the door again. What is found by searching is written anew from the plans.
 */
export async function keptTables(trx: Trx): Promise<Table[]> {
	const { rows } = await sql<Table>`
		select t.relname as name, array_agg(a.attname::text order by a.attnum) as columns
		from pg_class t join pg_attribute a on a.attrelid = t.oid
		where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r'
			and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
			and t.relname not in ('kysely_migration', 'kysely_migration_lock', 'sign_in_attempt', 'search_entry', 'search_word')
		group by t.relname
		having not bool_or(a.attname = 'expires_at')
		order by t.relname
	`.execute(trx);
	return rows;
}

export async function contentOf(trx: Trx, table: string): Promise<Content> {
	const { rows } = await sql<Content>`
		select count(*)::int as rows,
			md5(coalesce(string_agg(line, '' order by line collate "C"), '')) as checksum
		from (select md5(row_to_json(t)::text) as line from ${sql.table(table)} t) as lines
	`.execute(trx);
	return rows[0]!;
}

/** The names of the migrations that made the schema what it is. */
export async function migrationsOf(trx: Trx): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select name from kysely_migration order by name
	`.execute(trx);
	return rows.map(({ name }) => name);
}
