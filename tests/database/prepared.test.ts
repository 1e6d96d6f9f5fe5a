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

test('a table that changes beneath a statement is read again after one refusal', async () => {
	await sql`create table shape (id int)`.execute(db);
	const ask = () => sql`select * from shape where id > ${0}`.execute(db);
	for (const _ of [1, 2, 3]) await ask();
	await sql`alter table shape add column title text`.execute(db);
	await expect(ask()).rejects.toThrow('cached plan must not change result type');
	await sql`insert into shape values (1, 'Wider')`.execute(db);
	await ask();
	expect((await ask()).rows).toEqual([{ id: 1, title: 'Wider' }]);
	await db.destroy();
});
