import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import * as appropriations from '#lib/server/budgets/appropriations.ts';
import { lines } from '#lib/server/budgets/queries.ts';
import { Conflict, NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import * as kpis from '#lib/server/kpis/commands.ts';
import { find } from '#lib/server/kpis/definitions.ts';
import type { SentKpi } from '#lib/server/kpis/fields.ts';
import { refusals } from '#lib/server/writing/constraints.ts';
import { history } from '#lib/server/plans/history.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { change, settings } from '#lib/server/plans/settings.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const milg = await makeOrganisation(db, 'MILG');
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: milg });
const today = '2026-11-22';
const now = new Date('2026-11-22T04:00:00Z');
/** What a KPI need not say of itself. */
const unqualified = {
	result_level: null,
	measured_until: null,
	disaggregation: null,
	quality_limits: null,
	quality_accuracy: null,
	quality_revisions: null,
	quality_actions: null,
	quality_reviewed_on: null
};

const reason = 'The steering committee asked for it.';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `plan-${(number += 1)}` });
});
const refusal = (field: string, why: string) => ({ name: 'Refused', field, reason: why });

describe('a KPI', () => {
	const fields: SentKpi = {
		terms: [],
		code: 'K1',
		title: 'Sites on the common CMS',
		definition: null,
		unit_kind: 'percent_of_whole',
		unit: '%',
		unit_low: null,
		unit_high: null,
		direction: 'up',
		frequency: 'quarter',
		over_time: 'last',
		over_organisations: 'none',
		...unqualified,
		baseline_value: '0',
		baseline_on: '2022-01-01',
		range_low: null,
		range_high: null,
		range_zero_distance: null,
		tolerance: '0',
		means_of_verification: null,
		reporter_id: null,
		targets: [{ due_on: '2028-12-31', value: '100' }]
	};
	const add = (more: object = {}) =>
		kpis.add(db, planner, plan, plan.elements['O1.1'], {
			fields: { ...fields, ...more },
			reason,
			today
		});

	test('is added with its targets, once in the log, with its provenance', async () => {
		const id = await add();
		expect(await find(db, plan.id, id)).toMatchObject({ ...fields, version: 1, measurements: 0 });
		expect(await revisionOf(db, plan.id)).toBe(2);
		expect((await history(db, plan.id)).entries).toMatchObject([
			{
				action: 'kpi_added',
				detail: { code: 'K1', after: { unit_kind: 'percent_of_whole', unit: '%' } }
			}
		]);
		expect((await byField(db, 'kpi_id', id))['targets']).toMatchObject({ reason });
	});

	test('keeps to what its unit can hold, and to its direction', async () => {
		const invalid = (...problems: [string, string][]) => ({
			name: 'Invalid',
			problems: problems.map(([field, problem]) => expect.objectContaining({ field, problem }))
		});
		const above = add({ targets: [{ due_on: '2028-12-31', value: '120' }] });
		await expect(above).rejects.toMatchObject(invalid(['target_value', 'outside_unit']));
		const down = add({ direction: 'down' });
		await expect(down).rejects.toMatchObject(invalid(['direction', 'direction_contradicts']));
		const scale = { unit_kind: 'index', unit: 'level', unit_low: '0', unit_high: '5' };
		const levels = { ...scale, targets: [{ due_on: '2028-12-31', value: '4' }] };
		const id = await add(levels);
		expect(await find(db, plan.id, id)).toMatchObject(levels);
		expect((await byField(db, 'kpi_id', id))['unit']).toMatchObject({ reason });
	});

	test('has a code of its own in the plan, also where two are added at once', async () => {
		const [first, second] = await Promise.allSettled([add(), add()]);
		expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
		await expect(add()).rejects.toMatchObject({ field: 'code', reason: 'code_taken' });
	});

	test('is changed on its version only', async () => {
		const id = await add();
		const first = { fields: { ...fields, targets: [] }, reason, today };
		await kpis.change(db, planner, plan, { id, version: 1 }, first);
		expect(await find(db, plan.id, id)).toMatchObject({ targets: [], version: 2 });
		const late = kpis.change(db, planner, plan, { id, version: 1 }, { fields, reason, today });
		await expect(late).rejects.toMatchObject({
			name: 'Conflict',
			version: '2',
			stored: { targets: [] },
			sent: { targets: fields.targets }
		});
		expect(await revisionOf(db, plan.id)).toBe(3);
	});

	test('shares its code with no other of the plan, even at the same moment', async () => {
		const answers = await Promise.allSettled([add(), add(), add()]);
		expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
		const lost = answers.find((answer) => answer.status === 'rejected');
		expect(lost?.reason).toMatchObject(refusal('code', 'code_taken'));
	});

	test('is retired and restored, and refused to reporters and other plans', async () => {
		const id = await add();
		await kpis.retire(db, planner, plan, { id, version: 1 }, { reason, now });
		expect(await find(db, plan.id, id)).toMatchObject({ retired_reason: reason, version: 2 });
		const late = kpis.restore(db, planner, plan, { id, version: 1 }, reason);
		await expect(late).rejects.toThrow(Conflict);
		await kpis.restore(db, planner, plan, { id, version: 2 }, reason);
		const other = await makePlan(db, { slug: `other-${number}` });
		const request = { fields, reason, today };
		const at = { id, version: 3 };
		await expect(kpis.change(db, planner, other, at, request)).rejects.toThrow(NotFound);
		await expect(kpis.change(db, reporter, plan, at, request)).rejects.toThrow(NotAllowed);
	});

	test('is due within its plan, and not before its baseline', async () => {
		await db
			.updateTable('plan')
			.set({ period_start: '2022-01-01', period_end: '2028-12-31' })
			.where('id', '=', plan.id)
			.execute();
		const due = (due_on: string) => add({ targets: [{ due_on, value: '1' }] });
		const problem = { field: 'target_due', problem: 'target_after_measuring', until: '2028-12-31' };
		await expect(due('2031-01-01')).rejects.toMatchObject({ problems: [problem] });
		await expect(due('2021-12-31')).rejects.toMatchObject(refusal('targets', 'outside_plan'));
		const effect = { code: 'K9', measured_until: '2031-12-31' };
		await add({ ...effect, targets: [{ due_on: '2031-01-01', value: '1' }] });
		const late = { baseline_on: '2025-01-01', targets: [{ due_on: '2024-12-31', value: '1' }] };
		await expect(add(late)).rejects.toMatchObject(refusal('targets', 'before_baseline'));
		await expect(add({ baseline_on: '0202-01-01' })).rejects.toMatchObject(
			refusal('baseline_on', 'absurd_day')
		);
	});

	test('of a retired element is not changed until that is restored', async () => {
		const id = await add();
		await db
			.updateTable('element')
			.set({ retired_at: now, retired_reason: reason })
			.where('id', '=', plan.elements['O1.1'])
			.execute();
		const request = { fields: { ...fields, title: 'Other' }, reason, today };
		const answer = kpis.change(db, planner, plan, { id, version: 1 }, request);
		await expect(answer).rejects.toMatchObject(refusal('', 'parent_retired'));
		const retire = kpis.retire(db, planner, plan, { id, version: 1 }, { reason, now });
		await expect(retire).rejects.toMatchObject(refusal('', 'parent_retired'));
	});

	test('whose reporter does not exist is refused beside the field', async () => {
		await expect(add({ reporter_id: '999' })).rejects.toMatchObject(
			refusal('reporter', 'unknown_choice')
		);
	});
});

