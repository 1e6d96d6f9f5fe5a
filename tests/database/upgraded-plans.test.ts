/** Plans from before they had versions: what the audit log tells of them is walked back. */
import { sql, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { change as changeLine } from '#lib/server/budgets/appropriations.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { migrate, migrationNames } from '#lib/server/db/migrate.ts';
import { change } from '#lib/server/elements/commands.ts';
import { find } from '#lib/server/elements/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import { untold } from '#lib/server/plans/history.ts';
import { elementTexts, kpiWords } from '#lib/server/plans/texts.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { down, up } from '../../migrations/2026-12-04-10-walk-plans-back.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';

const { db, url } = await freshDatabase({ template: 'template0' });
const names = await migrationNames();
const justBefore = (name: string) => names[names.indexOf(name) - 1]!;
const beforeVersions = justBefore('2026-11-27-01-date-the-plan');
const beforeWalk = justBefore('2026-12-04-10-walk-plans-back');
await migrate(db, { upTo: beforeVersions });
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
const reason = 'The council decided so.';

type Detail = Record<string, unknown>;

interface OldEdit {
	/** At noon in Manila. */
	on: string;
	action: string;
	about: readonly [kind: string, id: string];
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
		select concat_ws(' ', kind, record_id, field) as of
		from untold_change
		where plan_id = ${planId} order by 1
	`.execute(db);
	return rows.map(({ of }) => of);
};

const versionKinds = [
	...['plan', 'element', 'owner', 'milestone', 'element_term', 'element_link', 'kpi', 'kpi_target'],
	...['budget_line', 'plan_note', 'plan_note_element']
];

/** All that the migration may write, as text. */
async function stored(from: Db = db): Promise<string[]> {
	const all: string[] = [];
	const add = async (table: string, without: string) => {
		const { rows } = await sql<{ one: string }>`
			select (to_jsonb(t) - ${without})::text as one from ${sql.table(table)} t order by 1
		`.execute(from);
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

/** What a plan shows today, without the numbers of revisions; read by a process of its own. */
async function present(slug: string): Promise<unknown> {
	const reader = connect(url, { connections: 4 });
	const row = (await plans.find(reader, slug))!;
	const documents = [
		await figuresDocument(reader, row, scopeOf(today, today)),
		await planDocument(reader, row, scopeOf(today, today)),
		(await figures(reader, row, scopeOf(today, today))).record.elements.map(
			({ updates: _, update: __, ...planned }) => planned
		)
	];
	await reader.destroy();
	return JSON.parse(
		JSON.stringify(documents, (name, value: unknown) => (name === 'revision' ? undefined : value))
	);
}

const presentBefore: Record<string, unknown> = {};
const slugs = ['told', 'funded', 'measured', 'owned', 'silent', 'untouched', 'later', 'begun'];

const funded = await makePlan(db, { slug: 'funded' });
const lines: Record<'kept' | 'gone', string> = { kept: '', gone: '' };

/** Two lines; one is changed twice and the other removed. */
async function editMoney(): Promise<void> {
	const activity = funded.elements['1.1.1'];
	const fund = await sql<{ id: string }>`
		insert into fund_source (plan_id, code, title) values (${funded.id}, 'GAA', 'Budget') returning id
	`.execute(db);
	const add = async (on: string, year: number, amounts: Detail) => {
		const { rows } = await sql<{ id: string }>`
			insert into budget_line (element_id, fund_source_id, appropriation_year, cost, appropriation)
			values (${activity}, ${fund.rows[0]!.id}, ${year}, ${amounts.cost}, ${amounts.appropriation})
			returning id
		`.execute(db);
		const { id } = rows[0]!;
		const after = { fund_source: 'GAA', appropriation_year: year, ...amounts };
		await edit(
			funded.id,
			{
				...{ on, action: 'budget_line_added', about: ['budget_line', id], code: '1.1.1' },
				...{ before: nothing(after), after }
			},
			sql`select`
		);
		return id;
	};
	lines.kept = await add('2026-02-02', 2026, { cost: '100.00', appropriation: '80.00' });
	lines.gone = await add('2026-02-03', 2027, { cost: '50.00', appropriation: '50.00' });
	const changed = (on: string, before: Detail, after: Detail, set: ReturnType<typeof sql>) =>
		edit(
			funded.id,
			{
				...{ on, action: 'budget_line_changed', about: ['budget_line', lines.kept] as const },
				...{ code: '1.1.1', before, after }
			},
			sql`update budget_line set ${set}, version = version + 1 where id = ${lines.kept}`
		);
	await changed(
		'2026-02-04',
		{ appropriation: '80.00', allotment: null },
		{ appropriation: '90.00', allotment: '30.00' },
		sql`appropriation = 90, allotment = 30`
	);
	await changed('2026-02-05', { cost: '100.00' }, { cost: '120.00' }, sql`cost = 120`);
	await changed(
		'2026-02-06',
		{ appropriation: '90.00', allotment: '30.00' },
		{ appropriation: '95.00', allotment: null },
		sql`appropriation = 95, allotment = null`
	);
	const was = { cost: '50.00', appropriation: '50.00' };
	const before = { fund_source: 'GAA', appropriation_year: 2027, ...was };
	await edit(
		funded.id,
		{
			...{ on: '2026-02-07', action: 'budget_line_removed', about: ['budget_line', lines.gone] },
			...{ code: '1.1.1', before, after: nothing(before) }
		},
		sql`delete from budget_line where id = ${lines.gone}`
	);
}

const nothing = (of: Detail): Detail =>
	Object.fromEntries(Object.keys(of).map((name) => [name, null]));

const measured = await makePlan(db, { slug: 'measured' });
const kpi = { id: '' };

async function editKpi(): Promise<void> {
	const { rows } = await sql<{ id: string }>`
		insert into kpi (element_id, position, code, title, definition, unit, direction, frequency, over_time,
			over_organisations, baseline_value, baseline_on)
		values (${measured.elements.G1}, 0, 'K1', 'Sites', 'As first defined.', 'sites', 'up', 'year', 'last',
			'none', 0, '2025-12-31') returning id
	`.execute(db);
	const { id } = rows[0]!;
	kpi.id = id;
	const target = (due_on: string, value: string) => ({ due_on, value });
	const targets = async (...all: ReturnType<typeof target>[]) => {
		await sql`delete from kpi_target where kpi_id = ${id}`.execute(db);
		for (const one of all)
			await sql`
				insert into kpi_target (kpi_id, due_on, value) values (${id}, ${one.due_on}, ${one.value})
			`.execute(db);
	};
	const did = (on: string, action: string, before: Detail, after: Detail, write = sql`select`) =>
		edit(measured.id, { on, action, about: ['kpi', id], code: 'K1', before, after }, write);
	const kept = [target('2026-12-31', '10'), target('2027-12-31', '20')];
	const first = [...kept, target('2029-12-31', '40')];
	const added = { code: 'K1', title: 'Sites', definition: 'As first defined.', targets: first };
	await did('2026-02-02', 'kpi_added', nothing(added), added);
	const second = [target('2026-12-31', '12.5'), target('2028-12-31', '30')];
	await did(
		'2026-02-03',
		'kpi_changed',
		{ definition: 'As first defined.', targets: first },
		{ definition: 'As defined now.', targets: second },
		sql`update kpi set definition = 'As defined now.' where id = ${id}`
	);
	const third = [...second.slice(0, 1), target('2027-12-31', '21'), ...second.slice(1)];
	await targets(...third);
	await did('2026-02-04', 'kpi_changed', { targets: second }, { targets: third });
	await did(
		'2026-02-05',
		'kpi_changed',
		{ over_time: 'sum', reporter: null },
		{ over_time: 'last', reporter: 'MOH' },
		sql`update kpi set reporter_id = (select id from organisation where acronym = 'MOH') where id = ${id}`
	);
	await did(
		'2026-02-06',
		'kpi_retired',
		{ retired: false },
		{ retired: true },
		sql`update kpi set retired_at = '2026-02-06T04:00:00Z', retired_reason = ${reason} where id = ${id}`
	);
}

const owned = await makePlan(db, { slug: 'owned' });

async function editOwners(): Promise<void> {
	const element_id = owned.elements['1.1.1'];
	const [moh, mot] = [await makeOrganisation(db, 'MOH'), await makeOrganisation(db, 'MOT')];
	const owner = (organisation: string, role: string, from: string | null) => sql`
		insert into owner (element_id, organisation_id, role, valid_from)
		values (${element_id}, ${organisation}, ${role}, ${from}::date)`;
	const group = (role: string, ...organisations: string[]) => ({ role, organisations });
	const did = (on: string, before: object[], after: object[], write: ReturnType<typeof sql>) =>
		edit(
			owned.id,
			{
				...{ on, action: 'element_changed', about: ['element', element_id] as const },
				...{ before: { owners: before }, after: { owners: after } }
			},
			write
		);
	await owner(moh, 'lead', null).execute(db);
	const first = [group('lead', 'MOH')];
	const second = [group('lead', 'MOH'), group('co_lead', 'MOT')];
	await did('2026-02-02', first, second, owner(mot, 'co_lead', '2026-02-02'));
	await sql`update owner set valid_to = '2026-02-04' where element_id = ${element_id}`.execute(db);
	const third = [group('lead', 'MOT')];
	await did('2026-02-04', second, third, owner(mot, 'lead', '2026-02-04'));
}

const silent = await makePlan(db, { slug: 'silent' });

/** Where the log does not tell: written past it, without what stood before, and by a code that none has. */
async function editPastTheLog(): Promise<void> {
	const [first, second] = [silent.elements['1.1.1'], silent.elements['1.1.2']];
	const did = (
		on: string,
		id: string,
		action: string,
		before: Detail,
		after: Detail,
		write = sql`select`
	) => edit(silent.id, { on, action, about: ['element', id], before, after }, write);
	await did(
		'2026-02-02',
		first,
		'element_changed',
		{ title: 'Title of 1.1.1', planned_end: null },
		{ title: 'Said by the log', planned_end: '2026-06-30' },
		sql`update element set title = 'Said otherwise', planned_end = '2026-06-30' where id = ${first}`
	);
	await did(
		'2026-02-03',
		first,
		'element_changed',
		{ short_title: null },
		{ short_title: 'Short' },
		sql`update element set short_title = 'Short' where id = ${first}`
	);
	await did(
		'2026-02-04',
		second,
		'element_changed',
		{ weight: 'heavy', milestones: [] },
		{ weight: '3', description: 'New.', milestones: [{ title: 'Begun' }] },
		sql`update element set weight = 3, description = 'New.' where id = ${second}`
	);
	await did('2026-02-05', second, 'element_moved', { parent: 'O9.9' }, { parent: 'O1.1' });
}

const untouched = await makePlan(db, { slug: 'untouched' });

const later = await makePlan(db, { slug: 'later' });
const begun = await makePlan(db, { slug: 'begun' });
const line = { id: '', elementId: later.elements['1.1.1'] };

const titled = (planId: string, id: string, on: string, [before, after]: [string, string]) =>
	edit(
		planId,
		{
			...{ on, action: 'element_changed', about: ['element', id] as const },
			...{ before: { title: before }, after: { title: after } }
		},
		sql`update element set title = ${after}, version = version + 1 where id = ${id}`
	);

/** Edits of a plan that is edited on once it has versions, and of one that was written anew in between. */
async function editBefore(): Promise<void> {
	await titled(later.id, line.elementId, '2026-02-02', ['Title of 1.1.1', 'Before versions']);
	const { rows } = await sql<{ id: string }>`
		with fund as (
			insert into fund_source (plan_id, code, title) values (${later.id}, 'GAA', 'Budget') returning id
		)
		insert into budget_line (element_id, fund_source_id, appropriation_year, appropriation)
		select ${line.elementId}, id, 2026, 10 from fund returning id
	`.execute(db);
	line.id = rows[0]!.id;
	await edit(
		later.id,
		{
			...{ on: '2026-02-03', action: 'budget_line_changed', about: ['budget_line', line.id] },
			...{ before: { appropriation: '10.00' }, after: { appropriation: '20.00' } }
		},
		sql`update budget_line set appropriation = 20 where id = ${line.id}`
	);
	// an edit from before the plan's own revision was counted
	await sql`
		insert into audit_entry (occurred_at, action, plan_id, subject_kind, subject_id, detail)
		values ('2026-02-02T04:00:00Z', 'element_changed', ${untouched.id}, 'element',
			${untouched.elements['1.1.1']}, '{"before": {"title": "Old"}, "after": {"title": "Title of 1.1.1"}}')
	`.execute(db);
	const first = begun.elements['1.1.1'];
	await titled(begun.id, first, '2026-02-02', ['Title of 1.1.1', 'As it was begun']);
	await sql`
		insert into audit_entry (occurred_at, action, plan_id, subject_kind, subject_id, detail)
		values ('2026-02-03T04:00:00Z', 'plan_seeded', ${begun.id}, 'plan', ${begun.id}, '{}')
	`.execute(db);
	await titled(begun.id, first, '2026-02-04', ['As it was begun', 'As it went on']);
}

/** Edits by the application, which have their revisions. */
async function editSince(): Promise<void> {
	const { elementId } = line;
	const element = (await find(db, later.id, elementId))!;
	const fields = { ...element, title: 'With versions' };
	const { version } = element;
	const asked = { id: elementId, version, fields, reason, linkReason: null, today };
	await change(db, planner, later, asked);
	const amounts = { cost: null, appropriation: parseMoney('25'), allotment: null };
	await changeLine(db, planner, later, { ...line, version: 1 }, { amounts, reason });
}

await report(of['1.1.1'], 50);
await editElements();
await editMoney();
await editOwners();
await editKpi();
await editPastTheLog();
await editBefore();
await migrate(db, { upTo: beforeWalk });
await editSince();
for (const slug of slugs) presentBefore[slug] = await present(slug);
const storedBefore = await stored();
await migrate(db);

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

test('what is known today is what it was before the upgrade', async () => {
	for (const slug of slugs) expect(await present(slug)).toEqual(presentBefore[slug]);
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
	expect(await untoldIn(told.id)).toEqual([`element ${of['O1.1']} position`]);
	expect(await untold(db, told.id)).toMatchObject({ fields: 1 });
});

test('totals and costs of budget lines are those that were known, a removed line too', async () => {
	const row = await rowOf('funded');
	const moneyOn = async (knownOn: string) => {
		const { record } = await figures(db, row, scopeOf(knownOn));
		return record.budgetLines.map(({ id, cost, appropriation, allotment }) => [
			...[id === lines.kept ? 'kept' : 'gone', cost, appropriation, allotment]
		]);
	};
	const gone = ['gone', ...[5000n, 5000n, null]];
	expect(await moneyOn('2026-02-01')).toEqual([]);
	expect(await moneyOn('2026-02-02')).toEqual([['kept', 10000n, 8000n, null]]);
	expect(await moneyOn('2026-02-03')).toEqual([['kept', 10000n, 8000n, null], gone]);
	expect(await moneyOn('2026-02-04')).toEqual([['kept', 10000n, 9000n, 3000n], gone]);
	expect(await moneyOn('2026-02-05')).toEqual([['kept', 12000n, 9000n, 3000n], gone]);
	expect(await moneyOn('2026-02-06')).toEqual([['kept', 12000n, 9500n, null], gone]);
	expect(await moneyOn('2026-02-07')).toEqual([['kept', 12000n, 9500n, null]]);
	expect(await moneyOn(today)).toEqual([['kept', 12000n, 9500n, null]]);
	// the facts leave out that a total was taken back
	for (const day of ['2026-02-01', '2026-02-03', '2026-02-04', '2026-02-05'])
		await expectRecomputed(db, row, await facts(db, row, scopeOf(day)), scopeOf(day));
	expect(await untoldIn(funded.id)).toEqual([]);
	expect(await untold(db, funded.id)).toBeNull();
});

test('a KPI is defined and targeted as it was known to be', async () => {
	const row = await rowOf('measured');
	const kpiOn = async (knownOn: string) => {
		const { record } = await figures(db, row, scopeOf(knownOn));
		const words = (await kpiWords(db, row, scopeOf(knownOn))).get(kpi.id);
		return record.kpis.map(({ overTime, targets }) => [
			...[words?.texts.definition, overTime, words?.reporterId === null],
			targets.map(({ dueOn, value }) => `${dueOn.slice(0, 4)}: ${value}`).join(', ')
		]);
	};
	expect(await kpiOn('2026-02-01')).toEqual([]);
	expect(await kpiOn('2026-02-02')).toEqual([
		['As first defined.', 'flow_plan', true, '2026: 10, 2027: 20, 2029: 40']
	]);
	expect(await kpiOn('2026-02-03')).toEqual([
		['As defined now.', 'flow_plan', true, '2026: 12.5, 2028: 30']
	]);
	const all = '2026: 12.5, 2027: 21, 2028: 30';
	expect(await kpiOn('2026-02-04')).toEqual([['As defined now.', 'flow_plan', true, all]]);
	expect(await kpiOn('2026-02-05')).toEqual([['As defined now.', 'last', false, all]]);
	expect(await kpiOn('2026-02-06')).toEqual([]);
	for (const day of ['2026-02-01', '2026-02-03', '2026-02-05', today])
		await expectRecomputed(db, row, await facts(db, row, scopeOf(day)), scopeOf(day));
	expect(await untoldIn(measured.id)).toEqual([]);
});

test('who answers for an element is said on the days on which it was known', async () => {
	const row = await rowOf('owned');
	const ownersOn = async (knownOn: string, asOf?: string) => {
		const { record } = await figures(db, row, scopeOf(knownOn, asOf));
		const activity = record.elements.find(({ code }) => code === '1.1.1')!;
		return activity.owners.map(({ role, acronym }) => `${role} ${acronym}`);
	};
	expect(await ownersOn('2026-02-01')).toEqual(['lead MOH']);
	expect(await ownersOn('2026-02-02')).toEqual(['lead MOH', 'co_lead MOT']);
	expect(await ownersOn('2026-02-03')).toEqual(['lead MOH', 'co_lead MOT']);
	expect(await ownersOn('2026-02-04')).toEqual(['lead MOT']);
	expect(await ownersOn('2026-02-04', '2026-02-03')).toEqual(['lead MOH', 'co_lead MOT']);
	expect(await untoldIn(owned.id)).toEqual([]);
});

test('where the log does not tell, what stood then counts as known before, and it is noted', async () => {
	const first = (end: string | null) => ['1.1.1 | Said otherwise', end].filter(Boolean).join(' | ');
	expect((await plannedAs('silent', '2026-02-01')).slice(2, 4)).toEqual([
		...[first(null), '1.1.2 | Title of 1.1.2 | 3']
	]);
	expect((await plannedAs('silent', '2026-02-02')).slice(2, 4)).toEqual([
		...[first('2026-06-30'), '1.1.2 | Title of 1.1.2 | 3']
	]);
	const { '1.1.1': one, '1.1.2': two } = silent.elements;
	expect(await untoldIn(silent.id)).toEqual([
		`element ${one} title`,
		...['description', 'milestones', 'parent', 'weight'].map((field) => `element ${two} ${field}`)
	]);
	expect(await untoldIn(untouched.id)).toEqual([`plan ${untouched.id} *`]);
	expect(await plannedAs('untouched', '2020-01-01')).toEqual([
		...[...goals, '1.1.1 | Title of 1.1.1', '1.1.2 | Title of 1.1.2', G2]
	]);
});

test('the walk begins where versions begin, and ends where the plan was written anew', async () => {
	const activityAs = async (slug: string, knownOn: string) => (await plannedAs(slug, knownOn))[2];
	expect(await activityAs('later', '2026-02-01')).toBe('1.1.1 | Title of 1.1.1');
	expect(await activityAs('later', '2026-02-02')).toBe('1.1.1 | Before versions');
	expect(await activityAs('later', today)).toBe('1.1.1 | With versions');
	const appropriated = async (knownOn: string) => {
		const { record } = await figures(db, await rowOf('later'), scopeOf(knownOn));
		return record.budgetLines.map(({ appropriation }) => appropriation);
	};
	expect(await appropriated('2026-02-02')).toEqual([1000n]);
	expect(await appropriated('2026-02-03')).toEqual([2000n]);
	expect(await appropriated(today)).toEqual([2500n]);
	expect(await activityAs('begun', '2026-02-02')).toBe('1.1.1 | As it was begun');
	expect(await activityAs('begun', '2026-02-04')).toBe('1.1.1 | As it went on');
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	const after = await stored();
	const untyped = db as unknown as Kysely<unknown>;
	await untyped.transaction().execute(down);
	expect(await stored()).toEqual(storedBefore);
	await untyped.transaction().execute(up);
	// a target that was taken away for good gets an id of its own each time
	const withoutIds = (all: string[]) =>
		all.map((one) => (one.startsWith('kpi_target') ? one.replace(/"id": \d+, /, '') : one)).sort();
	expect(withoutIds(await stored())).toEqual(withoutIds(after));
});

test('what is seeded was edited by nobody, and stays as it is', async () => {
	const { db: seeded } = await freshDatabase({ template: 'template0' });
	await migrate(seeded, { upTo: beforeWalk });
	await seedReference(seeded);
	await seedAll(seeded, () => {});
	const revisions = () => seeded.selectFrom('plan').select(['slug', 'revision']).execute();
	const [before, revised] = [await stored(seeded), await revisions()];
	expect(before.length).toBeGreaterThan(100);
	await migrate(seeded);
	expect(await stored(seeded)).toEqual(before);
	expect(await revisions()).toEqual(revised);
	const { rows } = await sql`select from untold_change`.execute(seeded);
	expect(rows).toEqual([]);
});
