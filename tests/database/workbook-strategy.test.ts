/** A real kind of monitoring workbook becomes a plan, and its next layout changes the same plan. */
import { beforeAll, expect, test } from 'vitest';
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import { outline } from '#lib/server/elements/outline.ts';
import { history } from '#lib/server/plans/history.ts';
import { Conflict, NotAllowed } from '#lib/server/writing/refusals.ts';
import { take } from '#lib/server/interchange/workbooks/commands.ts';
import { CellsRefused, RowRefused } from '#lib/server/interchange/workbooks/refusals.ts';
import { sheet } from '#lib/domain/testing/sample-sheets.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { revisionOf } from '../support/plans.ts';
import { firstLayout, laterLayout } from '../support/strategy-workbook.ts';
import { asProposed, counts, previewed, taken, today } from '../support/workbooks.ts';

const { db } = await freshDatabase();
const organisationId = await makeOrganisation(db, 'MOST');
const { actor } = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId });

let id: string;
beforeAll(async () => {
	const label = { one: 'Element', many: 'Elements' };
	const plan = await db
		.insertInto('plan')
		.values({
			slug: 'estrategia',
			title: 'Estratégia',
			language: 'pt',
			currency: 'BRL',
			time_zone: 'America/Sao_Paulo',
			period_start: '2024-01-01',
			period_end: '2027-12-31',
			labels: JSON.stringify({ goal: label, objective: label, activity: label }),
			confidence_rules: JSON.stringify(defaultConfidenceRules)
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	({ id } = plan);
});

const first = () => asProposed([firstLayout()], 'pt');
const later = (changed = '') => asProposed([laterLayout(changed)], 'pt');
const kinds = async () => {
	const rows = await outline(db, id);
	const of = (kind: string) => rows.filter((row) => row.kind === kind).length;
	return { goals: of('goal'), objectives: of('objective'), activities: of('activity') };
};

test('the map is proposed from its header and values alone', () => {
	expect(first().sheets[0]?.map.columns).toEqual({
		1: { role: 'objective.code' },
		4: { role: 'activity.code' },
		6: { role: 'goal.title' },
		7: { role: 'objective.title' },
		8: { role: 'activity.title' },
		9: { role: 'element.planned_end' },
		10: { role: 'element.lead' }
	});
});

test('a preview writes nothing', async () => {
	const before = await revisionOf(db, id);
	expect(counts(await previewed(db, id, first()))).toEqual({
		'goal created': 6,
		'objective created': 16,
		'activity created': 93
	});
	expect(await kinds()).toEqual({ goals: 0, objectives: 0, activities: 0 });
	expect(await revisionOf(db, id)).toBe(before);
});

test('it becomes a plan of 16 objectives and 93 initiatives, at one revision', async () => {
	const before = await revisionOf(db, id);
	expect(await taken(db, actor, id, first(), { leaveOut: false })).toEqual({
		created: 115,
		changed: 0
	});
	expect(await kinds()).toEqual({ goals: 6, objectives: 16, activities: 93 });
	expect(await revisionOf(db, id)).toBe(before + 1);
	const rows = await outline(db, id);
	expect(rows.find(({ code }) => code === '1.10')).toMatchObject({
		title: 'Ampliar a oferta do serviço 10 até 2027',
		plannedEnd: '2027-12-31',
		lead: 'MOST'
	});
	const { entries } = await history(db, id);
	expect(entries[0]).toMatchObject({
		action: 'workbook_taken',
		detail: { after: { created: 115, workbook: 'plan.xlsx' } }
	});
	expect(entries[1]?.action).toBe('element_changed');
});

test('the same file again changes nothing', async () => {
	const before = await revisionOf(db, id);
	expect(await taken(db, actor, id, first())).toEqual({ created: 0, changed: 0 });
	expect(await revisionOf(db, id)).toBe(before);
});

test('the next fortnight’s file with another layout updates the same elements', async () => {
	const seen = await previewed(db, id, later('2.3'));
	expect(counts(seen)).toEqual({
		'objective unchanged': 16,
		'activity unchanged': 92,
		'activity changed': 1
	});
	expect(seen.difference.refusals).toEqual([]);
	expect(await taken(db, actor, id, later('2.3'), { leaveOut: false })).toEqual({
		created: 0,
		changed: 1
	});
	expect(await kinds()).toEqual({ goals: 6, objectives: 16, activities: 93 });
	const changed = (await outline(db, id)).find(({ code }) => code === '2.3');
	expect(changed).toMatchObject({ plannedEnd: '2027-06-30', lead: 'MOST' });
});

test('KPIs are made of its targets once a person says which columns they are', async () => {
	const workbook = first();
	const { map } = workbook.sheets[0]!;
	map.columns = {
		...map.columns,
		11: { role: 'target.value' },
		12: { role: 'kpi.baseline_value' },
		19: { role: 'kpi.unit' }
	};
	map.kpiAsElement = true;
	const { difference } = await previewed(db, id, workbook);
	const refused = difference.refusals.filter(({ why }) => why.problem === 'text_for_number');
	expect(refused).toHaveLength(10);
	expect(refused[0]).toMatchObject({ text: '3.000.000 cidadãos', at: { row: 3, column: 11 } });
	await taken(db, actor, id, workbook);
	const kpis = await db.selectFrom('kpi').select(['code', 'unit_kind']).execute();
	expect(kpis.filter(({ unit_kind }) => unit_kind === 'percent_of_whole')).not.toHaveLength(0);
	expect(counts(await previewed(db, id, workbook))).toMatchObject({ 'kpi unchanged': kpis.length });
	const values = await db.selectFrom('kpi_target').select('value').execute();
	expect(values.map(({ value }) => Number(value))).toContain(65);
});

test('refused cells are left out only where that is said, and nothing is half stored', async () => {
	const before = await revisionOf(db, id);
	const workbook = asProposed([
		sheet([
			['Code', 'Activity', 'End'],
			['1.1', 'Ampliar a oferta do serviço 1 até 2027', '2027-01-31'],
			['1.2', 'Ampliar a oferta do serviço 2 até 2027', '2035-01-31']
		])
	]);
	await expect(taken(db, actor, id, workbook, { leaveOut: false })).rejects.toThrow(CellsRefused);
	expect(await revisionOf(db, id)).toBe(before);
	expect((await outline(db, id)).find(({ code }) => code === '1.1')?.plannedEnd).toBe('2027-12-31');
});

test('what a command refuses on the way ends the whole, at its row', async () => {
	const before = await outline(db, id);
	const workbook = asProposed([
		sheet([
			['Code', 'Activity', 'Also serves'],
			['1.1', 'Another title', 'O2'],
			['1.2', 'A second title', 'O1']
		])
	]);
	const refused = await taken(db, actor, id, workbook).catch((cause: unknown) => cause);
	expect(refused).toBeInstanceOf(RowRefused);
	expect(refused).toMatchObject({
		change: { code: '1.2', at: { row: 2 } },
		why: { reason: 'cannot_serve' }
	});
	expect(await outline(db, id)).toEqual(before);
});

test('what was changed since the preview is looked at again, and only planners take a workbook', async () => {
	const workbook = later();
	const taking = { workbook, reason: 'r', today, leaveOut: true, thisPlan: false };
	const plan = { id, demonstration: false };
	const seen = 'of yesterday';
	await expect(take(db, actor, plan, { ...taking, seen })).rejects.toThrow(Conflict);
	const { mark } = await previewed(db, id, workbook);
	await expect(take(db, reporter, plan, { ...taking, seen: mark })).rejects.toThrow(NotAllowed);
});
