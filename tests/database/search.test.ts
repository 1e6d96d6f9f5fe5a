import { expect, test } from 'vitest';
import { indexMissingPlans, indexPlan } from '#lib/server/search/commands.ts';
import { mostHits, nearly, search } from '#lib/server/search/queries.ts';
import { mostAsked, questionOf, queryOf } from '#lib/server/search/question.ts';
import { seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedPlans(db, () => {});

const index = (planId: string) => db.transaction().execute((trx) => indexPlan(trx, planId));
const retired = { retired_at: new Date(), retired_reason: 'No longer needed.' };

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
	await index(planId);
	for (const asked of ['ninez agil', "l'etat", 'NIÑEZ', 'État', '100%_sur'])
		expect((await search(db, asked)).map((hit) => hit.title)).toEqual([title]);
	expect(await search(db, 'ni_ez')).toEqual([]);
	await db.updateTable('element').where('code', '=', 'GX').set(retired).execute();
	await index(planId);
	expect(await search(db, 'ninez')).toEqual([]);
});

test('who answers for it is among its words, by acronym and by name', async () => {
	const { id: planId, elements } = await makePlan(db, { slug: 'owned' });
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
	await index(planId);
	for (const asked of ['MØX', 'ministere', "title 'MØX' 1.1.2"])
		expect((await search(db, asked)).filter(({ rank }) => rank < nearly)).toEqual([
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

test('marks are no words, and mean nothing else', async () => {
	for (const asked of ['.*', '%', '_', '&', '!', "'", ':*', '\\', '<->'])
		expect([asked, await search(db, asked)]).toEqual([asked, []]);
	expect(await search(db, "'; drop table plan; --")).toEqual([]);
	expect(queryOf([{ word: "1'\\", around: [], near: [] }], 'beginning', 'ab')).toBe(
		"('1''\\\\':*ab)"
	);
	expect(await search(db, "1'\\ no-such-word")).toEqual([]);
});

test('hostile or empty questions are bounded', async () => {
	expect(await search(db, '  ')).toEqual([]);
	expect(await search(db, '\0')).toEqual([]);
	expect((await search(db, 'a '.repeat(100_000))).length).toBeLessThanOrEqual(mostHits);
	expect(questionOf(`  a\nb ${'c'.repeat(1_000)}`)).toBe(`a b ${'c'.repeat(mostAsked - 4)}`);
	expect((await search(db, 'e')).length).toBeLessThanOrEqual(mostHits);
});

const titled = async (...titles: string[]) => {
	const { id, elements } = await makePlan(db, { slug: `titled-${String((plans += 1))}` });
	for (const [at, title] of titles.entries()) {
		const code = (['1.1.1', '1.1.2'] as const)[at]!;
		await db.updateTable('element').set({ title }).where('id', '=', elements[code]).execute();
	}
	await index(id);
	return id;
};
let plans = 0;
const titlesOf = async (asked: string) => (await search(db, asked)).map((hit) => hit.title);

test.each([
	['РАЗВИТИЕ услуг', 'развитие'],
	['развитие портала', 'РАЗВИТИЕ'],
	['ΨΗΦΙΑΚΗ πύλη', 'ψηφιακη'],
	['İstanbul için ÇÖZÜM', 'çözüm'],
	['डिजिटल विकास योजना', 'विकास'],
	['数字政府门户', '政府'],
	['البوابة الرقمية', 'البوابة']
])('letters of every script: “%s” is found by “%s”', async (title, asked) => {
	await titled(title);
	expect(await titlesOf(asked)).toContain(title);
});

test('small slips of spelling and other ways to spell are found after what is spelt as asked', async () => {
	await titled('Zentralised data centre', 'Zentralised registration center');
	const hits = await search(db, 'zentralised centre');
	expect(hits.map(({ title, rank }) => [title, rank])).toEqual([
		['Zentralised data centre', 2 + 1],
		['Zentralised registration center', nearly]
	]);
	expect(await titlesOf('zentralized center')).toContain('Zentralised registration center');
	expect(await titlesOf('zentralised registartion')).toEqual(['Zentralised registration center']);
	expect(await titlesOf('zentralised nonsense')).toEqual([]);
});

test('what is said of it is found too: descriptions, notes, and the publication’s own words', async () => {
	const id = await titled('Quiet title');
	const element = await db
		.selectFrom('element')
		.where('plan_id', '=', id)
		.where('code', '=', '1.1.1')
		.select('id')
		.executeTakeFirstOrThrow();
	await db
		.updateTable('element')
		.set({ description: 'With a qwertzdescription.' })
		.where('id', '=', element.id)
		.execute();
	const note = await db
		.insertInto('plan_note')
		.values({ plan_id: id, position: 0, code: 'n', text: 'A qwertznote.', topic: null })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('plan_note_element')
		.values({ note_id: note.id, plan_id: id, element_id: element.id })
		.execute();
	await db
		.insertInto('provenance')
		.values({
			element_id: element.id,
			field: 'title',
			kind: 'source',
			quote: 'qwertzquote',
			passage_id: await passage()
		})
		.execute();
	await index(id);
	for (const asked of ['qwertzdescription', 'qwertznote', 'qwertzquote', 'quiet qwertznote'])
		expect([asked, await titlesOf(asked)]).toEqual([asked, ['Quiet title']]);
});

const passage = async () =>
	(await db.selectFrom('passage').select('id').limit(1).executeTakeFirstOrThrow()).id;

test('a plan that came without what can be found of it has it after a start', async () => {
	const id = await titled('Unindexed title');
	await db.deleteFrom('search_entry').where('plan_id', '=', id).execute();
	expect(await titlesOf('unindexed')).toEqual([]);
	await indexMissingPlans(db);
	expect(await titlesOf('unindexed')).toEqual(['Unindexed title']);
});
