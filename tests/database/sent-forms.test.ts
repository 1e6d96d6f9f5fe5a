import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import * as appropriations from '#lib/server/budgets/appropriations.ts';
import { change } from '#lib/server/elements/commands.ts';
import { outline } from '#lib/server/elements/outline.ts';
import * as places from '#lib/server/elements/places.ts';
import { find } from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import { change as changeSettings, settings } from '#lib/server/plans/settings.ts';
import { history } from '#lib/server/plans/history.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const office = await makeOrganisation(db, 'BICTO');
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: office });
const today = '2026-11-22';
const now = new Date('2026-11-22T04:00:00Z');
const reason = 'The steering committee asked for it.';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `plan-${(number += 1)}` });
});

const form = (digest = 'what it says', confirmed: string[] = []) => ({
	requestId: randomUUID(),
	digest,
	confirmed
});
/** A goal without work, so that adding it moves no figure and nothing is asked. */
const addition = () => ({
	kind: 'goal' as const,
	parentId: null,
	code: '',
	title: 'Publish the policies',
	reason
});
const titles = async () => (await outline(db, plan.id)).map(({ title }) => title);
const added = async () => (await titles()).filter((title) => title === addition().title).length;

test('a form sent twice at once adds one element, and both are answered with it', async () => {
	const before = await revisionOf(db, plan.id);
	const asked = { ...plan, request: form() };
	const ids = await Promise.all([1, 2, 3].map(() => places.add(db, planner, asked, addition())));
	expect(new Set(ids).size).toBe(1);
	expect(await added()).toBe(1);
	expect(await revisionOf(db, plan.id)).toBe(before + 1);
	expect((await history(db, plan.id)).entries).toHaveLength(1);
});

test('another form, or the same with another text, adds another element', async () => {
	const request = form();
	await places.add(db, planner, { ...plan, request }, addition());
	await places.add(db, planner, { ...plan, request: { ...request, digest: 'other' } }, addition());
	await places.add(db, planner, { ...plan, request: form() }, addition());
	await places.add(db, planner, plan, addition());
	expect(await added()).toBe(4);
});

test('what was refused is no answer: sent again it is looked at anew', async () => {
	const asked = { ...plan, request: form() };
	const taken = { ...addition(), code: '1.1.1' };
	for (let times = 0; times < 2; times += 1)
		await expect(places.add(db, planner, asked, taken)).rejects.toMatchObject({
			reason: 'code_taken'
		});
	expect(await added()).toBe(0);
});

test('a change sent twice is no conflict with itself, and says both times what it did', async () => {
	const id = plan.elements['1.1.1'];
	const stored = (await find(db, plan.id, id))!;
	const milestone = { id: null, title: 'Trial', weight: '1', planned_on: null };
	const fields = { ...stored, milestones: [...stored.milestones, milestone] };
	const sent = { id, version: stored.version, fields, reason, linkReason: null, today };
	const asked = { ...plan, request: form() };
	expect(await change(db, planner, asked, sent)).toBe(true);
	expect(await change(db, planner, asked, sent)).toBe(true);
	expect((await find(db, plan.id, id))!.milestones).toHaveLength(stored.milestones.length + 1);
});

test('an act sent twice is done once', async () => {
	const id = plan.elements.G2;
	const { version } = (await find(db, plan.id, id))!;
	const asked = { ...plan, request: form() };
	await retire(db, planner, asked, { id, version, reason }, now);
	await retire(db, planner, asked, { id, version, reason }, now);
	expect((await find(db, plan.id, id))!.version).toBe(version + 1);
});

test('who lost the right is refused, also with a form that was answered before', async () => {
	const asked = { ...plan, request: form() };
	await places.add(db, planner, asked, addition());
	await expect(places.add(db, reporter, asked, addition())).rejects.toBeInstanceOf(NotAllowed);
});

test('answers of a week ago are forgotten as others come', async () => {
	await places.add(db, planner, { ...plan, request: form() }, addition());
	await sql`update sent_form set recorded_at = now() - interval '8 days'`.execute(db);
	await places.add(db, planner, { ...plan, request: form() }, addition());
	expect(await db.selectFrom('sent_form').select('digest').execute()).toHaveLength(1);
});

test('what is asked about waits until the form says that it is meant so', async () => {
	const id = plan.elements['1.1.1'];
	const stored = (await find(db, plan.id, id))!;
	const late = { id: null, title: 'Handover', weight: '1', planned_on: '2026-06-30' };
	const days = { planned_start: '2026-01-01', planned_end: '2026-05-31' };
	const fields = { ...stored, ...days, milestones: [...stored.milestones, late] };
	const sent = { id, version: stored.version, fields, reason, linkReason: null, today };
	const field = `milestone-${stored.milestones.length}-planned_on`;
	await expect(change(db, planner, { ...plan, request: form() }, sent)).rejects.toMatchObject({
		problems: [{ field, problem: 'milestone_after_end', day: '2026-05-31' }]
	});
	expect((await find(db, plan.id, id))!.version).toBe(stored.version);
	const meant = form('', [`milestone_after_end:${field}:2026-05-31`]);
	expect(await change(db, planner, { ...plan, request: meant }, sent)).toBe(true);
});

test('so does a weight that leaves others without, where the plan weighs by weights', async () => {
	const id = plan.elements['1.1.1'];
	await db
		.updateTable('plan')
		.set({ roll_up_method: 'weight' })
		.where('id', '=', plan.id)
		.execute();
	const stored = (await find(db, plan.id, id))!;
	const fields = { ...stored, weight: '3' };
	const sent = { id, version: stored.version, fields, reason, linkReason: null, today };
	await places.add(db, planner, plan, addition());
	await expect(change(db, planner, plan, sent)).rejects.toMatchObject({
		problems: [{ field: 'weight', problem: 'weights_mixed' }]
	});
});

test('so does a period that leaves elements outside it', async () => {
	const id = plan.elements['1.1.1'];
	const days = { planned_start: '2026-01-01', planned_end: '2028-06-30' };
	await db.updateTable('element').set(days).where('id', '=', id).execute();
	const { version, ...stored } = (await settings(db, plan.id))!;
	const set = (period_end: string, confirmed: string[] = []) => {
		const fields = { ...stored, period_start: '2022-01-01', period_end };
		const asked = { ...plan, request: form('', confirmed) };
		return changeSettings(db, planner, asked, version, { fields, reason });
	};
	await expect(set('2027-12-31')).rejects.toMatchObject({
		problems: [{ field: 'period_end', problem: 'period_leaves_out', count: 1 }]
	});
	expect(await set('2027-12-31', ['period_leaves_out:period_end:'])).toBe(true);
});

test('so does money of a year in which the plan does not run', async () => {
	await db
		.updateTable('plan')
		.set({ period_start: '2022-01-01', period_end: '2028-12-31' })
		.where('id', '=', plan.id)
		.execute();
	const fund_source_id = await appropriations.addFundSource(db, planner, plan, {
		code: 'GAA',
		title: 'General'
	});
	const amounts = { cost: 100n, appropriation: null, allotment: null };
	const line = { ...amounts, fund_source_id, appropriation_year: 2106 };
	const add = (confirmed: string[]) =>
		appropriations.add(
			db,
			planner,
			{ ...plan, request: form('', confirmed) },
			plan.elements['1.1.1'],
			{ line, reason }
		);
	await expect(add([])).rejects.toMatchObject({
		problems: [{ field: 'appropriation_year', problem: 'year_outside_plan' }]
	});
	await add(['year_outside_plan:appropriation_year:2022-01-01']);
});
