/** Elements of plans from before they had versions, as the log tells of them. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { figures } from '#lib/server/facts/figures.ts';
import { untold } from '#lib/server/plans/history.ts';
import { elementTexts } from '#lib/server/plans/texts.ts';
import { makePlan, type SmallPlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	reason,
	scopeOf,
	today,
	upgrade
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, plannedAs, rowOf, untoldIn, expectRecomputedOn } = old;

const told = await makePlan(db, { slug: 'told' });
const of = told.elements;

async function editElements(): Promise<void> {
	const element = (id: string, set: ReturnType<typeof sql>) =>
		sql`update element set ${set}, version = version + 1 where id = ${id}`;
	const first = of['1.1.1'];
	const second = of['1.1.2'];
	await edit(
		told.id,
		{
			on: '2026-02-02',
			action: 'element_changed',
			about: ['element', first],
			before: { title: 'Title of 1.1.1', planned_end: null, weight: null },
			after: { title: 'As first worded', planned_end: '2026-06-30', weight: '2' }
		},
		element(first, sql`title = 'As first worded', planned_end = '2026-06-30', weight = 2.0`)
	);
	await edit(
		told.id,
		{
			on: '2026-02-03',
			action: 'element_changed',
			about: ['element', first],
			before: { title: 'As first worded', description: null, planned_end: '2026-06-30' },
			after: { title: 'As worded now', description: 'What it is.', planned_end: '2026-09-30' }
		},
		element(
			first,
			sql`title = 'As worded now', description = 'What it is.', planned_end = '2026-09-30'`
		)
	);
	const added = await sql<{ id: string }>`
		insert into element (plan_id, kind, parent_id, parent_kind, position, code, title)
		values (${told.id}, 'activity', ${of['O1.1']}, 'objective', 5, '1.1.3', 'Added') returning id
	`.execute(db);
	const third = added.rows[0]!.id;
	await edit(
		told.id,
		{
			on: '2026-02-05',
			action: 'element_added',
			about: ['element', third],
			before: { kind: null, parent: null, code: null, title: null },
			after: { kind: 'activity', parent: 'O1.1', code: '1.1.3', title: 'Added' }
		},
		sql`insert into milestone (element_id, position, title) values (${third}, 0, 'Begun')`
	);
	await edit(
		told.id,
		{
			on: '2026-02-06',
			action: 'element_shifted',
			about: ['element', second],
			before: { place: 2 },
			after: { place: 1 }
		},
		sql`update element set position = case id
				when ${second}::bigint then 0 when ${first}::bigint then 1 else 2 end
			where parent_id = ${of['O1.1']}`
	);
	await edit(
		told.id,
		{
			on: '2026-02-10',
			action: 'element_retired',
			about: ['element', second],
			before: { retired: false },
			after: { retired: true }
		},
		element(second, sql`retired_at = '2026-02-10T04:00:00Z', retired_reason = ${reason}`)
	);
	await edit(
		told.id,
		{
			on: '2026-02-12',
			action: 'element_restored',
			about: ['element', second],
			before: { retired: true },
			after: { retired: false }
		},
		element(second, sql`retired_at = null, retired_reason = null`)
	);
	await edit(
		told.id,
		{
			on: '2026-02-14',
			action: 'element_changed',
			about: ['element', second],
			before: { title: 'Title of 1.1.2' },
			after: { title: 'After it came back' }
		},
		element(second, sql`title = 'After it came back'`)
	);
	await edit(
		told.id,
		{
			on: '2026-02-16',
			action: 'element_retired',
			about: ['element', of.G2],
			before: { retired: false },
			after: { retired: true }
		},
		element(of.G2, sql`retired_at = '2026-02-16T04:00:00Z', retired_reason = ${reason}`)
	);
	await edit(
		told.id,
		{
			on: '2026-02-18',
			action: 'element_moved',
			about: ['element', of['O1.1']],
			before: { parent: 'G1' },
			after: { parent: null }
		},
		element(of['O1.1'], sql`parent_id = null, parent_kind = null, position = 3`)
	);
	await edit(
		told.id,
		{
			on: '2026-02-20',
			action: 'plan_changed',
			about: ['plan', told.id],
			before: { title: 'Plan told', roll_up_method: 'equal' },
			after: { title: 'The plan', roll_up_method: 'weight' }
		},
		sql`update plan set title = 'The plan', roll_up_method = 'weight' where id = ${told.id}`
	);
}

async function report(elementId: string, percent: number): Promise<void> {
	await sql`
		insert into activity_update (element_id, as_of, recorded_at, delivery, physical_percent)
		values (${elementId}, '2026-01-31', '2026-01-31T04:00:00Z', 'in_progress', ${percent})
	`.execute(db);
}

const O = 'O1.1 | Title of O1.1';
const goals = ['G1 | Title of G1', O] as const;
const G2 = 'G2 | Title of G2';

const moved = await makePlan(db, { slug: 'moved' });
const shuffled = await makePlan(db, { slug: 'shuffled' });

/** Activities beneath O1.1, numbered without gaps as a plan is made. */
async function addActivities({ id, elements }: SmallPlan): Promise<Record<string, string>> {
	await sql`update element set position = position - 3 where parent_id = ${elements['O1.1']}`.execute(
		db
	);
	const ids: Record<string, string> = { ...elements };
	for (const [position, code] of ['1.1.3', '1.1.4'].entries()) {
		const { rows } = await sql<{ id: string }>`
			insert into element (plan_id, kind, parent_id, parent_kind, position, code, title)
			values (${id}, 'activity', ${elements['O1.1']}, 'objective', ${position + 2}, ${code},
				${`Title of ${code}`})
			returning id
		`.execute(db);
		ids[code] = rows[0]!.id;
	}
	return ids;
}

