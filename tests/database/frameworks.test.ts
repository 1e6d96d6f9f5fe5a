/** Frameworks: made, used, never changed once used, followed; tags that move, and what is refused. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { change, create, follow, mapTerms, remove } from '#lib/server/frameworks/commands.ts';
import type { FrameworkFields } from '#lib/server/frameworks/fields.ts';
import { find, frameworks, termMap } from '#lib/server/frameworks/queries.ts';
import type { Translation } from '#lib/domain/frameworks/translation.ts';
import { translate, translationsOf } from '#lib/server/frameworks/translations.ts';
import { moveTags, tagsToMove } from '#lib/server/tagging/moving-tags.ts';
import { taggedElements, taggedKpis } from '#lib/server/tagging/tagged.ts';
import { saveTags, setOut } from '#lib/server/tagging/tagging.ts';
import { change as changeElement } from '#lib/server/elements/commands.ts';
import { find as findElement } from '#lib/server/elements/queries.ts';
import { findEdited } from '#lib/server/organisations/administration.ts';
import { create as createOrganisation } from '#lib/server/organisations/commands.ts';
import {
	moveTerms,
	publicTermsOf,
	setTerms,
	termsOf as organisationTerms,
	termsToMove
} from '#lib/server/organisations/terms.ts';
import { historyOfThing } from '#lib/server/plans/history.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { actor: planner } = await makePerson(db, { role: 'planner', name: 'Amina' });
const { actor: administrator } = await makePerson(db, { role: 'administrator' });
const { actor: leader } = await makePerson(db, { role: 'leader' });
const reason = 'The office reads the titles so.';

const term = (code: string, within: string | null = null) => ({
	...{ code, title: `Term ${code}`, definition: null, within }
});
const fields = (slug: string, more: Partial<FrameworkFields> = {}): FrameworkFields => ({
	...{ slug, title: 'Layers', edition: null, language: 'en', description: null },
	...{ source: null, source_address: null, provenance: 'editorial', reason },
	axes: [
		{
			...{ slug: 'layers', title: 'Layers', definition: null, arity: 'at_most_one' },
			terms: [term('L1'), term('L2'), term('L3')]
		},
		{
			...{ slug: 'pillars', title: 'Pillars', definition: null, arity: 'many' },
			terms: [term('P1'), term('P2', 'L2')]
		}
	],
	...more
});

let number = 0;
let plan: SmallPlan;
let slug: string;
beforeEach(async () => {
	number += 1;
	plan = await makePlan(db, { slug: `plan-${number}` });
	slug = await create(db, planner, fields(`layers-${number}`), {});
});
const framework = async (name = slug) => (await find(db, name))!;
async function termIds(name = slug): Promise<Record<string, string>> {
	const of = (await frameworks(db)).find((one) => one.slug === name)!;
	return Object.fromEntries(
		of.axes.flatMap(({ terms }) => terms.map(({ code, id }) => [code, id]))
	);
}
const tagged = async (code: string) =>
	(await taggedElements(db, plan.id)).find(({ id }) => id === plan.elements[code as '1.1.1'])!;
async function tag(code: string, ...terms: string[]): Promise<number> {
	const { id, version } = await tagged(code);
	return saveTags(db, planner, plan, [{ kind: 'element', id, version, terms }], reason);
}

describe('a framework', () => {
	test('has its axes and terms in order, each in its broader one', async () => {
		const { axes, inUse, version } = await framework();
		expect([inUse, version]).toEqual([false, 1]);
		expect(axes.map(({ slug: axis, terms }) => [axis, terms.map(({ code }) => code)])).toEqual([
			['layers', ['L1', 'L2', 'L3']],
			['pillars', ['P1', 'P2']]
		]);
		expect(axes[1]!.terms[1]!.within).toBe('L2');
	});

	test('is changed while nothing uses it, and taken away', async () => {
		const stored = await framework();
		const { axes } = fields('x');
		const renamed = fields(`other-${number}`, {
			title: 'Other layers',
			axes: [{ ...axes[0]!, terms: [term('L3'), term('L4')] }]
		});
		expect(await change(db, planner, stored, renamed, {})).toBe(`other-${number}`);
		const now = await framework(`other-${number}`);
		expect(now).toMatchObject({ id: stored.id, version: 2, title: 'Other layers' });
		expect(now.axes.flatMap(({ terms }) => terms.map(({ code }) => code))).toEqual(['L3', 'L4']);
		await expect(change(db, planner, stored, fields('late'), {})).rejects.toMatchObject({
			name: 'Conflict'
		});
		await remove(db, planner, now, {});
		expect(await find(db, `other-${number}`)).toBeUndefined();
	});

	test.each([
		['a plan is set out by it', async () => setOut(db, planner, plan, [slug], reason)],
		['something is tagged with it', async () => tag('1.1.1', (await termIds())['L1']!)],
		[
			'something was tagged with it once',
			async () => {
				await tag('1.1.1', (await termIds())['L1']!);
				await tag('1.1.1');
			}
		]
	])('stays as it is where %s', async (_, use) => {
		await use();
		const stored = await framework();
		const refused = { name: 'Refused', reason: 'framework_in_use' };
		expect(stored.inUse).toBe(true);
		await expect(change(db, planner, stored, fields('else'), {})).rejects.toMatchObject(refused);
		await expect(remove(db, planner, stored, {})).rejects.toMatchObject(refused);
		// nor by whoever writes past the commands: a term on another axis, another title, gone
		const { L1 } = await termIds();
		for (const statement of [
			sql`delete from framework_term where id = ${L1}`,
			sql`update framework_term set title = 'Other' where id = ${L1}`,
			sql`update framework_axis set arity = 'many' where framework_id = ${stored.id}`,
			sql`delete from framework where id = ${stored.id}`
		])
			await expect(statement.execute(db)).rejects.toMatchObject({ constraint: 'framework_in_use' });
		expect(await framework()).toEqual(stored);
	});

	test('has a name of its own, and is nobody’s to make but who may', async () => {
		await expect(create(db, planner, fields(slug), {})).rejects.toMatchObject({
			...{ name: 'Refused', field: 'slug', reason: 'framework_exists' }
		});
		await expect(create(db, leader, fields('theirs'), {})).rejects.toMatchObject({
			name: 'NotAllowed'
		});
		expect(await find(db, 'theirs')).toBeUndefined();
	});
});

describe('tags', () => {
	test('of many elements are one edit, each with its reason; other terms stay', async () => {
		const { L1, L2, P1 } = await termIds();
		await tag('1.1.1', P1!);
		const before = await revisionOf(db, plan.id);
		const [one, other] = [await tagged('1.1.1'), await tagged('1.1.2')];
		const both = [
			{ ...one, terms: [P1!, L1!] },
			{ ...other, terms: [L2!] }
		];
		expect(await saveTags(db, planner, plan, both, reason)).toBe(2);
		expect(await revisionOf(db, plan.id)).toBe(before + 1);
		expect(new Set((await tagged('1.1.1')).terms)).toEqual(new Set([L1, P1]));
		const sources = await byField(db, 'element_id', one.id);
		const field = Object.keys(sources).find((name) => name.endsWith(`L1`));
		expect(sources[field!]).toMatchObject({ kind: 'editorial', reason });
		expect(await saveTags(db, planner, plan, [], reason)).toBe(0);
	});

	test('two of an axis that takes one are refused, in bulk and on the element’s page', async () => {
		const { L1, L2 } = await termIds();
		await expect(tag('1.1.1', L1!, L2!)).rejects.toMatchObject({ reason: 'one_term_of_axis' });
		const id = plan.elements['1.1.1'];
		const stored = (await findElement(db, plan.id, id))!;
		const sent = { ...stored, terms: [L1!, L2!] };
		const request = { id, version: stored.version, fields: sent, reason, linkReason: null };
		await expect(
			changeElement(db, planner, plan, { ...request, today: '2026-11-22' })
		).rejects.toMatchObject({ field: 'terms', reason: 'one_term_of_axis' });
		expect((await tagged('1.1.1')).terms).toEqual([]);
	});

	test('one that is none, and an element that was changed meanwhile, leave nothing half done', async () => {
		const { L1 } = await termIds();
		await expect(tag('1.1.1', '999999')).rejects.toMatchObject({ reason: 'unknown_choice' });
		const [one, other] = [await tagged('1.1.1'), await tagged('1.1.2')];
		const both = [
			{ ...one, terms: [L1!] },
			{ ...other, version: other.version - 1, terms: [L1!] }
		];
		await expect(saveTags(db, planner, plan, both, reason)).rejects.toMatchObject({
			name: 'Conflict'
		});
		expect((await tagged('1.1.1')).terms).toEqual([]);
	});
});

describe('KPIs and organisations', () => {
	const addKpi = async () => {
		const { rows } = await sql<{ id: string }>`
			insert into kpi (element_id, position, code, title, unit, direction, frequency, over_time, over_organisations)
			values (${plan.elements['O1.1']}, 0, 'K1', 'Sites', 'sites', 'up', 'quarter', 'last', 'none')
			returning id::text
		`.execute(db);
		return rows[0]!.id;
	};
	const kpi = async () => (await taggedKpis(db, plan.id))[0]!;

	test('a KPI is tagged as elements are, with its reason, and keeps its framework from being changed', async () => {
		await addKpi();
		const { L1, P1 } = await termIds();
		await saveTags(db, planner, plan, [{ ...(await kpi()), terms: [L1!, P1!] }], reason);
		expect(new Set((await kpi()).terms)).toEqual(new Set([L1, P1]));
		const sources = await byField(db, 'kpi_id', (await kpi()).id);
		expect(Object.keys(sources).some((name) => name.endsWith('L1'))).toBe(true);
		const stored = await framework();
		await expect(change(db, planner, stored, fields(`z-${number}`), {})).rejects.toMatchObject({
			reason: 'framework_in_use'
		});
		const drop = sql`delete from framework_term where id = ${L1!}`;
		await expect(drop.execute(db)).rejects.toMatchObject({ constraint: 'framework_in_use' });
	});

	test('two terms of an axis that takes one, and one that is none, change nothing of it', async () => {
		await addKpi();
		const { L1, L2 } = await termIds();
		const as = async (terms: string[]) =>
			saveTags(db, planner, plan, [{ ...(await kpi()), terms }], reason);
		await expect(as([L1!, L2!])).rejects.toMatchObject({ reason: 'one_term_of_axis' });
		await expect(as(['999999'])).rejects.toMatchObject({ reason: 'unknown_choice' });
		const past = sql`update kpi set terms = array[999999] where id = ${(await kpi()).id}`;
		await expect(past.execute(db)).rejects.toMatchObject({ constraint: 'kpi_terms_known' });
		expect((await kpi()).terms).toEqual([]);
	});

	test('an earlier version of the plan has the terms of then', async () => {
		const id = await addKpi();
		const { L1, L2 } = await termIds();
		await saveTags(db, planner, plan, [{ ...(await kpi()), terms: [L1!] }], reason);
		await saveTags(db, planner, plan, [{ ...(await kpi()), terms: [L2!] }], reason);
		const versions = await db
			.selectFrom('kpi_version')
			.where('id', '=', id)
			.select('terms')
			.orderBy('revision')
			.execute();
		expect(versions.map(({ terms }) => terms)).toEqual([[], [L1], [L2]]);
	});

	test('an organisation says under which terms it stands; the history tells of it', async () => {
		const { L1, L2 } = await termIds();
		const slugOf = await createOrganisation(
			db,
			administrator,
			{
				...{ acronym: `ICT${number}`, name: `Office ${number}`, kind: 'office' as const },
				...{ parent_id: null, reports_through_id: null, jurisdiction: 'here', valid_from: null }
			},
			{ reason, today: '2026-11-22' }
		);
		const one = (await findEdited(db, slugOf))!;
		const set = (version: number, ...terms: string[]) =>
			setTerms(db, administrator, { id: one.id, version }, terms, { reason });
		await expect(set(one.version, L1!, L2!)).rejects.toMatchObject({ reason: 'one_term_of_axis' });
		await set(one.version, L1!);
		await expect(set(one.version, L2!)).rejects.toMatchObject({ name: 'Conflict' });
		expect(await organisationTerms(db, one.id)).toEqual([L1]);
		expect((await framework()).inUse).toBe(true);
		const [entry] = await historyOfThing(db, { kind: 'organisation', id: one.id });
		expect(JSON.stringify(entry)).toContain('L1');
		const stored = await framework();
		expect(await publicTermsOf(db, one.id, () => true)).toMatchObject([{ code: 'L1' }]);
		const after = await framework(
			await follow(db, planner, stored.id, fields(`later-of-${number}`), {})
		);
		const fresh = await termIds(after.slug);
		const codes = Object.entries(await termIds());
		const map = new Map(codes.map(([code, id]) => [id, [fresh[code === 'L1' ? 'L2' : code]!]]));
		await mapTerms(db, planner, after, { map, reason }, {});
		const succession = { before: stored, after };
		expect((await termsToMove(db, succession)).moved.map(({ of }) => of.id)).toEqual([one.id]);
		await expect(moveTerms(db, planner, succession, { reason })).rejects.toMatchObject({
			name: 'NotAllowed'
		});
		expect(await moveTerms(db, administrator, succession, { reason })).toBe(1);
		expect(await organisationTerms(db, one.id)).toEqual([fresh['L2']]);
		expect(await moveTerms(db, administrator, succession, { reason })).toBe(0);
		expect(await publicTermsOf(db, one.id, (id) => id !== stored.id && id !== after.id)).toEqual(
			[]
		);
	});
});

describe('words in other languages', () => {
	const filipino = (more: Partial<Translation> = {}): Translation => ({
		...{ language: 'fil', title: 'Mga suson', provenance: 'editorial', reason },
		words: [
			{ code: 'layers', title: 'Suson', definition: null },
			{ code: 'L1', title: 'Daan', definition: 'Kung paano nararating' }
		],
		...more
	});
	const set = async (version: number, translation = filipino()) =>
		translate(db, planner, { id: (await framework()).id, version }, translation, {});
	const stored = async () => translationsOf(db, (await framework()).id);

	test('are set while it is in use, changed, and taken away; the version of a form is asked for', async () => {
		const { L1 } = await termIds();
		await tag('1.1.1', L1!);
		await set(0);
		expect(await stored()).toEqual([{ ...filipino(), version: 1 }]);
		await expect(set(0, filipino({ title: 'Iba' }))).rejects.toMatchObject({ name: 'Conflict' });
		await set(1, filipino({ title: null }));
		expect(await stored()).toEqual([{ ...filipino(), title: null, version: 2 }]);
		await set(2, filipino({ title: null, words: [] }));
		expect(await stored()).toEqual([]);
	});

	test('of nothing that it has, and in its own language, are refused, and nothing is stored', async () => {
		const strange = [{ code: 'L9', title: 'Wala', definition: null }];
		await expect(set(0, filipino({ words: strange }))).rejects.toMatchObject({
			reason: 'unknown_choice'
		});
		await expect(set(0, filipino({ language: 'en' }))).rejects.toMatchObject({
			reason: 'own_language'
		});
		expect(await stored()).toEqual([]);
	});
});

describe('a version that follows', () => {
	const later = () =>
		fields(`later-${number}`, {
			axes: [
				{
					...{ slug: 'layers', title: 'Layers', definition: null, arity: 'at_most_one' as const },
					terms: [term('L1'), term('M'), term('N')]
				}
			]
		});
	async function followed() {
		const before = await framework();
		const after = await framework(await follow(db, planner, before.id, later(), {}));
		return { before, after, old: await termIds(), fresh: await termIds(after.slug) };
	}

	test('leaves the one before as it is, and is followed by one alone', async () => {
		const { L1 } = await termIds();
		await tag('1.1.1', L1!);
		const stored = await framework();
		const { after } = await followed();
		expect(after.follows).toEqual({ id: stored.id, slug });
		expect(await framework()).toEqual({ ...stored, followedBy: after.slug });
		const second = fields(`second-${number}`);
		await expect(follow(db, planner, stored.id, second, {})).rejects.toMatchObject({
			reason: 'framework_followed'
		});
	});

	test('a map that leaves a term out, or names one that is none, is refused whole', async () => {
		const { after, old, fresh } = await followed();
		const map = new Map([[old['L1']!, [fresh['L1']!]]]);
		await expect(mapTerms(db, planner, after, { map, reason }, {})).rejects.toMatchObject({
			reason: 'terms_left_out'
		});
		const all = new Map(Object.values(old).map((id) => [id, ['999999']]));
		await expect(mapTerms(db, planner, after, { map: all, reason }, {})).rejects.toMatchObject({
			reason: 'unknown_choice'
		});
		expect((await termMap(db, (await framework()).id)).size).toBe(0);
	});

	test('moves tags along its map: same, merged, split and dropped', async () => {
		const { before, after, old, fresh } = await followed();
		const map = new Map([
			[old['L1']!, [fresh['L1']!]],
			// merged with L1
			[old['L2']!, [fresh['L1']!]],
			// split, on an axis that takes one
			[old['L3']!, [fresh['M']!, fresh['N']!]],
			[old['P1']!, []],
			[old['P2']!, [fresh['M']!]]
		]);
		await mapTerms(db, planner, after, { map, reason }, {});
		await setOut(db, planner, plan, [slug], reason);
		await tag('1.1.1', old['L2']!, old['P1']!);
		await tag('1.1.2', old['L3']!);
		await tag('O1.1', old['P1']!);
		const { undecided } = await tagsToMove(db, plan.id, { before, after });
		expect(undecided.map(({ of }) => of.id)).toEqual([plan.elements['1.1.2']]);
		expect(await moveTags(db, planner, plan, { before, after }, reason)).toBe(2);
		expect((await tagged('1.1.1')).terms).toEqual([fresh['L1']]);
		expect((await tagged('O1.1')).terms).toEqual([]);
		expect((await tagged('1.1.2')).terms).toEqual([old['L3']]);
		const declared = (await frameworks(db, { plan, scope: { snapshot: null } })).filter(
			(one) => one.declared
		);
		expect(declared.map((one) => one.slug)).toEqual([after.slug]);
	});
});

test('what a plan is set out by is known from then on, and in nothing that was published before', async () => {
	await setOut(db, planner, plan, [slug], reason);
	const at = (publishedAt: string | null) =>
		frameworks(db, {
			plan,
			scope: {
				snapshot: publishedAt === null ? null : ({ publishedAt } as never)
			}
		}).then((all) => all.find((one) => one.slug === slug)!.declared);
	expect([await at(null), await at('2020-01-01T00:00:00Z')]).toEqual([true, false]);
	await expect(setOut(db, planner, plan, ['nothing'], reason)).rejects.toMatchObject({
		reason: 'unknown_choice'
	});
});
