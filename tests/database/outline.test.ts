/** What is typed in an outline is saved as a whole, by the commands that the forms use. */
import { beforeEach, expect, test } from 'vitest';
import type { OutlineChanges } from '#lib/domain/outline/changes.ts';
import { parents } from '#lib/domain/outline/rows.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import {
	add as addLine,
	addFundSource,
	change as changeLine
} from '#lib/server/budgets/appropriations.ts';
import { lines } from '#lib/server/budgets/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import { find } from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import { save, type Saving } from '#lib/server/outline/commands.ts';
import { storedRows } from '#lib/server/outline/stored.ts';
import { history } from '#lib/server/plans/history.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const milg = await makeOrganisation(db, 'MILG');
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: milg });
const today = '2026-11-26';
const now = new Date('2026-11-26T04:00:00Z');
const reason = 'Typed from the adopted plan.';
const context: Saving['context'] = {
	language: 'en',
	currency: 'PHP',
	span: { periodStart: null, periodEnd: null }
};

let number = 0;
let plan: SmallPlan;
let fundId: string;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `outlined-${(number += 1)}` });
	fundId = await addFundSource(db, planner, plan, { code: 'GF', title: 'General fund' });
});

const saving = (changes: Partial<OutlineChanges>): Saving => ({
	changes: { rows: [], orders: [], retired: [], ...changes },
	...{ reason, today, now, fundId, context }
});
const saved = (changes: Partial<OutlineChanges>, of: Db = db) =>
	save(of, planner, plan, saving(changes));
const added = (key: string, parent: string | null, cells: OutlineChanges['rows'][0]['cells']) => {
	return { key, kind: 'activity', parent, cells, before: { cells: {} } } as const;
};
const drawn = async (of: Db = db) => {
	const rows = await storedRows(of, plan.id);
	return rows.map(({ depth, cells }) => `${'  '.repeat(depth)}${cells.code} ${cells.title}`);
};

test('rows are added with lead, dates, cost and weight, under one revision and one reason', async () => {
	const before = await revisionOf(db, plan.id);
	const cells = {
		title: 'Train the staff',
		lead: 'MILG',
		start: '2026-01-01',
		end: '2026-12-31',
		cost: '1200000.5',
		weight: '2'
	};
	const done = await saved({
		rows: [
			{
				key: 'new-1',
				kind: 'objective',
				parent: plan.elements.G1,
				cells: { title: 'One more' },
				before: { cells: {} }
			},
			added('new-2', 'new-1', cells),
			added('new-3', 'new-1', { title: 'Test it', code: 'T.1' })
		]
	});
	expect(done).toMatchObject({ added: 3, changed: 0 });
	expect(await revisionOf(db, plan.id)).toBe(before + 1);
	expect((await drawn()).slice(4, 7)).toEqual([
		'  O1.2 One more',
		'    1.2.1 Train the staff',
		'    T.1 Test it'
	]);
	const rows = await storedRows(db, plan.id);
	const row = rows.find(({ cells }) => cells.code === '1.2.1')!;
	expect(row).toMatchObject({ key: done.ids['new-2'], cells: { code: '1.2.1', ...cells } });
	expect(await lines(db, plan.id, row.key)).toMatchObject([
		{ fundSource: 'GF', appropriation_year: 2026, cost: 120_000_050n, appropriation: null }
	]);
	expect((await byField(db, 'element_id', row.key))['owners']).toMatchObject({ reason });
	expect((await history(db, plan.id)).entries[0]).toMatchObject({
		action: 'outline_saved',
		detail: { reason, after: { created: 3, changed: 0 } }
	});
});

