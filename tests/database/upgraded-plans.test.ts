/** Plans from before they had versions: what the audit log tells of them is walked back. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import { migrate, migrationNames } from '#lib/server/db/migrate.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { elementTexts } from '#lib/server/plans/texts.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';

const { db } = await freshDatabase({ template: 'template0' });
const names = await migrationNames();
const justBefore = (name: string) => names[names.indexOf(name) - 1]!;
const beforeVersions = justBefore('2026-11-27-01-date-the-plan');
const beforeWalk = justBefore('2026-12-04-10-walk-plans-back');
await migrate(db, { upTo: beforeVersions });
const { id: plannerId } = await makePerson(db, { role: 'planner' });
const reason = 'The council decided so.';

type Detail = Record<string, unknown>;

interface OldEdit {
	/** At noon in Manila. */
	on: string;
	action: string;
	about: [kind: string, id: string];
	code?: string;
	before: Detail;
	after: Detail;
}

/** An edit as the product wrote it before plans had versions: rows, both revisions, the entry. */
async function edit(
	planId: string,
	{ on, about, ...told }: OldEdit,
	write: ReturnType<typeof sql>
) {
	await db.transaction().execute(async (trx) => {
		await sql`
			update plan set revision = revision + 1, structure_revision = structure_revision + 1
			where id = ${planId}
		`.execute(trx);
		await write.execute(trx);
		const { action, code = '', before, after } = told;
		await sql`
			insert into audit_entry (occurred_at, actor_id, action, plan_id, subject_kind, subject_id, detail)
			values (${`${on}T04:00:00Z`}, ${plannerId}, ${action}, ${planId}, ${about[0]}, ${about[1]},
				${JSON.stringify({ code, reason, before, after })})
		`.execute(trx);
	});
}

const today = '2026-12-01';

const rowOf = async (slug: string) => (await plans.find(db, slug))!;

const scopeOf = (knownOn: string, asOf = '2026-03-31'): Scope => ({
	...scopeOn(asOf, today),
	knownOn
});

/** A plan's elements as known on a day: code, title, planned end and weight, in their order. */
async function plannedAs(slug: string, knownOn: string, asOf?: string) {
	const { record } = await figures(db, await rowOf(slug), scopeOf(knownOn, asOf));
	return record.elements.map(({ code, title, plannedEnd, weight }) =>
		[code, title, plannedEnd, weight].filter((value) => value !== null).join(' | ')
	);
}

const untoldIn = async (planId: string) => {
	const { rows } = await sql<{ of: string }>`
		select concat_ws(' ', kind, record_id, field, detail ->> 'nth') as of
		from untold_change join audit_entry entry on entry.id = entry_id
		where untold_change.plan_id = ${planId} order by 1
	`.execute(db);
	return rows.map(({ of }) => of);
};

const versionKinds = [
	...['plan', 'element', 'owner', 'milestone', 'element_term', 'element_link', 'kpi', 'kpi_target'],
	...['budget_line', 'plan_note', 'plan_note_element']
];

/** All that the migration may write, as text. */
async function stored(): Promise<string[]> {
	const all: string[] = [];
	const add = async (table: string, without: string) => {
		const { rows } = await sql<{ one: string }>`
			select (to_jsonb(t) - ${without})::text as one from ${sql.table(table)} t order by 1
		`.execute(db);
		all.push(...rows.map(({ one }) => `${table} ${one}`));
	};
	for (const kind of versionKinds) await add(`${kind}_version`, '-');
	await add('plan_revision', '-');
	// rows are numbered anew where earlier totals come before them
	await add('budget_release', 'id');
	return all;
}

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
			about: ['element', third],
			before: { parent: 'O1.1' },
			after: { parent: 'G1' }
		},
		element(third, sql`parent_id = ${of.G1}, parent_kind = 'goal', position = 1`)
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

let presentBefore: unknown;

const present = async () => {
	const { record, figures: reckoned } = await figures(db, await rowOf('told'), scopeOf(today));
	const { revision: _, ...rest } = record;
	return { ...rest, reckoned };
};

test('elements read as they stood on each day by what was known then', async () => {
	await report(of['1.1.1'], 50);
	await editElements();
	await migrate(db, { upTo: beforeWalk });
	presentBefore = await present();
	const storedBefore = await stored();
	await migrate(db);

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
	expect(await plannedAs('told', today)).toEqual([
		...[...goals, '1.1.2 | After it came back', first, '1.1.3 | Added']
	]);
	await migrate(db, { upTo: beforeWalk });
	expect(await stored()).toEqual(storedBefore);
	await migrate(db);
});

test('what is known today is what it was before the upgrade', async () => {
	expect(await present()).toEqual(presentBefore);
	for (const kind of ['plan', 'element'])
		expect(
			(
				await sql`
					select c.id from ${sql.table(kind)} c, lateral (
						select * from ${sql.table(`${kind}_version`)} v
						where v.id = c.id and holds_from <= current_date
						order by holds_from desc, revision desc limit 1
					) held
					where held.title <> c.title
				`.execute(db)
			).rows
		).toEqual([]);
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
	for (const day of ['2026-02-01', '2026-02-04', '2026-02-11', '2026-02-13', '2026-02-17', today])
		await expectRecomputed(db, row, await facts(db, row, scopeOf(day)), scopeOf(day));
	expect(await untoldIn(told.id)).toEqual([`element ${await idOf('1.1.3')} position`]);
});

const idOf = async (code: string): Promise<string> => {
	const { rows } = await sql<{ id: string }>`
		select id from element where plan_id = ${told.id} and code = ${code}
	`.execute(db);
	return rows[0]!.id;
};
