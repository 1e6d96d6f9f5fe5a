/** Writes the database into one file: lines of JSON, compressed, as they stood at one moment. */
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { head, type Head } from '../writing/chain.ts';
import type { Db, Trx } from '../db/connect.ts';
import { contentOf, keptTables, migrationsOf, NotCopied, type Content } from './tables.ts';

export const format = 'tanaw backup 1';

/** The first line of a backup. */
export interface Beginning {
	format: string;
	writtenAt: string;
	migrations: string[];
	sequences: { name: string; value: string }[];
}

/** The line before a table's rows, of which as many lines follow. */
export interface TableLine extends Content {
	table: string;
}

/** The last line; without it a file is not whole. */
export interface End {
	auditHead: Head | null;
}

export interface Copied {
	tables: TableLine[];
	auditHead: Head | null;
}

const rowsAtOnce = 1_000;

/** How far each sequence has counted: an id that was given once is not given again. */
async function sequencesOf(trx: Trx): Promise<Beginning['sequences']> {
	const { rows } = await sql<{ name: string; value: string }>`
		select sequencename as name, last_value as value from pg_sequences
		where schemaname = current_schema() and last_value is not null
		order by sequencename
	`.execute(trx);
	return rows;
}

async function* rowsOf(trx: Trx, table: string): AsyncGenerator<string> {
	await sql`
		declare copied no scroll cursor for
		select row_to_json(t)::text as line from ${sql.table(table)} t
	`.execute(trx);
	for (;;) {
		const { rows } = await sql<{ line: string }>`
			fetch ${sql.lit(rowsAtOnce)} from copied
		`.execute(trx);
		if (rows.length === 0) break;
		yield rows.map(({ line }) => `${line}\n`).join('');
	}
	await sql`close copied`.execute(trx);
}

async function* linesOf(trx: Trx, copied: Copied): AsyncGenerator<string> {
	const line = (value: unknown) => `${JSON.stringify(value)}\n`;
	const beginning: Beginning = {
		format,
		writtenAt: new Date().toISOString(),
		migrations: await migrationsOf(trx),
		sequences: await sequencesOf(trx)
	};
	yield line(beginning);
	for (const { name } of await keptTables(trx)) {
		const table: TableLine = { table: name, ...(await contentOf(trx, name)) };
		copied.tables.push(table);
		yield line(table);
		yield* rowsOf(trx, name);
	}
	copied.auditHead = (await head(trx)) ?? null;
	yield line({ auditHead: copied.auditHead } satisfies End);
}

/**
 * Copies the database, as it stands at one moment, into a new file; others go on writing meanwhile.
 * Throws {@link NotCopied} where the file exists; where it cannot be written no file is left.
 */
export async function backup(db: Db, file: string): Promise<Copied> {
	if (existsSync(file)) throw new NotCopied(`${file} exists already; name a new file.`);
	const copied: Copied = { tables: [], auditHead: null };
	const part = `${file}.part`;
	try {
		// nothing is written: a transaction of its own, for the one moment
		await db
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only')
			.execute((trx) =>
				pipeline(
					Readable.from(linesOf(trx, copied)),
					createGzip(),
					// people's names are in it; and it is on the disk before it has its name
					createWriteStream(part, { mode: 0o600, flush: true })
				)
			);
		renameSync(part, file);
	} finally {
		rmSync(part, { force: true });
	}
	return copied;
}
