import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { statement } from '#lib/server/db/statement.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();

test('a statement is written once and takes its values each time', async () => {
	let written = 0;
	const plus = statement((desk, given: { one: number; other: number }) => {
		written += 1;
		return desk.selectNoFrom(sql<number>`${given.one}::int + ${given.other}::int`.as('sum'));
	});
	expect(await plus(db, { one: 1, other: 2 })).toEqual([{ sum: 3 }]);
	expect(await plus(db, { other: 5, one: 40 })).toEqual([{ sum: 45 }]);
	expect(written).toBe(1);
});

test('a value that comes twice is given twice, lists and null as they are', async () => {
	const found = statement((desk, given: { slugs: string[]; acronym: string | null }) =>
		desk
			.selectNoFrom((eb) => [
				eb.val(given.slugs).$castTo<string[]>().as('slugs'),
				sql<boolean>`${given.acronym}::text is null`.as('nameless')
			])
			.where((eb) => eb(sql<string>`'milg'`, '=', eb.fn.any(eb.val(given.slugs))))
	);
	const given = { slugs: ['milg', 'mpw'], acronym: null };
	expect(await found(db, given)).toEqual([{ slugs: '{"milg","mpw"}', nameless: true }]);
	expect(await found(db, { slugs: ['mpw'], acronym: 'MPW' })).toEqual([]);
});

test('in a transaction it is part of it', async () => {
	const add = statement((desk, given: { slug: string }) =>
		desk
			.insertInto('organisation')
			.values({ slug: given.slug, jurisdiction: 'x', acronym: 'X', name: 'X', kind: 'ministry' })
			.returning('slug')
	);
	await expect(
		db.transaction().execute(async (trx) => {
			expect(await add(trx, { slug: 'gone' })).toEqual([{ slug: 'gone' }]);
			throw new Error('taken back');
		})
	).rejects.toThrow('taken back');
	expect(await db.selectFrom('organisation').selectAll().execute()).toEqual([]);
});
