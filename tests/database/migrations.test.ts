import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '#lib/server/db/migrate.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();

test('a migrated database has nothing left to migrate', async () => {
	expect(await migrate(db)).toEqual([]);
});

test('dates, big integers and numerics arrive as text', async () => {
	const { rows } = await sql`
		select '2026-02-28'::date as day, 9007199254740993::int8 as big, 0.10::numeric as amount
	`.execute(db);
	expect(rows).toEqual([{ day: '2026-02-28', big: '9007199254740993', amount: '0.10' }]);
});
