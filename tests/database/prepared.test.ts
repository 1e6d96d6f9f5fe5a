import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { freshDatabase } from '../support/database.ts';

const { url } = await freshDatabase();
const db = connect(url, { connections: 1 });

const prepared = async (part: string) => {
	const { rows } = await sql<{
		statement: string;
	}>`select statement from pg_prepared_statements`.execute(db);
	return rows.filter(({ statement }) => statement.includes(part)).length;
};

test('a statement that comes again is prepared, whatever its values', async () => {
	const ask = (value: number) => sql<{ n: number }>`select ${value}::int as n`.execute(db);
	await ask(1);
	expect(await prepared('::int as n')).toBe(0);
	const { rows } = await ask(2);
	expect(rows).toEqual([{ n: 2 }]);
	await ask(3);
	expect(await prepared('::int as n')).toBe(1);
});

test('one that says that each value wants a plan of its own is not', async () => {
	const askAnew = (value: number) =>
		sql<{ n: number }>`select /* planned with its values */ ${value}::int as m`.execute(db);
	for (const value of [1, 2, 3]) await askAnew(value);
	expect(await prepared('::int as m')).toBe(0);
});

const ask = (on = db) => sql`select * from shape where id > ${0}`.execute(on);

async function prepareAndWiden(title: string): Promise<void> {
	await sql`drop table if exists shape`.execute(db);
	await sql`create table shape (id int)`.execute(db);
	for (const _ of [1, 2, 3]) await ask();
	await sql`alter table shape add column title text`.execute(db);
	await sql`insert into shape values (1, ${title})`.execute(db);
}

test('a table that changes beneath a statement is read as it is now', async () => {
	await prepareAndWiden('Wider');
	expect((await ask()).rows).toEqual([{ id: 1, title: 'Wider' }]);
	expect((await ask()).rows).toEqual([{ id: 1, title: 'Wider' }]);
});

test('in a transaction it is refused once', async () => {
	await prepareAndWiden('Wider still');
	const inTransaction = () => db.transaction().execute((trx) => ask(trx));
	await expect(inTransaction()).rejects.toThrow('cached plan must not change result type');
	expect((await inTransaction()).rows).toEqual([{ id: 1, title: 'Wider still' }]);
	await db.destroy();
});
