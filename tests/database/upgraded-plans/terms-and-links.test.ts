/** Framework terms of elements, and what elements also serve, as the log tells of them by codes. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { figures } from '#lib/server/facts/figures.ts';
import { makePlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	scopeOf,
	today,
	upgrade,
	type Detail
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, expectRecomputedOn, rowOf, untoldIn } = old;

const named = await makePlan(db, { slug: 'named' });
const { '1.1.1': first, '1.1.2': second, 'O1.1': objective, G1, G2 } = named.elements;

/** By `framework.code`. */
const terms = new Map<string, string>();

async function makeTerms(): Promise<void> {
	for (const [framework, codes] of [
		['layers', ['L1', 'L2', 'S']],
		['pillars', ['P1', 'S']]
	] as const)
		for (const [position, code] of codes.entries()) {
			const { rows } = await sql<{ id: string }>`
				with made as (
					insert into framework (slug, title) values (${framework}, ${framework})
					on conflict (slug) do update set title = excluded.title returning id
				)
				insert into framework_term (framework_id, position, code, title)
				select id, ${position}, ${code}, ${code} from made returning id
			`.execute(db);
			terms.set(`${framework}.${code}`, rows[0]!.id);
		}
}

/** An edit writes all terms and links of an element anew. */
async function change(
	on: string,
	elementId: string,
	[before, after]: readonly [Detail, Detail],
	{ named: termIds = [], served = [] }: { named?: string[]; served?: string[] }
): Promise<void> {
	await edit(
		named.id,
		{ on, action: 'element_changed', about: ['element', elementId], before, after },
		sql`with no_terms as (delete from element_term where element_id = ${elementId}),
			no_links as (delete from element_link where element_id = ${elementId})
			select`
	);
	for (const id of termIds)
		await sql`
			insert into element_term (element_id, term_id) values (${elementId}, ${terms.get(id)})
		`.execute(db);
	for (const id of served)
		await sql`
			insert into element_link (element_id, plan_id, serves_id)
			values (${elementId}, ${named.id}, ${id})
		`.execute(db);
}

async function editNamed(): Promise<void> {
	await change(
		'2026-02-02',
		first,
		[
			{ terms: [], also_serves: [] },
			{ terms: ['L1'], also_serves: ['G2'] }
		],
		{ named: ['layers.L1'], served: [G2] }
	);
	await change(
		'2026-02-03',
		first,
		[
			{ terms: ['L1'], also_serves: ['G2'] },
			{ terms: ['L2', 'P1'], also_serves: [] }
		],
		{ named: ['layers.L2', 'pillars.P1'] }
	);
	await change('2026-02-04', first, [{ terms: ['L2', 'P1'] }, { terms: ['L1', 'P1'] }], {
		named: ['pillars.P1', 'layers.L1']
	});
	await change('2026-02-05', objective, [{ also_serves: ['G2'] }, { also_serves: [] }], {});
	// a goal that is served is called otherwise later
	await edit(
		named.id,
		{
			...{ on: '2026-02-06', action: 'element_changed', about: ['element', G2] },
			...{ before: { code: 'G2' }, after: { code: 'G9' } }
		},
		sql`update element set code = 'G9' where id = ${G2}`
	);
	// two frameworks have that code, and nothing has the other
	await change(
		'2026-02-07',
		second,
		[
			{ terms: ['S'], also_serves: ['O9.9'] },
			{ terms: [], also_serves: [] }
		],
		{}
	);
	// what is there is not what the log lists
	await change('2026-02-08', G1, [{ terms: [] }, { terms: ['L1'] }], { named: ['layers.L2'] });
}

async function namedOn(knownOn: string, elementId: string) {
	const { record } = await figures(db, await rowOf('named'), scopeOf(knownOn));
	const codes = new Map(record.elements.map(({ id, code }) => [id, code]));
	return {
		terms: record.elements
			.find(({ id }) => id === elementId)!
			.terms.map(({ code }) => code)
			.toSorted(),
		serves: record.alsoServes
			.filter((link) => link.elementId === elementId)
			.map(({ servesId }) => codes.get(servesId))
	};
}

await makeTerms();
await editNamed();
const before = await upgrade(old, ['named']);

test('terms and what is served besides are those that were known', async () => {
	expect(await namedOn('2026-02-01', first)).toEqual({ terms: [], serves: [] });
	expect(await namedOn('2026-02-02', first)).toEqual({ terms: ['L1'], serves: ['G2'] });
	expect(await namedOn('2026-02-03', first)).toEqual({ terms: ['L2', 'P1'], serves: [] });
	expect(await namedOn('2026-02-04', first)).toEqual({ terms: ['L1', 'P1'], serves: [] });
	expect(await namedOn(today, first)).toEqual({ terms: ['L1', 'P1'], serves: [] });
	expect(await namedOn('2026-02-04', objective)).toEqual({ terms: [], serves: ['G2'] });
	expect(await namedOn('2026-02-05', objective)).toEqual({ terms: [], serves: [] });
	await expectRecomputedOn('named', '2026-02-01', '2026-02-02', '2026-02-04', today);
});

test('where a code names nothing or two things, what stood then counts before, and it is noted', async () => {
	expect(await namedOn('2026-02-06', second)).toEqual({ terms: [], serves: [] });
	expect(await namedOn('2026-02-01', G1)).toEqual({ terms: ['L2'], serves: [] });
	expect(await untoldIn(named.id)).toEqual([
		`element ${G1} terms`,
		`element ${second} also_serves`,
		`element ${second} terms`
	]);
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