describe('a budget line', () => {
	const source = () =>
		appropriations.addFundSource(db, planner, plan, { code: 'GAAB', title: 'Block grant' });
	const amounts = { cost: 9_000_000_00n, appropriation: 2_000_000_00n, allotment: 1_000_000_00n };
	const add = (fund_source_id: string, more: object = {}) =>
		appropriations.add(db, planner, plan, plan.elements['1.1.1'], {
			line: { fund_source_id, appropriation_year: 2026, ...amounts, ...more },
			reason
		});
	const stored = async () => (await lines(db, plan.id, plan.elements['1.1.1']))[0]!;
	const at = (id: string, version = 1) => ({ elementId: plan.elements['1.1.1'], id, version });

	async function report(lineId: string, obligation: string) {
		await db
			.insertInto('spending')
			.values({
				budget_line_id: lineId,
				report_id: null,
				as_of: today,
				obligation,
				disbursement: 0,
				recorded_by: null,
				request_id: null
			})
			.execute();
	}

	test('is added once for a fund source and a year', async () => {
		const fund = await source();
		await add(fund);
		expect(await stored()).toMatchObject({ ...amounts, fundSource: 'GAAB', version: 1 });
		await expect(add(fund)).rejects.toMatchObject(refusal('fund_source', 'line_exists'));
		await expect(source()).rejects.toMatchObject(refusal('fund_code', 'fund_source_exists'));
		expect(await revisionOf(db, plan.id)).toBe(3);
	});

	test('keeps each stage within the one before', async () => {
		const fund = await source();
		const above = add(fund, { allotment: 2_000_000_01n });
		await expect(above).rejects.toMatchObject(refusal('allotment', 'above_appropriation'));
		const id = await add(fund);
		await report(id, '900000.00');
		const below = appropriations.change(db, planner, plan, at(id), {
			amounts: { ...amounts, allotment: 899_999_99n },
			reason
		});
		await expect(below).rejects.toMatchObject(refusal('allotment', 'below_obligation'));
		expect(await stored()).toMatchObject({ ...amounts, obligation: 900_000_00n });
	});

	test('stays once spending is reported on it, and goes before', async () => {
		const fund = await source();
		const [kept, gone] = [await add(fund), await add(fund, { appropriation_year: 2027 })];
		await report(kept, '1.00');
		const remove = (id: string) => appropriations.remove(db, planner, plan, at(id), reason);
		await expect(remove(kept)).rejects.toMatchObject(refusal('', 'spending_reported'));
		await remove(gone);
		expect(await lines(db, plan.id, plan.elements['1.1.1'])).toHaveLength(1);
		expect((await history(db, plan.id)).entries[0]).toMatchObject({
			action: 'budget_line_removed',
			detail: { before: { appropriation_year: 2027 } }
		});
	});

	test('is changed on its version only, through its own activity and plan', async () => {
		const id = await add(await source());
		const more = { amounts: { ...amounts, appropriation: 3_000_000_00n }, reason };
		await appropriations.change(db, planner, plan, at(id), more);
		const late = appropriations.change(db, planner, plan, at(id), { amounts, reason });
		await expect(late).rejects.toMatchObject({
			name: 'Conflict',
			version: '2',
			stored: { appropriation: '3000000.00' },
			sent: { appropriation: '2000000.00' }
		});
		const foreign = { ...at(id, 2), elementId: plan.elements['1.1.2'] };
		await expect(appropriations.change(db, planner, plan, foreign, more)).rejects.toThrow(NotFound);
		const objective = { ...at(id, 2), elementId: plan.elements['O1.1'] };
		await expect(appropriations.change(db, planner, plan, objective, more)).rejects.toThrow(
			NotFound
		);
		await expect(appropriations.change(db, reporter, plan, at(id, 2), more)).rejects.toThrow(
			NotAllowed
		);
	});

	test('has totals of its stages, each from the day of its release', async () => {
		const id = await add(await source());
		const more = { ...amounts, appropriation: 5_000_000_00n, allotment: 4_000_000_00n };
		const released = (on: string | null) => ({ on, today: '2026-11-22' });
		const change = (version: number, sent: typeof amounts, on: string | null) =>
			appropriations.change(db, planner, plan, at(id, version), {
				...{ amounts: sent, reason },
				released: released(on)
			});
		await change(1, more, '2026-07-01');
		const line = async (on: string) => {
			const row = (await plans.find(db, `plan-${number}`))!;
			return (await record(db, row, scopeOn(on, '2026-11-22'))).budgetLines[0];
		};
		const releases = { appropriation: amounts.appropriation, allotment: amounts.allotment };
		expect(await line('2026-06-30')).toMatchObject(releases);
		expect(await line('2026-07-01')).toMatchObject({
			appropriation: more.appropriation,
			allotment: more.allotment
		});
		await expect(change(2, amounts, '2026-06-30')).rejects.toMatchObject(
			refusal('released_on', 'before_release')
		);
		await expect(change(2, amounts, '2026-11-23')).rejects.toMatchObject(
			refusal('released_on', 'after_today')
		);
		await change(2, { ...more, allotment: 4_500_000_00n }, null);
		expect(await line('2026-06-30')).toMatchObject(releases);
		expect(await line('2026-07-01')).toMatchObject({ allotment: 4_500_000_00n });
	});

	test('that says what is stored already leaves no trace', async () => {
		const id = await add(await source());
		const before = await revisionOf(db, plan.id);
		const change = appropriations.change(db, planner, plan, at(id), { amounts, reason });
		expect(await change).toBe(false);
		expect(await stored()).toMatchObject({ version: 1 });
		expect(await revisionOf(db, plan.id)).toBe(before);
	});

	test('takes its fund source from its own plan', async () => {
		const other = await makePlan(db, { slug: `other-${number}` });
		const foreign = await appropriations.addFundSource(db, planner, other, {
			code: 'X',
			title: 'X'
		});
		await expect(add(foreign)).rejects.toMatchObject(refusal('fund_source', 'unknown_choice'));
	});
});

