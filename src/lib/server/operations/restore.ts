/** Reads a backup into an empty database; all of it or nothing. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import { firstBroken, head } from '../writing/chain.ts';
import { format, type Beginning, type Copied, type End, type TableLine } from './backup.ts';
import type { Db, Trx } from '../db/connect.ts';
import { contentOf, keptTables, migrationsOf, NotCopied, type Table } from './tables.ts';

const charactersAtOnce = 1_000_000;

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
	let rest = '';
	for await (const piece of text) {
		const lines = (rest + piece).split('\n');
		rest = lines.pop()!;
		yield* lines;
	}
}

/** The next line, which is the database's to read: numbers would be rounded here. */
async function nextLine(lines: AsyncIterator<string>): Promise<string> {
	const { done, value } = await lines.next();
	if (done) throw new NotCopied('The backup is not whole: it ends too early.');
	return value;
}

async function next<Line>(lines: AsyncIterator<string>): Promise<Line> {
	const line = await nextLine(lines);
	try {
		return JSON.parse(line) as Line;
	} catch {
		throw new NotCopied('This file is no backup, or it was changed.');
	}
}

/** Takes foreign keys and triggers off, since the rows come in any order and as they are. */
async function loosen(trx: Trx): Promise<void> {
	await sql`
		create temporary table loosened on commit drop as
			select conrelid::regclass::text as holder, conname, pg_get_constraintdef(oid) as words
			from pg_constraint
			where contype = 'f' and connamespace = current_schema()::regnamespace;
		do $$
		declare
			one record;
		begin
			for one in select * from loosened loop
				execute format('alter table %s drop constraint %I', one.holder, one.conname);
			end loop;
			for one in select oid::regclass as holder from pg_class
				where relkind = 'r' and relnamespace = current_schema()::regnamespace loop
				execute format('alter table %s disable trigger user', one.holder);
			end loop;
		end $$;
	`.execute(trx);
}

/** Puts them on again, which checks all references. */
async function fasten(trx: Trx): Promise<void> {
	await sql`
		do $$
		declare
			one record;
		begin
			for one in select * from loosened loop
				execute format('alter table %s add constraint %I %s', one.holder, one.conname, one.words);
			end loop;
			for one in select oid::regclass as holder from pg_class
				where relkind = 'r' and relnamespace = current_schema()::regnamespace loop
				execute format('alter table %s enable trigger user', one.holder);
			end loop;
		end $$;
	`.execute(trx);
}

async function refuseOther(trx: Trx, beginning: Beginning): Promise<void> {
	if (beginning.format !== format) throw new NotCopied('This file is no backup that we can read.');
	const [theirs, ours] = [beginning.migrations, await migrationsOf(trx)];
	if (theirs.join() !== ours.join())
		throw new NotCopied(
			`The backup's schema is at ${theirs.at(-1)}, this one at ${ours.at(-1)}. ` +
				'Restore it with the version that wrote it; a newer one then brings it up to date.'
		);
}

async function refuseFull(trx: Trx, tables: Table[]): Promise<void> {
	for (const { name } of tables) {
		const { rows } = await contentOf(trx, name);
		if (rows > 0)
			throw new NotCopied(
				`The database is not empty (${name}: ${rows} rows). ` +
					'Name a new one by DATABASE_URL or TANAW_DATA.'
			);
	}
}

async function insert(trx: Trx, { name, columns }: Table, rows: string[]): Promise<void> {
	const names = sql.join(columns.map((column) => sql.ref(column)));
	await sql`
		insert into ${sql.table(name)} (${names}) overriding system value
		select ${names} from json_populate_recordset(null::${sql.table(name)}, ${`[${rows.join()}]`}::json)
	`.execute(trx);
}

async function fill(trx: Trx, table: Table, count: number, lines: AsyncIterator<string>) {
	let batch: string[] = [];
	let characters = 0;
	for (let row = 0; row < count; row++) {
		const line = await nextLine(lines);
		batch.push(line);
		characters += line.length;
		if (characters < charactersAtOnce && row < count - 1) continue;
		await insert(trx, table, batch);
		batch = [];
		characters = 0;
	}
}

/** Reads everything again from the database and holds it against what the backup says of it. */
async function compare(trx: Trx, { tables, auditHead }: Copied): Promise<void> {
	for (const { table, rows, checksum } of tables) {
		const found = await contentOf(trx, table);
		if (found.rows !== rows || found.checksum !== checksum)
			throw new NotCopied(`The rows of ${table} are not those that were written.`);
	}
	const newest = (await head(trx)) ?? null;
	if (newest?.hash !== auditHead?.hash || (await firstBroken(trx)) !== undefined)
		throw new NotCopied('The chain of the audit log is broken.');
}

async function restoreLines(trx: Trx, lines: AsyncIterator<string>): Promise<Copied> {
	const beginning = await next<Beginning>(lines);
	await refuseOther(trx, beginning);
	const tables = await keptTables(trx);
	await loosen(trx);
	await refuseFull(trx, tables);
	const copied: Copied = { tables: [], auditHead: null };
	for (const table of tables) {
		const line = await next<TableLine>(lines);
		if (line.table !== table.name) throw new NotCopied(`The backup lacks ${table.name}.`);
		await fill(trx, table, line.rows, lines);
		copied.tables.push(line);
	}
	copied.auditHead = (await next<End>(lines)).auditHead;
	for (const { name, value } of beginning.sequences)
		await sql`select setval(quote_ident(${name})::regclass, ${value}::bigint)`.execute(trx);
	await fasten(trx);
	await compare(trx, copied);
	return copied;
}

function readable(cause: unknown): unknown {
	const { code = '' } = cause as { code?: string };
	if (code.startsWith('Z_')) return new NotCopied('This file is no backup, or it is not whole.');
	return code === 'ENOENT' ? new NotCopied('There is no such file.') : cause;
}

/**
 * Restores a backup into a database that is migrated and empty, and compares what is there then with
 * what was written. Throws {@link NotCopied} with the reason; then nothing is changed.
 */
export async function restore(db: Db, file: string): Promise<Copied> {
	const text = createGunzip().setEncoding('utf8');
	// by hand, since the audit log comes from the backup too: an entry of this would break its chain
	return await db.transaction().execute((trx) =>
		pipeline(createReadStream(file), text, (source: AsyncIterable<string>) =>
			restoreLines(trx, linesOf(source))
		).catch((cause: unknown) => {
			throw readable(cause);
		})
	);
}
