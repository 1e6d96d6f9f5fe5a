import { expect, test } from 'vitest';
import { mostHits, search } from '#lib/server/plans/search.ts';
import { mostAsked, patternsOf, questionOf } from '#lib/server/plans/searched-words.ts';
import { seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePlan } from '../support/plans.ts';

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

test.each([
	['gov’t', "gov't"],
	['gov’t', 'GOV‘T'],
	['gov’t', 'Gov t'],
	['one-stop-shop portal', 'pórtal ONE–STOP–SHOP'],
	['e-government portal', 'e-government "portal"'],
	['e-government portal', '“portal”, e‑government'],
	['data center', 'ＤＡＴＡ center.']
])('what finds “%s” is also found by “%s”', async (printed, typed) => {
	const titles = async (asked: string) => (await search(db, asked)).map((hit) => hit.title);
	const found = await titles(printed);
	expect(found.length).toBeGreaterThan(0);
	expect((await titles(typed)).sort()).toEqual(found.sort());
});

test('accents and quotes of a plan are not needed to find it', async () => {
	const { id: planId } = await db.selectFrom('plan').select('id').executeTakeFirstOrThrow();
	const values = { plan_id: planId, kind: 'goal' as const, position: 90, code: 'GX' };
	const title = 'Niñez «ágil» — l’État 100%_sûr';
	await db
		.insertInto('element')
		.values({ ...values, title })
		.execute();
	for (const asked of ['ninez agil', "l'etat", 'NIÑEZ', 'État', '100%_sur'])
		expect((await search(db, asked)).map((hit) => hit.title)).toEqual([title]);
	expect(await search(db, 'ni_ez')).toEqual([]);
	await db.deleteFrom('element').where('code', '=', 'GX').execute();
});

test('who answers for it is among its words, by acronym and by name', async () => {
	const { elements } = await makePlan(db, { slug: 'owned' });
	const { id } = await db
		.insertInto('organisation')
		.values({
			slug: 'm',
			jurisdiction: 'x',
			acronym: 'MØX',
			name: 'Ministère du Plan',
			kind: 'office'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const owned = { element_id: elements['1.1.2'], organisation_id: id };
	await db
		.insertInto('owner')
		.values([
			{ ...owned, role: 'lead' },
			{ ...owned, element_id: elements['1.1.1'], role: 'co_lead', valid_to: '2020-01-01' }
		])
		.execute();
	for (const asked of ['MØX', 'ministere', "title 'MØX' 1.1.2"])
		expect(await search(db, asked)).toEqual([
			expect.objectContaining({ planSlug: 'owned', code: '1.1.2', lead: 'MØX', rank: 5 })
		]);
	expect(await search(db, 'MØX no-such-word')).toEqual([]);
});

test('the best matches come first', async () => {
	const ranks = (await search(db, 'layanan')).map((hit) => hit.rank);
	expect(new Set(ranks).size).toBeGreaterThan(1);
	expect(ranks).toEqual(ranks.toSorted());
	const [exact, ...others] = (await search(db, '1.1.1')).map((hit) => [hit.code, hit.rank]);
	expect(exact).toEqual(['1.1.1', 0]);
	expect(others.length).toBeGreaterThan(0);
});

test('characters that mean something in a pattern mean themselves', async () => {
	expect(patternsOf(String.raw`50% a_b c\d (x|y)+ it`)).toEqual([
		String.raw`\m50\%`,
		'a_b',
		String.raw`c\\d`,
		String.raw`x\|y\)\+`,
		String.raw`\mit`
	]);
	expect(await search(db, '.*')).toEqual([]);
	expect(await search(db, '%')).toEqual([]);
	expect(await search(db, '_')).toEqual([]);
	expect(await search(db, "'; drop table plan; --")).toEqual([]);
});

test('hostile or empty questions are bounded', async () => {
	expect(await search(db, '  ')).toEqual([]);
	expect(await search(db, '\0')).toEqual([]);
	expect(patternsOf('a '.repeat(100_000))).toEqual([String.raw`\ma\M`]);
	expect(questionOf(`  a\nb ${'c'.repeat(1_000)}`)).toBe(`a b ${'c'.repeat(mostAsked - 4)}`);
	expect((await search(db, 'e')).length).toBeLessThanOrEqual(mostHits);
});