const move = (planId: string, id: string, on: string, parentId: string) =>
	edit(
		planId,
		{
			...{ on, action: 'element_moved', about: ['element', id] as const },
			...{ before: { parent: 'O1.1' }, after: { parent: 'G2' } }
		},
		sql`update element set parent_id = ${parentId}, parent_kind = 'goal', position = (
				select coalesce(max(position) + 1, 0) from element where parent_id = ${parentId}
			) where id = ${id}`
	);

/** From the one one went; from the other two, and who stood where between the rest is not told. */
async function moveElements(): Promise<void> {
	const one = await addActivities(moved);
	await move(moved.id, one['1.1.2']!, '2026-02-02', moved.elements.G2);
	const two = await addActivities(shuffled);
	await move(shuffled.id, two['1.1.2']!, '2026-02-02', shuffled.elements.G2);
	await move(shuffled.id, two['1.1.4']!, '2026-02-03', shuffled.elements.G2);
}

await report(of['1.1.1'], 50);
await editElements();
await moveElements();
const before = await upgrade(old, ['told', 'moved', 'shuffled']);

test('elements read as they stood on each day by what was known then', async () => {
	expect(await plannedAs('told', '2026-02-01')).toEqual([
		...[...goals, '1.1.1 | Title of 1.1.1', '1.1.2 | Title of 1.1.2', G2]
	]);
	const first = '1.1.1 | As worded now | 2026-09-30 | 2';
	expect(await plannedAs('told', '2026-02-02')).toEqual([
		...[...goals, '1.1.1 | As first worded | 2026-06-30 | 2', '1.1.2 | Title of 1.1.2', G2]
	]);
	expect(await plannedAs('told', '2026-02-04')).toEqual([
		...[...goals, first, '1.1.2 | Title of 1.1.2', G2]
	]);
	expect(await plannedAs('told', '2026-02-05')).toEqual([
		...[...goals, first, '1.1.2 | Title of 1.1.2', '1.1.3 | Added', G2]
	]);
	expect(await plannedAs('told', '2026-02-06')).toEqual([
		...[...goals, '1.1.2 | Title of 1.1.2', first, '1.1.3 | Added', G2]
	]);
	// it went on its day; before that day it was planned, also by what was known while it was out
	expect(await plannedAs('told', '2026-02-11')).toEqual([
		...[...goals, first, '1.1.3 | Added', G2]
	]);
	expect(await plannedAs('told', '2026-02-11', '2026-02-09')).toEqual([
		...[...goals, '1.1.2 | Title of 1.1.2', first, '1.1.3 | Added', G2]
	]);
	expect(await plannedAs('told', '2026-02-13')).toEqual([
		...[...goals, '1.1.2 | Title of 1.1.2', first, '1.1.3 | Added', G2]
	]);
	expect(await plannedAs('told', '2026-02-15')).toEqual([
		...[...goals, '1.1.2 | After it came back', first, '1.1.3 | Added', G2]
	]);
	expect(await plannedAs('told', '2026-02-17')).toEqual([
		...[...goals, '1.1.2 | After it came back', first, '1.1.3 | Added']
	]);
	const parentOf = async (knownOn: string) => {
		const { record } = await figures(db, await rowOf('told'), scopeOf(knownOn));
		return record.elements.find(({ code }) => code === 'O1.1')?.parentId;
	};
	expect(await parentOf('2026-02-17')).toBe(of.G1);
	expect(await parentOf('2026-02-18')).toBeNull();
});

