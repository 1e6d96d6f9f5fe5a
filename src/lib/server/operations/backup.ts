/** Writes the database into one file, as it stood at one moment. */
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { head } from '../writing/chain.ts';
import type { Db, Trx } from '../db/connect.ts';
import {
	fingerprintOf,
	format,
	longestLine,
	signatureUnder,
	type Beginning,
	type Copied,
	type End,
	type TableLine
} from './backup-format.ts';
import { contentOf, keptTables, migrationsOf, NotCopied } from './tables.ts';

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

/** A line that could not be read again is not written. */
function refuseLong(table: string, lines: string[]): void {
	const longest = Math.max(...lines.map((line) => line.length));
	if (longest > longestLine)
		throw new NotCopied(
			`A row of ${table} has ${longest} characters; ${longestLine} are the limit.`
		);
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
		const lines = rows.map(({ line }) => line);
		refuseLong(table, lines);
		yield lines.map((line) => `${line}\n`).join('');
	}
	await sql`close copied`.execute(trx);
}

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

async function* linesOf(trx: Trx, key: string, copied: Copied): AsyncGenerator<string> {
	const beginning: Beginning = {
		format,
		writtenAt: new Date().toISOString(),
		migrations: await migrationsOf(trx),
		sequences: await sequencesOf(trx),
		key: fingerprintOf(key)
	};
	yield lineOf(beginning);
	for (const { name } of await keptTables(trx)) {
		const table: TableLine = { table: name, ...(await contentOf(trx, name)) };
		copied.tables.push(table);
		yield lineOf(table);
		yield* rowsOf(trx, name);
	}
	copied.auditHead = (await head(trx)) ?? null;
	yield lineOf({ auditHead: copied.auditHead } satisfies End);
}

async function* signed(lines: AsyncIterable<string>, key: string): AsyncGenerator<string> {
	const signature = signatureUnder(key);
	for await (const line of lines) {
		signature.update(line);
		yield line;
	}
	yield lineOf({ signature: signature.digest('hex') });
}

/**
 * Copies the database, as it stands at one moment, into a new file; others go on writing meanwhile.
 * Throws {@link NotCopied} where the file exists; where it cannot be written no file is left.
 * @param key the operator's, which signs it
 */
export async function backup(db: Db, file: string, key: string): Promise<Copied> {
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
					Readable.from(signed(linesOf(trx, key, copied), key)),
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
