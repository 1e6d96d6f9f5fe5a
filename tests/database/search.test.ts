import { expect, test } from 'vitest';
import { mostHits, patternsOf, search } from '#lib/server/plans/search.ts';
import { seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedPlans(db, () => {});

test('somebody who searches for the portal finds the activity by its own words', async () => {
	const hits = await search(db, 'one-stop-shop portal');
	expect(hits).toContainEqual(
		expect.objectContaining({ planSlug: 'bangsamoro', kind: 'activity', code: '2.1.1' })
	);
});

test('all words must be there, in any order and case', async () => {
	const codes = async (asked: string) =>
		(await search(db, asked)).filter((hit) => hit.planSlug === 'bangsamoro').map((hit) => hit.code);
	expect(await codes('CENTER data')).toEqual(['4.1.1']);
	expect(await codes('data nonsense-word')).toEqual([]);
});

test('a code finds its element', async () => {
	const hits = await search(db, '4.2.7');
	expect(hits[0]).toMatchObject({ planSlug: 'bangsamoro', code: '4.2.7' });
});

test('a plan is found by its title', async () => {
	expect(await search(db, 'Badung')).toContainEqual(
		expect.objectContaining({ planSlug: 'badung', kind: 'plan', code: null })
	);
});

test('characters that mean something in a pattern mean themselves', async () => {
	expect(patternsOf(String.raw`50% a_b c\d`)).toEqual([
		String.raw`%50\%%`,
		String.raw`%a\_b%`,
		String.raw`%c\\d%`
	]);
	expect(await search(db, '%')).toEqual([]);
	expect(await search(db, '_')).toEqual([]);
	expect(await search(db, "'; drop table plan; --")).toEqual([]);
});

test('hostile or empty questions are bounded', async () => {
	expect(await search(db, '  ')).toEqual([]);
	expect(await search(db, '\0')).toEqual([]);
	expect(patternsOf('a '.repeat(100_000))).toHaveLength(8);
	expect((await search(db, 'e')).length).toBeLessThanOrEqual(mostHits);
});
