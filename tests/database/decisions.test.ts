import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import * as decisions from '#lib/server/decisions/commands.ts';
import type { DecisionFields } from '#lib/server/decisions/fields.ts';
import { find, list, open, takenLately } from '#lib/server/decisions/queries.ts';
import { history } from '#lib/server/plans/history.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const ocm = await makeOrganisation(db, 'OCM');
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: leader } = await makePerson(db, { role: 'leader' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: ocm });
const today = '2026-11-22';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `plan-${(number += 1)}` });
});

const fieldsOf = (more: Partial<DecisionFields> = {}): DecisionFields => ({
	title: 'Release the money for the data center',
	reason: 'The contractor waits.',
	decider_id: ocm,
	element_id: plan.elements['1.1.1'],
	due_on: '2026-12-15',
	...more
});
const raise = (more?: Partial<DecisionFields>, actor: Actor = planner) =>
	decisions.raise(db, actor, plan, fieldsOf(more), today);
const change = (id: string, version: number, more: Partial<DecisionFields>, actor = planner) =>
	decisions.change(db, actor, plan, { id, version }, { fields: fieldsOf(more), today });
const withdraw = (id: string, version: number, actor = planner) =>
	decisions.withdraw(db, actor, plan, { id, version }, { reason: 'Not needed.', today });
const answer = (id: string, version: number, actor = leader, decided_on = today) =>
	decisions.answer(
		db,
		actor,
		plan,
		{ id, version },
		{ answer: { outcome: 'Released in full.', decided_on }, today }
	);
const newest = async () => (await history(db, plan.id)).entries[0];

describe('asking for a decision', () => {
	test('shows it at once, raises the revision once and is in the log', async () => {
		const id = await raise();
		expect(await open(db, plan.id, today)).toMatchObject([
			{ id, title: fieldsOf().title, decider: { acronym: 'OCM' }, raisedOn: today }
		]);
		expect(await open(db, plan.id, '2026-11-21')).toEqual([]);
		expect(await revisionOf(db, plan.id)).toBe(2);
		expect(await newest()).toMatchObject({
			action: 'decision_raised',
			subjectId: id,
			detail: { after: { decider: 'OCM', element: '1.1.1', due_on: '2026-12-15' } }
		});
	});

	test('is for planners only', async () => {
		for (const actor of [leader, reporter, { kind: 'public' } as const])
			await expect(raise({}, actor)).rejects.toThrow(NotAllowed);
		expect(await list(db, plan.id)).toEqual([]);
	});

	test('names an office and an element that are there, and a day to come', async () => {
		const other = await makePlan(db, { slug: `other-${number}` });
		const unknown = (field: string) => ({ name: 'Refused', field, reason: 'unknown_choice' });
		await expect(raise({ decider_id: '999' })).rejects.toMatchObject(unknown('decider_id'));
		for (const element_id of [other.elements.G1, 'x'])
			await expect(raise({ element_id })).rejects.toMatchObject(unknown('element_id'));
		for (const due_on of ['2026-11-21', '9999-01-01'])
			await expect(raise({ due_on })).rejects.toMatchObject({
				name: 'Invalid',
				problems: [{ field: 'due_on' }]
			});
		expect(await revisionOf(db, plan.id)).toBe(1);
	});
});

