/** Milestones of plans from before they had versions, as the log tells of them by their titles. */
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
	upgrade
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, expectRecomputedOn, rowOf, untoldIn } = old;

interface Milestone {
	title: string;
	weight: string;
	planned_on: string | null;
}

const milestone = (title: string, weight = '1', planned_on: string | null = null): Milestone => ({
	...{ title, weight, planned_on }
});

const insert = (
	elementId: string,
	position: number,
	{ title, weight, planned_on }: Milestone
) => sql`
	insert into milestone (element_id, position, title, weight, planned_on)
	values (${elementId}, ${position}, ${title}, ${weight}, ${planned_on})`;

const staged = await makePlan(db, { slug: 'staged' });
const unclear = await makePlan(db, { slug: 'unclear' });

const change = (
	planId: string,
	elementId: string,
	{ on, before, after }: { on: string; before: unknown[]; after: unknown[] },
	write: ReturnType<typeof sql>
) =>
	edit(
		planId,
		{
			...{ on, action: 'element_changed', about: ['element', elementId] as const },
			...{ before: { milestones: before }, after: { milestones: after } }
		},
		write
	);

/** Each list as it was known from its day on. */
const known: [on: string, list: Milestone[]][] = [
	['2026-02-01', ['Begun', 'Drafted', 'Tried', 'Taught'].map((title) => milestone(title))]
];

async function editStaged(): Promise<void> {
	const elementId = staged.elements['1.1.1'];
	for (const [position, one] of known[0]![1].entries())
		await insert(elementId, position, one).execute(db);
	const did = async (
		on: string,
		after: Milestone[],
		write: ReturnType<typeof sql>
	): Promise<void> => {
		await change(staged.id, elementId, { on, before: known.at(-1)![1], after }, write);
		known.push([on, after]);
	};
	const [begun, drafted, tried, taught] = [
		milestone('Begun', '2.5', '2026-03-01'),
		milestone('Drafted as law'),
		milestone('Tried'),
		milestone('Taught')
	];
	const opened = milestone('Opened', '1', '2026-09-30');
	await did(
		'2026-02-02',
		[begun, milestone('Drafted'), tried, taught, opened],
		sql`with added as (${insert(elementId, 4, opened)})
			update milestone set weight = 2.50, planned_on = '2026-03-01'
			where element_id = ${elementId} and title = 'Begun'`
	);
	await did(
		'2026-02-03',
		[begun, drafted, tried, taught, opened],
		sql`update milestone set title = 'Drafted as law'
			where element_id = ${elementId} and title = 'Drafted'`
	);
	await did(
		'2026-02-04',
		[begun, drafted, taught, opened],
		sql`delete from milestone where element_id = ${elementId} and title = 'Tried'`
	);
	await sql`
		insert into milestone_reached (milestone_id, reached_on, recorded_at)
		select id, '2026-02-05', '2026-02-05T04:00:00Z' from milestone
		where element_id = ${elementId} and title in ('Begun', 'Opened')
	`.execute(db);
	await sql`
		insert into activity_update (element_id, as_of, recorded_at, delivery, physical_percent)
		values (${elementId}, '2026-02-05', '2026-02-05T04:00:00Z', 'in_progress', null)
	`.execute(db);
	await did(
		'2026-02-06',
		[begun, drafted, taught, milestone('Opened to all')],
		sql`update milestone set title = 'Opened to all', planned_on = null
			where element_id = ${elementId} and title = 'Opened'`
	);
	const closed = milestone('Closed');
	await did(
		'2026-02-07',
		[begun, milestone('Opened to all'), closed],
		sql`with gone as (
				delete from milestone where element_id = ${elementId} and title in ('Taught', 'Drafted as law')
			)
			${insert(elementId, 5, closed)}`
	);
}

/** The last one has another title: it was called otherwise, or it went and another came. */
async function editUnclear(): Promise<void> {
	const { '1.1.1': first, '1.1.2': second } = unclear.elements;
	const [one, two, three] = ['One', 'Two', 'Three'].map((title) => milestone(title));
	await insert(first, 0, one!).execute(db);
	await insert(first, 1, two!).execute(db);
	await change(
		unclear.id,
		first,
		{ on: '2026-02-02', before: [one, two], after: [one, three] },
		sql`update milestone set title = 'Three' where element_id = ${first} and title = 'Two'`
	);
	await change(
		unclear.id,
		first,
		{ on: '2026-02-03', before: [one, three], after: [milestone('One', '3'), three] },
		sql`update milestone set weight = 3 where element_id = ${first} and title = 'One'`
	);
	// two alike, and what the log lists is not what is there
	await insert(second, 0, one!).execute(db);
	await change(unclear.id, second, { on: '2026-02-04', before: [], after: [two] }, sql`select`);
}

async function milestonesOf(slug: string, code: string, knownOn: string): Promise<string[]> {
	const { record } = await figures(db, await rowOf(slug), scopeOf(knownOn));
	const element = record.elements.find((one) => one.code === code)!;
	return element.milestones.map(({ title, weight, plannedOn }) =>
		[title, String(weight), plannedOn].filter(Boolean).join(' | ')
	);
}

await editStaged();
await editUnclear();
const before = await upgrade(old, ['staged', 'unclear']);

test('milestones read as they were known, those that went as well', async () => {
	expect(known).toHaveLength(6);
	for (const [on, list] of known)
		expect(await milestonesOf('staged', '1.1.1', on)).toEqual(
			list.map((one) => [one.title, one.weight, one.planned_on].filter(Boolean).join(' | '))
		);
	expect(await milestonesOf('staged', '1.1.1', today)).toHaveLength(3);
	expect(await untoldIn(staged.id)).toEqual([]);
});

test('what was reached is known of the same milestone, however it was called', async () => {
	const reachedOn = async (knownOn: string) => {
		const { record } = await figures(db, await rowOf('staged'), scopeOf(knownOn));
		const { milestones } = record.elements.find(({ code }) => code === '1.1.1')!;
		return milestones.flatMap((one) => (one.reachedOn === null ? [] : [one.title]));
	};
	expect(await reachedOn('2026-02-04')).toEqual([]);
	expect(await reachedOn('2026-02-05')).toEqual(['Begun', 'Opened']);
	expect(await reachedOn('2026-02-06')).toEqual(['Begun', 'Opened to all']);
	await expectRecomputedOn('staged', ...known.map(([on]) => on), '2026-02-05', today);
});

test('where one cannot tell which is which, it is noted, and what stood then counts before', async () => {
	expect(await milestonesOf('unclear', '1.1.1', '2026-02-01')).toEqual(['One | 1', 'Three | 1']);
	expect(await milestonesOf('unclear', '1.1.1', '2026-02-02')).toEqual(['One | 1', 'Three | 1']);
	expect(await milestonesOf('unclear', '1.1.1', '2026-02-03')).toEqual(['One | 3', 'Three | 1']);
	expect(await milestonesOf('unclear', '1.1.2', '2026-02-01')).toEqual(['One | 1']);
	const { '1.1.1': first, '1.1.2': second } = unclear.elements;
	expect(await untoldIn(unclear.id)).toEqual(
		[first, second].map((id) => `element ${id} milestones`)
	);
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
