import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { ClosureValues } from '#lib/kinds/closure.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { history } from '#lib/server/plans/history.ts';
import { closures } from '#lib/server/work-records/closures.ts';
import { add, change, withdraw } from '#lib/server/work-records/commands.ts';
import { find, ofSubject } from '#lib/server/work-records/queries.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: leader } = await makePerson(db, { role: 'leader' });
const today = '2026-11-26';
const reason = 'The day was wrong.';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `closed-${(number += 1)}` });
	await db
		.updateTable('plan')
		.set({ period_start: '2022-01-01', period_end: '2028-12-31' })
		.where('id', '=', plan.id)
		.execute();
});

const valuesOf = (more: Partial<ClosureValues> = {}): ClosureValues => ({
	closure_reason: 'completed',
	explanation: null,
	closed_on: '2026-10-31',
	final_cost: 12_000_000_00n,
	delivered: 'Five kiosks in five towns.',
	lessons: 'Buy spare parts at once.',
	benefits: null,
	benefits_from: null,
	benefit_kpi_id: null,
	...more
});
const close = (
	more: Partial<ClosureValues> = {},
	elementId: string | null = plan.elements['1.1.1'],
	actor: Actor = planner
) => add(db, actor, plan, 'closure', { elementId, values: valuesOf(more), reason: null, today });
const standing = async (elementId: string | null = plan.elements['1.1.1']) =>
	(await ofSubject(db, 'closure', { planId: plan.id, elementId })).filter((one) => !one.withdrawn);
const newest = async (elementId?: string) => (await history(db, plan.id, { elementId })).entries[0];

describe('closing', () => {
	test('is stored as it was said, raises the revision once and is in the history of its element', async () => {
		const id = await close();
		expect(await standing()).toMatchObject([{ id, version: id, values: valuesOf() }]);
		expect(await revisionOf(db, plan.id)).toBe(2);
		expect(await newest(plan.elements['1.1.1'])).toMatchObject({
			action: 'closure_added',
			subjectKind: 'closure',
			subjectId: id,
			elementId: plan.elements['1.1.1'],
			detail: { code: '1.1.1', after: { final_cost: '12000000.00', closed_on: '2026-10-31' } }
		});
		expect(await newest(plan.elements['1.1.2'])).toBeUndefined();
	});

	test('leaves the versions of the plan and what was reported as they were', async () => {
		const before = await plans.find(db, `closed-${number}`);
		await close();
		await close({}, null);
		const after = await plans.find(db, `closed-${number}`);
		expect(after?.structure_revision).toBe(before?.structure_revision);
		const { updates } = await db
			.selectFrom('activity_update')
			.select((eb) => eb.fn.countAll<string>().as('updates'))
			.executeTakeFirstOrThrow();
		expect(updates).toBe('0');
	});

	test('closes a goal and the plan as a whole too, each by itself', async () => {
		await close({}, plan.elements.G1);
		await close({}, null);
		expect(await standing(plan.elements.G1)).toHaveLength(1);
		expect(await standing(null)).toHaveLength(1);
		expect(await standing()).toEqual([]);
	});

	test('is for planners', async () => {
		for (const actor of [leader, { kind: 'public' } as const])
			await expect(close({}, undefined, actor)).rejects.toThrow(NotAllowed);
		expect(await standing()).toEqual([]);
	});

	test('names a KPI of the plan by its code', async () => {
		const other = await makePlan(db, { slug: `other-${number}` });
		const kpi = async (of: SmallPlan) =>
			(
				await db
					.insertInto('kpi')
					.values({
						element_id: of.elements['O1.1'],
						code: 'K1',
						position: 0,
						title: 'Waiting time',
						unit: 'days',
						unit_kind: 'duration',
						direction: 'down',
						frequency: 'year',
						over_time: 'last',
						over_organisations: 'none'
					})
					.returning('id')
					.executeTakeFirstOrThrow()
			).id;
		const benefit_kpi_id = await kpi(plan);
		await expect(close({ benefit_kpi_id: await kpi(other) })).rejects.toMatchObject({
			field: 'benefit_kpi_id',
			reason: 'unknown_choice'
		});
		await close({ benefit_kpi_id, benefits: 'Shorter queues.' });
		expect(await newest()).toMatchObject({ detail: { after: { benefit_kpi: 'K1' } } });
	});
});

const wrong: [why: string, fields: Partial<ClosureValues>, field: string, problem: string][] = [
	['on no day', { closed_on: null }, 'closed_on', 'required'],
	['on a day to come', { closed_on: '2026-11-27' }, 'closed_on', 'in_future'],
	['on a day before the plan', { closed_on: '2021-12-31' }, 'closed_on', 'outside_plan'],
	['stopped, without a word why', { closure_reason: 'stopped' }, 'explanation', 'required'],
	[
		'with benefits measured before it',
		{ benefits: 'Shorter queues.', benefits_from: '2026-10-30' },
		'benefits_from',
		'before_closing'
	],
	[
		'with benefits measured in another age',
		{ benefits: 'Shorter queues.', benefits_from: '9999-01-01' },
		'benefits_from',
		'absurd_day'
	],
	[
		'with a day for benefits of which nothing is said',
		{ benefits_from: '2027-01-01' },
		'benefits',
		'required'
	]
];