test('cells are changed, rows moved and put in order', async () => {
	const { G1, G2, 'O1.1': objective, '1.1.1': first, '1.1.2': second } = plan.elements;
	const done = await saved({
		rows: [
			{ key: first, kind: null, parent: G2, cells: {}, before: { cells: {}, parent: objective } },
			{
				key: second,
				kind: null,
				cells: { title: 'Renamed', cost: '5' },
				before: { cells: { title: 'Title of 1.1.2', cost: '' } }
			}
		],
		orders: [{ parent: null, keys: [G2, G1] }]
	});
	expect(done).toEqual({ added: 0, changed: 2, retired: 0, ids: {} });
	expect(await drawn()).toEqual([
		'G2 Title of G2',
		'  1.1.1 Title of 1.1.1',
		'G1 Title of G1',
		'  O1.1 Title of O1.1',
		'    1.1.2 Renamed'
	]);
	expect((await history(db, plan.id)).entries.map(({ action }) => action).slice(0, 5)).toEqual([
		'outline_saved',
		'elements_arranged',
		'budget_line_added',
		'element_changed',
		'element_moved'
	]);
	await saved({
		rows: [{ key: second, kind: null, cells: { cost: '7' }, before: { cells: { cost: '5' } } }]
	});
	expect(await lines(db, plan.id, second)).toMatchObject([{ cost: 700n }]);
});

test('a cell that somebody else changed meanwhile is not overwritten; others of its row are', async () => {
	const id = plan.elements['1.1.1'];
	const element = (await find(db, plan.id, id))!;
	const fields = { ...element, title: 'Theirs', planned_start: '2026-02-01' };
	const request = { id, version: element.version, fields, reason, linkReason: null, today };
	await change(db, planner, plan, request);
	const sent = (before: string, title = 'Mine') => [
		{
			key: id,
			kind: null,
			cells: { title, end: '2026-12-31' },
			before: { cells: { title: before, end: '' } }
		}
	];
	const revision = await revisionOf(db, plan.id);
	await expect(saved({ rows: sent('Title of 1.1.1') })).rejects.toMatchObject({
		name: 'OutlineRefused',
		refusals: [],
		conflicts: [{ key: id, column: 'title', theirs: 'Theirs', moved: false }]
	});
	expect(await revisionOf(db, plan.id)).toBe(revision);
	expect((await find(db, plan.id, id))?.planned_end).toBeNull();
	await saved({ rows: sent('Title of 1.1.1', 'Theirs') });
	await saved({ rows: sent('Theirs') });
	expect(await find(db, plan.id, id)).toMatchObject({
		title: 'Mine',
		planned_start: '2026-02-01',
		planned_end: '2026-12-31'
	});
});

test('what was moved or retired meanwhile is said at its row', async () => {
	const { G1, G2, 'O1.1': objective, '1.1.1': first, '1.1.2': second } = plan.elements;
	const moved = (parent: string, before: string) => [
		{ key: first, kind: null, parent, cells: {}, before: { cells: {}, parent: before } }
	];
	await saved({ rows: moved(G2, objective) });
	await expect(saved({ rows: moved(G1, objective) })).rejects.toMatchObject({
		conflicts: [{ key: first, moved: true, theirs: G2 }]
	});
	await retire(db, planner, plan, { id: second, version: 1, reason }, new Date());
	const gone = {
		key: second,
		kind: null,
		cells: { title: 'Late' },
		before: { cells: { title: 'Title of 1.1.2' } }
	};
	await expect(saved({ rows: [gone] })).rejects.toMatchObject({
		refusals: [{ key: second, why: 'gone' }]
	});
});