describe('changing what is asked', () => {
	test('is done on its version only, and not at all where nothing differs', async () => {
		const id = await raise();
		expect(await change(id, 1, {})).toBe(false);
		expect(await change(id, 1, { title: 'Release half', element_id: null })).toBe(true);
		expect(await find(db, plan.id, id)).toMatchObject({ title: 'Release half', version: 2 });
		await expect(change(id, 1, { title: 'Mine' })).rejects.toMatchObject({
			name: 'Conflict',
			version: '2',
			stored: { title: 'Release half', element: null },
			sent: { title: 'Mine', element: '1.1.1' }
		});
		expect(await revisionOf(db, plan.id)).toBe(3);
	});

	test('by two people at the same moment is done for one of them', async () => {
		const id = await raise();
		const both = [change(id, 1, { title: 'One' }), change(id, 1, { title: 'Two' })];
		const answers = await Promise.allSettled(both);
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('keeps a day that has passed since, and refuses another', async () => {
		const id = await raise();
		await db.updateTable('decision').set({ due_on: '2026-11-01' }).where('id', '=', id).execute();
		expect(await change(id, 1, { due_on: '2026-11-01', title: 'Other' })).toBe(true);
		await expect(change(id, 2, { due_on: '2026-11-02' })).rejects.toMatchObject({
			name: 'Invalid'
		});
	});

	test('of another plan does not exist', async () => {
		const id = await raise();
		plan = await makePlan(db, { slug: `other-${number}` });
		await expect(change(id, 1, {})).rejects.toThrow(NotFound);
		await expect(answer(id, 1)).rejects.toThrow(NotFound);
		await expect(withdraw('1; drop', 1)).rejects.toThrow(NotFound);
	});
});

test('withdrawing takes it from leadership and ends it', async () => {
	const id = await raise();
	await expect(withdraw(id, 1, leader)).rejects.toThrow(NotAllowed);
	await withdraw(id, 1);
	expect(await open(db, plan.id, today)).toEqual([]);
	expect(await newest()).toMatchObject({
		action: 'decision_withdrawn',
		detail: { reason: 'Not needed.' }
	});
	const ended = { name: 'Refused', reason: 'withdrawn_already' };
	await expect(change(id, 2, { title: 'X' })).rejects.toMatchObject(ended);
	await expect(answer(id, 2)).rejects.toMatchObject(ended);
	await expect(withdraw(id, 2)).rejects.toMatchObject(ended);
});

describe('answering', () => {
	test('ends it with its outcome, which stays listed and can be corrected', async () => {
		const id = await raise();
		expect(await answer(id, 1)).toBe(true);
		expect(await open(db, plan.id, today)).toEqual([]);
		const taken = [{ id, outcome: 'Released in full.', decidedOn: today }];
		expect(await takenLately(db, plan.id, today)).toMatchObject(taken);
		expect(await takenLately(db, plan.id, '2026-11-21')).toEqual([]);
		expect(await newest()).toMatchObject({
			action: 'decision_answered',
			detail: { before: { outcome: null }, after: { outcome: 'Released in full.' } }
		});
		await expect(change(id, 2, { title: 'X' })).rejects.toMatchObject({
			reason: 'decided_already'
		});
		await expect(answer(id, 1)).rejects.toMatchObject({ name: 'Conflict', version: '2' });
		expect(await answer(id, 2)).toBe(false);
		await expect(answer(id, 2, leader, '2026-11-21')).rejects.toMatchObject({
			reason: 'before_raised'
		});
	});

	test('is for leaders; what a planner enters is on behalf of who decides', async () => {
		const id = await raise();
		for (const actor of [reporter, { kind: 'public' } as const])
			await expect(answer(id, 1, actor)).rejects.toThrow(NotAllowed);
		await answer(id, 1, planner);
		expect(await newest()).toMatchObject({ detail: { on_behalf_of: ocm } });
	});

	test('with a day to come is refused beside the field', async () => {
		const id = await raise();
		await expect(answer(id, 1, leader, '2026-11-23')).rejects.toMatchObject({
			problems: [{ field: 'decided_on', problem: 'in_future', day: today }]
		});
	});

	test('is listed until the end of the period after the one it fell in', async () => {
		const period = (starts_on: string, ends_on: string) => ({
			plan_id: plan.id,
			frequency: 'quarter' as const,
			label: ends_on,
			starts_on,
			ends_on,
			due_on: ends_on
		});
		await db
			.insertInto('reporting_period')
			.values([period('2026-10-01', '2026-12-31'), period('2027-01-01', '2027-03-31')])
			.execute();
		await answer(await raise(), 1);
		expect(await takenLately(db, plan.id, '2027-03-31')).toHaveLength(1);
		expect(await takenLately(db, plan.id, '2027-04-01')).toEqual([]);
	});
});
