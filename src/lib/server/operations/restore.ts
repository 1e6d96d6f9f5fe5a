/** Reads a backup into an empty database; all of it or nothing. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { firstBroken, head } from '../writing/chain.ts';
import type { Db, Trx } from '../db/connect.ts';
import { appliedMigrations, migrate, migrationNames } from '../db/migrate.ts';
import {
	Beginning,
	End,
	fingerprintOf,
	format,
	Signature,
	TableLine,
	type Copied
} from './backup-format.ts';
import { withLines, type Lines } from './backup-lines.ts';
import { contentOf, Damaged, keptTables, NotCopied, type Table } from './tables.ts';

const charactersAtOnce = 1_000_000;

export interface ReadOptions {
	/** The operator's; `undefined` where there is none. */
	key: string | undefined;
	/** Takes a file that is not signed, or under another key. */
	unverified?: boolean;
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

/** Whether the file's word can be taken, as far as its beginning tells. */
function refuseForeign(beginning: Beginning, { key, unverified }: ReadOptions): void {
	if (unverified) return;
	const allTheSame = 'Take it all the same with --unverified, if you know where it comes from';
	if (beginning.format !== format)
		throw new Damaged(`it is not signed, as a former version wrote it. ${allTheSame}.`);
	const here = key === undefined ? undefined : fingerprintOf(key);
	if (here !== beginning.key)
		throw new Damaged(
			`it was written under the key ${beginning.key}, and here is ${here ? `the key ${here}` : 'none'}. ` +
				'Give that key (TANAW_KEY, or the file key in TANAW_DATA). ' +
				`${allTheSame}; everybody then sets up a second factor anew.`
		);
}

async function refuseFull(trx: Trx, tables: Table[]): Promise<void> {
	for (const { name } of tables) {
		const { rows } = await sql<{ count: number }>`
			select count(*)::int from ${sql.table(name)}
		`.execute(trx);
		const count = rows[0]!.count;
		if (count > 0)
			throw new NotCopied(
				`The database is not empty (${name}: ${count} rows). Name a new one in DATABASE_URL or TANAW_DATA.`
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

async function fill(trx: Trx, table: Table, count: number, lines: Lines) {
	let batch: string[] = [];
	let characters = 0;
	for (let row = 0; row < count; row++) {
		const line = await lines.text();
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
			throw new Damaged(`the rows of ${table} are not those that were written.`);
	}
	const newest = (await head(trx)) ?? null;
	if (newest?.hash !== auditHead?.hash || (await firstBroken(trx)) !== undefined)
		throw new Damaged('the chain of the audit log is broken.');
}

/** Whether all lines until now are what was signed, and the last but the signature. */
async function readSignature(lines: Lines, beginning: Beginning, unverified = false) {
	if (beginning.format === format) {
		const reckoned = lines.signature();
		const { signature } = await lines.next(Signature);
		if (!unverified && signature !== reckoned)
			throw new Damaged('its signature is not that of its lines: it was changed.');
	}
	await lines.end();
}

async function restoreLines(
	trx: Trx,
	lines: Lines,
	beginning: Beginning,
	unverified: boolean | undefined
): Promise<Copied> {
	const tables = await keptTables(trx);
	await loosen(trx);
	await refuseFull(trx, tables);
	const copied: Copied = { tables: [], auditHead: null };
	for (const table of tables) {
		const line = await lines.next(TableLine);
		if (line.table !== table.name) throw new Damaged(`it lacks the table ${table.name}.`);
		await fill(trx, table, line.rows, lines);
		copied.tables.push(line);
	}
	copied.auditHead = (await lines.next(End)).auditHead;
	await readSignature(lines, beginning, unverified);
	for (const { name, value } of beginning.sequences)
		await sql`select setval(quote_ident(${name})::regclass, ${value}::bigint)`.execute(trx);
	await fasten(trx);
	await compare(trx, copied);
	return copied;
}

/** Brings an empty database to the schema of the backup, whose rows fit no other. */
async function migrateTo(db: Db, { migrations }: Beginning): Promise<void> {
	const newest = migrations.at(-1);
	const known = await migrationNames();
	const unknown = migrations.filter((name) => !known.includes(name));
	if (newest === undefined || unknown.length > 0)
		throw new Damaged(
			`its schema is at ${newest}, which this version does not know. Restore it with the version that wrote it.`
		);
	if ((await appliedMigrations(db)).length === 0) await migrate(db, { upTo: newest });
	const here = await appliedMigrations(db);
	if (here.join() !== migrations.join())
		throw new Damaged(
			`its schema is at ${newest}, this database's at ${here.at(-1)}. ` +
				'Name a database without any table in DATABASE_URL or TANAW_DATA.'
		);
}

/**
 * Restores a backup into an empty database, compares what is there then with what was written, and
 * brings the schema of a former version up to date. Throws {@link NotCopied} with the reason; then
 * nothing is restored.
 */
export async function restore(db: Db, file: string, options: ReadOptions): Promise<Copied> {
	const copied = await withLines(file, options.key, async (lines) => {
		const beginning = await lines.next(Beginning);
		refuseForeign(beginning, options);
		await migrateTo(db, beginning);
		// by hand, since the audit log comes from the backup too: an entry of this would break its chain
		return await db
			.transaction()
			.execute((trx) => restoreLines(trx, lines, beginning, options.unverified));
	});
	await migrate(db);
	return copied;
}

/** Reads a backup to its end without any database: whether it is whole, and as it was signed. */
export async function check(file: string, options: ReadOptions): Promise<Copied> {
	return await withLines(file, options.key, async (lines) => {
		const beginning = await lines.next(Beginning);
		refuseForeign(beginning, options);
		const tables: TableLine[] = [];
		for (;;) {
			const line = await lines.next(v.union([TableLine, End]));
			if ('auditHead' in line) {
				await readSignature(lines, beginning, options.unverified);
				return { tables, auditHead: line.auditHead };
			}
			for (let row = 0; row < line.rows; row++) await lines.text();
			tables.push(line);
		}
	});
}