test('whatever is wrong is said at its cell, and nothing is stored', async () => {
	const { 'O1.1': objective } = plan.elements;
	const before = await drawn();
	const refused = async (cells: OutlineChanges['rows'][0]['cells'], column: string, why: object) =>
		expect(
			saved({
				rows: [added('new-1', objective, { title: 'Good' }), added('new-2', objective, cells)]
			})
		).rejects.toMatchObject({ refusals: [{ key: 'new-2', column, why }] });
	await refused({ title: 'A', start: 'soon' }, 'start', { problem: 'not_a_day' });
	await refused({ title: 'A', lead: 'NONE' }, 'lead', { problem: 'no_organisation' });
	await refused({ code: 'X' }, 'title', { problem: 'title_missing' });
	await refused({ title: 'A', code: '1.1.1' }, 'code', { problem: 'code_taken' });
	await refused({ title: 'A', cost: '99999999999999999999' }, 'cost', {
		problem: 'number_too_large'
	});
	await refused({ title: 'A', start: '2026-02-01', end: '2026-01-01' }, 'end', {
		problem: 'dates_reversed'
	});
	const goal = { ...added('new-2', objective, { title: 'A' }), kind: 'goal' } as const;
	await expect(saved({ rows: [goal] })).rejects.toMatchObject({
		refusals: [{ key: 'new-2', why: { reason: 'nesting' } }]
	});
	const cost = {
		key: objective,
		kind: null,
		cells: { cost: '5' },
		before: { cells: { cost: '' } }
	};
	await expect(saved({ rows: [cost] })).rejects.toMatchObject({ refusals: [{ why: 'fixed' }] });
	expect(await drawn()).toEqual(before);
});

test('what is sent twice is made once; what says nothing new leaves no trace', async () => {
	const request = { requestId: crypto.randomUUID(), digest: 'one', confirmed: [] };
	// a goal without work moves no figure, so nothing is asked
	const goal = { ...added('new-1', null, { title: 'Once' }), kind: 'goal' } as const;
	const sent = saving({ rows: [goal] });
	const asked = { ...plan, request };
	const both = await Promise.all([save(db, planner, asked, sent), save(db, planner, asked, sent)]);
	expect(both).toMatchObject([{ added: 1 }, both[0]!]);
	expect((await drawn()).filter((row) => row.endsWith('Once'))).toHaveLength(1);
	const revision = await revisionOf(db, plan.id);
	const same = {
		key: plan.elements.G1,
		kind: null,
		cells: { title: 'Title of G1' },
		before: { cells: { title: 'Other' } }
	};
	expect(await saved({ rows: [same] })).toEqual({
		...{ added: 0, changed: 0, retired: 0, ids: {} }
	});
	expect(await revisionOf(db, plan.id)).toBe(revision);
});

test('only who may edit the plan saves it', async () => {
	await expect(save(db, reporter, plan, saving({}))).rejects.toMatchObject({ name: 'NotAllowed' });
});

test('another plan’s rows are not there', async () => {
	const other = await makePlan(db, { slug: `other-${number}` });
	const foreign = {
		key: other.elements.G1,
		kind: null,
		cells: { title: 'Mine' },
		before: { cells: { title: 'Title of G1' } }
	};
	await expect(saved({ rows: [foreign] })).rejects.toMatchObject({ refusals: [{ why: 'gone' }] });
	const beneath = saved({ rows: [added('new-1', other.elements.G1, { title: 'A' })] });
	await expect(beneath).rejects.toMatchObject({
		refusals: [{ key: 'new-1', why: { reason: 'no_such_parent' } }]
	});
});

test('in a draft all of it is drafted, and nothing is stored until the amendment is adopted', async () => {
	const id = await amendments.draft(db, planner, plan, {
		title: 'First',
		reason,
		holds_from: '2026-02-01'
	});
	const draft = { planId: plan.id, amendmentId: id, actorId: plannerId };
	const { G2, 'O1.1': objective, '1.1.1': first } = plan.elements;
	const before = await drawn();
	const done = await inDraft(db, draft, (inside) =>
		saved(
			{
				rows: [
					{
						key: first,
						kind: null,
						cells: { title: 'Amended' },
						before: { cells: { title: 'Title of 1.1.1' } }
					},
					added('new-1', G2, { title: 'New there', lead: 'MILG', cost: '9', start: '2026-03-01' })
				]
			},
			inside
		)
	);
	expect(done).toMatchObject({ added: 1, changed: 1 });
	expect(await drawn()).toEqual(before);
	await inDraft(db, draft, async (inside) => {
		const rows = await storedRows(inside, plan.id);
		const above = parents(rows);
		expect(rows.find(({ key }) => key === first)?.cells.title).toBe('Amended');
		const newRow = rows.find(({ cells }) => cells.title === 'New there')!;
		expect(newRow.cells).toMatchObject({ lead: 'MILG', cost: '9', start: '2026-03-01' });
		expect(above.get(newRow.key)).toBe(G2);
		expect(above.get(first)).toBe(objective);
	});
});

