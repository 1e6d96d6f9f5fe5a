/** KPIs of plans from before they had versions, as the log tells of them. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { figures } from '#lib/server/facts/figures.ts';
import { kpiWords } from '#lib/server/plans/texts.ts';
import { makeOrganisation } from '../../support/people.ts';
import { makePlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	reason,
	scopeOf,
	today,
	upgrade,
	type Detail
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, rowOf, untoldIn, expectRecomputedOn } = old;

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

await makeOrganisation(db, 'MOH');
await editKpi();
const before = await upgrade(old, ['measured']);

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
	await expectRecomputedOn('measured', '2026-02-01', '2026-02-03', '2026-02-05', today);
	expect(await untoldIn(measured.id)).toEqual([]);
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