test.each(wrong)(
	'a closure %s is refused beside its field',
	async (_why, fields, field, problem) => {
		await expect(close(fields)).rejects.toMatchObject({
			name: 'Invalid',
			problems: [{ field, problem }]
		});
		expect(await standing()).toEqual([]);
		expect(await revisionOf(db, plan.id)).toBe(1);
	}
);

describe('what cannot be closed', () => {
	test('is what is closed already, what went out of the plan, and what is of another plan', async () => {
		await close();
		await expect(close()).rejects.toMatchObject({ reason: 'closed_already' });
		const other = await makePlan(db, { slug: `other-${number}` });
		for (const elementId of [other.elements.G1, 'x', '0'])
			await expect(close({}, elementId)).rejects.toThrow(NotFound);
		await db
			.updateTable('element')
			.set({ retired_at: new Date(), retired_reason: reason })
			.where('id', '=', plan.elements['1.1.2'])
			.execute();
		await expect(close({}, plan.elements['1.1.2'])).rejects.toMatchObject({ reason: 'retired' });
		expect(await revisionOf(db, plan.id)).toBe(2);
	});

	test('is a plan that is not adopted yet', async () => {
		await db.updateTable('plan').set({ draft: true }).where('id', '=', plan.id).execute();
		await expect(close()).rejects.toMatchObject({ reason: 'plan_unadopted' });
	});

	test('is closed by one of two who do it at the same moment', async () => {
		const answers = await Promise.allSettled([close({}, null), close({}, null)]);
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await standing(null)).toHaveLength(1);
	});

	test('has no sum that no column holds', async () => {
		await expect(close({ final_cost: 10n ** 32n })).rejects.toMatchObject({
			reason: 'too_large'
		});
	});
});

describe('a closure', () => {
	const sent = (more: Partial<ClosureValues>) => ({ values: valuesOf(more), reason, today });

	test('is corrected with a reason, on its version only; the state of before stays', async () => {
		const id = await close();
		const at = { id, version: id };
		expect(await change(db, planner, plan, 'closure', at, sent({}))).toBe(false);
		expect(await change(db, planner, plan, 'closure', at, sent({ closed_on: '2026-09-30' }))).toBe(
			true
		);
		const [now] = await standing();
		expect(now).toMatchObject({ id, values: { closed_on: '2026-09-30' }, reason });
		await expect(
			change(db, planner, plan, 'closure', at, sent({ lessons: 'Mine' }))
		).rejects.toMatchObject({
			name: 'Conflict',
			version: now!.version,
			stored: { closed_on: '2026-09-30' }
		});
		await expect(sql`update closure set delivered = 'Nothing'`.execute(db)).rejects.toMatchObject({
			message: expect.stringContaining('append-only')
		});
	});

	test('is withdrawn with a reason, and can then be made anew', async () => {
		const id = await close();
		await withdraw(db, planner, plan, 'closure', { id, version: id }, 'Work goes on.');
		expect(await standing()).toEqual([]);
		const state = await find(db, 'closure', { planId: plan.id, id });
		expect(state).toMatchObject({ withdrawn: true, reason: 'Work goes on.' });
		expect(await newest()).toMatchObject({
			action: 'closure_withdrawn',
			detail: { reason: 'Work goes on.' }
		});
		const at = { id, version: state!.version };
		await expect(withdraw(db, planner, plan, 'closure', at, reason)).rejects.toMatchObject({
			reason: 'withdrawn_already'
		});
		await close();
		expect(await standing()).toHaveLength(1);
	});

	test('of something that went out of the plan is withdrawn, and not changed', async () => {
		const id = await close();
		await db
			.updateTable('element')
			.set({ retired_at: new Date(), retired_reason: reason })
			.where('id', '=', plan.elements['1.1.1'])
			.execute();
		const at = { id, version: id };
		await expect(
			change(db, planner, plan, 'closure', at, sent({ lessons: null }))
		).rejects.toMatchObject({ reason: 'retired' });
		await withdraw(db, planner, plan, 'closure', at, reason);
		expect(await standing()).toEqual([]);
	});

	test('of another plan does not exist', async () => {
		const id = await close();
		plan = await makePlan(db, { slug: `other-${number}` });
		const at = { id, version: id };
		await expect(change(db, planner, plan, 'closure', at, sent({}))).rejects.toThrow(NotFound);
		await expect(withdraw(db, planner, plan, 'closure', at, reason)).rejects.toThrow(NotFound);
	});

	test('is as it was known on a day of knowing', async () => {
		await close();
		const row = (await plans.find(db, `closed-${number}`))!;
		const on = (knownOn: string, now: string) => closures(db, row, { knownOn, today: now });
		expect(await on('2030-01-01', '2030-01-01')).toHaveLength(1);
		expect(await on('2020-01-01', '2030-01-01')).toEqual([]);
	});
});