const readRows = async (of: Db = db) => {
	const rows = await storedRows(of, plan.id);
	return new Map(rows.map((row) => [row.cells.code, row]));
};
const retiring = (rows: Awaited<ReturnType<typeof readRows>>, ...codes: string[]) =>
	codes.map((code) => ({ key: rows.get(code)!.key, before: rows.get(code)!.cells }));

test('rows retire with all beneath them, under one revision, with their reason', async () => {
	const rows = await readRows();
	const { 'O1.1': objective, '1.1.1': first } = plan.elements;
	const before = await revisionOf(db, plan.id);
	const done = await saved({
		rows: [added('new-1', plan.elements.G2, { title: 'In its place', code: '9.9' })],
		retired: retiring(rows, '1.1.2', '1.1.1', 'O1.1')
	});
	expect(done).toMatchObject({ added: 1, changed: 0, retired: 3 });
	expect(await revisionOf(db, plan.id)).toBe(before + 1);
	expect((await drawn()).some((row) => row.includes('O1.1'))).toBe(false);
	for (const id of [objective, first])
		expect(await find(db, plan.id, id)).toMatchObject({ retired_reason: reason });
	const acts = (await history(db, plan.id)).entries.map(({ action }) => action);
	expect(acts.filter((action) => action === 'element_retired')).toHaveLength(3);
	// on days before it was retired two would have had one code
	const again = added('new-1', plan.elements.G2, { title: 'Once more', code: '1.1.1' });
	await expect(saved({ rows: [again] })).rejects.toMatchObject({ reason: 'code_taken_then' });
	// sent again, it is done already
	expect(await saved({ retired: retiring(rows, '1.1.2') })).toMatchObject({ retired: 0 });
});

test('a row retires once what it held was moved; what others added beneath it, or changed, holds it', async () => {
	const rows = await readRows();
	const { G2, 'O1.1': objective, '1.1.1': first, '1.1.2': second } = plan.elements;
	const moved = (key: string) =>
		({ key, kind: null, parent: G2, cells: {}, before: { cells: {}, parent: objective } }) as const;
	await expect(saved({ retired: retiring(rows, 'O1.1') })).rejects.toMatchObject({
		refusals: [{ key: objective, why: { reason: 'children_live' } }]
	});
	const before = await drawn();
	const element = (await find(db, plan.id, first))!;
	const { version } = element;
	const fields = { ...element, title: 'Changed meanwhile' };
	const asked = { id: first, version, fields, reason, linkReason: null, today };
	await change(db, planner, plan, asked);
	await expect(saved({ retired: retiring(rows, '1.1.1') })).rejects.toMatchObject({
		conflicts: [{ key: first, column: 'title', theirs: 'Changed meanwhile' }]
	});
	expect(await drawn()).toHaveLength(before.length);
	const done = await saved({
		rows: [moved(first), moved(second)],
		retired: retiring(await readRows(), 'O1.1')
	});
	expect(done).toMatchObject({ changed: 2, retired: 1 });
	const above = parents(await storedRows(db, plan.id));
	expect([above.get(first), above.get(second)]).toEqual([G2, G2]);
});