/** Codes beneath a parent, in their order. */
async function beneath(slug: string, parent: string, knownOn: string): Promise<string[]> {
	const { record } = await figures(db, await rowOf(slug), scopeOf(knownOn));
	const { id } = record.elements.find(({ code }) => code === parent)!;
	return record.elements.flatMap(({ parentId, code }) => (parentId === id ? [code] : []));
}

test('what was moved stood at the place that is free since, where one alone went', async () => {
	const all = ['1.1.1', '1.1.2', '1.1.3', '1.1.4'];
	expect(await beneath('moved', 'O1.1', '2026-02-01')).toEqual(all);
	expect(await beneath('moved', 'G2', '2026-02-01')).toEqual([]);
	expect(await beneath('moved', 'O1.1', '2026-02-02')).toEqual(['1.1.1', '1.1.3', '1.1.4']);
	expect(await beneath('moved', 'G2', '2026-02-02')).toEqual(['1.1.2']);
	expect(await untoldIn(moved.id)).toEqual([]);
	await expectRecomputedOn('moved', '2026-02-01', '2026-02-02', today);
});

test('where several went, beneath what they stood is told, and their places are noted', async () => {
	const all = ['1.1.1', '1.1.2', '1.1.3', '1.1.4'];
	expect((await beneath('shuffled', 'O1.1', '2026-02-01')).toSorted()).toEqual(all);
	expect((await beneath('shuffled', 'O1.1', '2026-02-02')).toSorted()).toEqual(all.toSpliced(1, 1));
	const untoldPlaces = await untoldIn(shuffled.id);
	expect(untoldPlaces).toHaveLength(2);
	for (const one of untoldPlaces) expect(one).toMatch(/^element \d+ position$/);
});

test('figures, settings and texts of a day are those of what was known then', async () => {
	const row = await rowOf('told');
	const methodOn = async (knownOn: string) => {
		const { record } = await figures(db, row, scopeOf(knownOn));
		return [record.title, record.rollUpMethod];
	};
	expect(await methodOn('2026-02-19')).toEqual(['Plan told', 'equal']);
	expect(await methodOn('2026-02-20')).toEqual(['The plan', 'weight']);
	const description = async (knownOn: string) =>
		(await elementTexts(db, row, scopeOf(knownOn))).get(of['1.1.1'])?.description;
	expect(await description('2026-02-02')).toBeNull();
	expect(await description('2026-02-03')).toBe('What it is.');
	await expectRecomputedOn(
		'told',
		'2026-02-01',
		'2026-02-04',
		'2026-02-11',
		'2026-02-13',
		'2026-02-17',
		today
	);
	expect(await untoldIn(told.id)).toEqual([]);
	expect(await untold(db, told.id)).toBeNull();
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