describe('the plan’s own fields', () => {
	const stored = async () => (await settings(db, plan.id))!;
	const edit = async (fields: object, version?: string) => {
		const { version: present, ...before } = await stored();
		const request = { fields: { ...before, ...fields }, reason };
		return change(db, planner, plan, version ?? present, request);
	};

	test('change with their notes, once in the log', async () => {
		const notes = [{ id: null, text: 'Workshop output.' }];
		await edit({ vision: 'Digitized government', coverage_threshold: '0.75', notes });
		expect(await stored()).toMatchObject({
			vision: 'Digitized government',
			coverage_threshold: '0.75',
			notes: [{ text: 'Workshop output.' }]
		});
		expect(await revisionOf(db, plan.id)).toBe(2);
		expect((await history(db, plan.id)).entries).toMatchObject([
			{ action: 'plan_changed', detail: { after: { notes: ['Workshop output.'] } } }
		]);
		const [note] = (await stored()).notes;
		expect((await byField(db, 'plan_id', plan.id))[`notes.note-${note!.id}`]).toMatchObject({
			reason
		});
		await edit({ notes: [] });
		expect((await stored()).notes).toEqual([]);
	});

	test('conflict where they were changed since, not where the plan was', async () => {
		const { version } = await stored();
		await kpis.add(db, planner, plan, plan.elements.G1, {
			fields: {
				...{
					code: 'K',
					title: 'K',
					unit_kind: 'count',
					unit: 'count',
					direction: 'up',
					frequency: 'year'
				},
				...{
					over_time: 'last',
					over_organisations: 'none',
					tolerance: '0',
					targets: [],
					terms: []
				},
				...{ definition: null, baseline_value: null, baseline_on: null, range_low: null },
				...{ range_high: null, range_zero_distance: null, means_of_verification: null },
				...{ unit_low: null, unit_high: null, reporter_id: null },
				...unqualified
			} as SentKpi,
			reason,
			today
		});
		await edit({ mission: 'Theirs' }, version);
		await expect(edit({ mission: 'Mine' }, version)).rejects.toMatchObject({
			name: 'Conflict',
			stored: { mission: 'Theirs' },
			sent: { mission: 'Mine' }
		});
	});

	test('hold the currency once money is set', async () => {
		await edit({ currency: 'IDR' });
		const fund_source_id = await appropriations.addFundSource(db, planner, plan, {
			code: 'GAAB',
			title: 'Block grant'
		});
		await appropriations.add(db, planner, plan, plan.elements['1.1.1'], {
			line: {
				fund_source_id,
				appropriation_year: 2026,
				cost: 1n,
				appropriation: null,
				allotment: null
			},
			reason
		});
		await expect(edit({ currency: 'PHP' })).rejects.toMatchObject(refusal('currency', 'money_set'));
		expect(await stored()).toMatchObject({ currency: 'IDR' });
	});

	test('are refused where they contradict the database', async () => {
		const reversed = edit({ period_start: '2028-01-01', period_end: '2022-01-01' });
		await expect(reversed).rejects.toMatchObject(refusal('period_end', 'dates_reversed'));
	});
});

test('the database has every constraint that is turned into a message', async () => {
	const { rows } = await sql<{ name: string }>`
		select conname as name from pg_constraint union select indexname from pg_indexes
	`.execute(db);
	const named = new Set(rows.map((row) => row.name));
	// raised by triggers, under names of their own
	for (const name of ['budget_line_allotment_covers_obligation', 'framework_in_use'])
		named.add(name);
	expect(Object.keys(refusals).filter((name) => !named.has(name))).toEqual([]);
});