test('in a draft a row retires with the amendment alone', async () => {
	const asked = { title: 'Less', reason, holds_from: '2026-02-01' };
	const id = await amendments.draft(db, planner, plan, asked);
	const draft = { planId: plan.id, amendmentId: id, actorId: plannerId };
	const before = await drawn();
	await inDraft(db, draft, async (inside) =>
		saved(
			{
				// from the amendment's day on the code is free
				rows: [added('new-1', plan.elements.G2, { title: 'In its place', code: '1.1.2' })],
				retired: retiring(await readRows(inside), '1.1.2')
			},
			inside
		)
	);
	expect(await drawn()).toEqual(before);
	await inDraft(db, draft, async (inside) => {
		const row = (await readRows(inside)).get('1.1.2');
		expect(row?.cells.title).toBe('In its place');
	});
});

test('the fund source of a cost is typed; of an only line it is changed; of several it is set elsewhere', async () => {
	const loan = await addFundSource(db, planner, plan, { code: 'LOAN', title: 'A loan' });
	const { '1.1.1': first, '1.1.2': second } = plan.elements;
	const costed = (key: string, cells: OutlineChanges['rows'][0]['cells']) => {
		const was = Object.fromEntries(Object.keys(cells).map((column) => [column, '']));
		return { key, kind: null, cells, before: { cells: was } } as const;
	};
	await saved({
		rows: [costed(first, { cost: '5', fund: 'LOAN' }), costed(second, { cost: '7' })]
	});
	expect(await lines(db, plan.id, first)).toMatchObject([{ fundSource: 'LOAN', cost: 500n }]);
	expect(await lines(db, plan.id, second)).toMatchObject([{ fundSource: 'GF', cost: 700n }]);
	await saved({
		rows: [
			{
				key: second,
				kind: null,
				cells: { cost: '8', fund: 'LOAN' },
				before: { cells: { cost: '7', fund: 'GF' } }
			}
		]
	});
	const [line, ...others] = await lines(db, plan.id, second);
	expect([line, others]).toMatchObject([{ fundSource: 'LOAN', cost: 800n }, []]);
	const none = {
		key: second,
		kind: null,
		cells: { fund: '' },
		before: { cells: { fund: 'LOAN' } }
	} as const;
	await expect(saved({ rows: [none] })).rejects.toMatchObject({
		refusals: [{ column: 'fund', why: { problem: 'fund_needed' } }]
	});
	await expect(saved({ rows: [{ ...none, cells: { fund: 'NONE' } }] })).rejects.toMatchObject({
		refusals: [{ why: { problem: 'no_fund_source' } }]
	});
	const more = { fund_source_id: fundId, appropriation_year: 2030, cost: 100n };
	const amounts = { appropriation: null, allotment: null };
	await addLine(db, planner, plan, second, { line: { ...more, ...amounts }, reason });
	expect(loan).not.toBe(fundId);
	expect((await readRows()).get('1.1.2')).toMatchObject({
		fixed: ['cost', 'fund'],
		cells: { cost: '9', fund: 'GF, LOAN' }
	});
});

test('money that was reported keeps its fund source', async () => {
	await addFundSource(db, planner, plan, { code: 'LOAN', title: 'A loan' });
	const { '1.1.1': first } = plan.elements;
	const cells = { cost: '5', fund: 'GF' };
	await saved({
		rows: [{ key: first, kind: null, cells, before: { cells: { cost: '', fund: '' } } }]
	});
	const [line] = await lines(db, plan.id, first);
	const { version } = line!;
	const at = { elementId: first, id: line!.id, version };
	const amounts = { cost: 500n, appropriation: 500n, allotment: 500n };
	await changeLine(db, planner, plan, at, { amounts, reason });
	await db
		.insertInto('spending')
		.values({
			budget_line_id: line!.id,
			obligation: '1',
			disbursement: '0',
			as_of: today,
			recorded_by: plannerId
		})
		.execute();
	await expect(
		saved({
			rows: [{ key: first, kind: null, cells: { fund: 'LOAN' }, before: { cells: { fund: 'GF' } } }]
		})
	).rejects.toMatchObject({
		refusals: [{ column: 'fund', why: { reason: 'spending_reported' } }]
	});
});
