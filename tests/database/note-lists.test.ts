/** What the lists among a plan's notes are of: said by heading, dated with the plan, and in open data. */
import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { remove } from '#lib/server/frameworks/commands.ts';
import { find } from '#lib/server/frameworks/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import { noteLists, sortLists, type ListFields } from '#lib/server/plans/note-lists.ts';
import { notes } from '#lib/server/plans/texts.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { search } from '#lib/server/search/queries.ts';
import { Conflict, Refused } from '#lib/server/writing/refusals.ts';
import { seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const { actor: planner } = await makePerson(db, { role: 'planner' });
const today = new Date().toISOString().slice(0, 10);
const reason = 'The office uses them so.';

beforeAll(async () => {
	await seedReference(db);
	await seedPlans(db, () => {});
});

const rowOf = async (slug: string) => (await plans.find(db, slug))!;
const notesOf = async (slug: string, knownOn = today) =>
	notes(db, await rowOf(slug), { ...scopeOn(today, today), knownOn });

async function say(slug: string, given: Record<string, ListFields>, version?: string) {
	const { id, demonstration } = await rowOf(slug);
	const seen = version ?? (await noteLists(db, id)).version;
	const asked = { given: new Map(Object.entries(given)), reason };
	return sortLists(db, planner, { id, demonstration }, seen, asked);
}

test('challenges, case studies and outlook of the programme are lists that others can use', async () => {
	const { lists } = await noteLists(db, (await rowOf('dti-programme')).id);
	const used = lists.filter(({ kind }) => kind !== null);
	expect(used.map(({ kind, country }) => [kind, country])).toEqual([
		['risk_category', null],
		...['EE', 'SG', 'IN', 'GB', 'KR'].map((country) => ['practice', country]),
		...Array<unknown>(3).fill(['topic', null])
	]);
	const [challenges] = (await notesOf('dti-programme')).filter(({ list }) => list !== null);
	expect(challenges?.list?.framework).toBe('dti-programme');
	const terms = challenges!.list!.terms;
	expect(terms.map(({ code }) => code)).toEqual(
		['A', 'B', 'C', 'D', 'E', 'F'].map((at) => `IV.${at}`)
	);
	for (const { title, definition, provenance } of terms) {
		expect(provenance).toMatchObject({ kind: 'source', reason: null });
		expect(provenance.quote).toBe(`${title}: ${definition}`);
		expect(provenance.publication?.title).toMatch(/^Digital Transformation Initiative Programme/);
	}
});

test('open data give the kind of a list, whose practice it is, and where its terms are kept', async () => {
	const row = await rowOf('dti-programme');
	const { notes: documents } = await planDocument(db, row, scopeOn(today, today));
	const of = (code: string) => documents.find((one) => one.code === code)!;
	expect(of('iv-0')).toMatchObject({
		...{ list_kind: 'risk_category', country: null, country_provenance: null },
		list: { framework: 'dti-programme', axis: 'challenges' }
	});
	expect(of('v-a-1')).toMatchObject({ list_kind: 'practice', country: 'EE', list: null });
	expect(of('v-a-1').country_provenance?.kind).toBe('editorial');
});

test('terms that follow a note are found by their words, and their framework is in use', async () => {
	const hits = await search(db, 'marginalized populations');
	expect(hits.map(({ planSlug }) => planSlug)).toContain('dti-programme');
	const { id, version } = (await find(db, 'dti-programme'))!;
	await expect(remove(db, planner, { id, version }, {})).rejects.toThrow();
});

test('whoever edits the plan says it, heading by heading, with the reason as its provenance', async () => {
	const { id } = await rowOf('bolaang-mongondow');
	const before = await noteLists(db, id);
	const { code, notes: count } = before.lists.find((list) => list.notes > 1)!;
	expect(await say('bolaang-mongondow', { [code]: { kind: 'topic', country: null } })).toBe(true);
	const { lists, version } = await noteLists(db, id);
	expect(lists.find((list) => list.code === code)).toMatchObject({ kind: 'topic', notes: count });
	expect((await byField(db, 'plan_id', id))[`notes.${code}.list_kind`]).toMatchObject({ reason });
	expect(await say('bolaang-mongondow', { [code]: { kind: 'topic', country: null } })).toBe(false);
	const listed = (await notesOf('bolaang-mongondow')).filter(
		({ listKind }) => listKind === 'topic'
	);
	expect(listed).toHaveLength(count);
	await expect(
		say('bolaang-mongondow', { [code]: { kind: null, country: null } }, before.version)
	).rejects.toBeInstanceOf(Conflict);
	expect((await noteLists(db, id)).version).toBe(version);
	const { rows } = await sql<{ kinds: (string | null)[] }>`
		select array_agg(list_kind order by revision) as kinds from plan_note_version
		where plan_id = ${id} and code = ${code}
	`.execute(db);
	expect(rows[0]!.kinds).toEqual([null, 'topic']);
});

test('a list that is not there, and the country of what is no practice, change nothing', async () => {
	const { id } = await rowOf('dti-programme');
	const before = await noteLists(db, id);
	expect(await say('dti-programme', { nothing: { kind: 'topic', country: null } })).toBe(false);
	const code = before.lists[0]!.code;
	await expect(say('dti-programme', { [code]: { kind: 'topic', country: 'EE' } })).rejects.toThrow(
		Refused
	);
	expect(await noteLists(db, id)).toEqual(before);
});
