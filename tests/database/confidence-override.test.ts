import { beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import {
	latestOverride,
	liftOverride,
	overrideConfidence,
	type SentOverride
} from '#lib/server/elements/confidence.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import { history } from '#lib/server/plans/history.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: leader } = await makePerson(db, { role: 'leader' });
const today = '2026-11-22';
const reason = 'The contractor is insolvent.';

let number = 0;
let slug: string;
let plan: SmallPlan;
beforeEach(async () => {
	slug = `plan-${(number += 1)}`;
	plan = await makePlan(db, { slug });
});

const override = (more: Partial<SentOverride> = {}, actor: Actor = planner) =>
	overrideConfidence(db, actor, plan, {
		elementId: plan.elements['1.1.1'],
		seen: null,
		confidence: 'off_track',
		reason,
		expiresOn: '2027-01-31',
		today,
		...more
	});
const latest = () => latestOverride(db, plan.elements['1.1.1']);
const lift = (seen: string | null) =>
	liftOverride(db, planner, plan, { elementId: plan.elements['1.1.1'], seen, reason, today });

/** As the figures read it. */
async function decisions() {
	const { overrides } = await setOut(db, (await plans.find(db, slug))!);
	const decided = overrides.get(plan.elements['1.1.1']) ?? [];
	return decided.map(({ elementId: _, ...decision }) => decision);
}

test('is stored with its reason and last day, raises the revision once and is in the log', async () => {
	expect(await override()).toBe(true);
	expect(await decisions()).toEqual([
		{ confidence: 'off_track', reason, setOn: today, expiresOn: '2027-01-31' }
	]);
	expect(await revisionOf(db, plan.id)).toBe(2);
	expect((await history(db, plan.id)).entries).toMatchObject([
		{
			action: 'confidence_overridden',
			subjectId: plan.elements['1.1.1'],
			detail: {
				code: '1.1.1',
				before: { confidence: null },
				after: { confidence: 'off_track', confidence_reason: reason, expires_on: '2027-01-31' }
			}
		}
	]);
});

test('ends on a day to come, at most a year away', async () => {
	const wrong = (problem: string, day: string) => ({
		name: 'Invalid',
		problems: [{ field: 'expires_on', problem, day }]
	});
	await expect(override({ expiresOn: today })).rejects.toMatchObject(wrong('not_to_come', today));
	await expect(override({ expiresOn: '2027-11-23' })).rejects.toMatchObject(
		wrong('too_far', '2027-11-22')
	);
	expect(await override({ expiresOn: '2027-11-22' })).toBe(true);
});

test('is for planners, and for elements of the plan that are not retired', async () => {
	await expect(override({}, leader)).rejects.toThrow(NotAllowed);
	const other = await makePlan(db, { slug: `other-${number}` });
	for (const elementId of [other.elements.G1, 'x'])
		await expect(override({ elementId })).rejects.toThrow(NotFound);
	await db
		.updateTable('element')
		.set({ retired_at: new Date(), retired_reason: reason })
		.where('id', '=', plan.elements['1.1.1'])
		.execute();
	await expect(override()).rejects.toMatchObject({ name: 'Refused', reason: 'retired' });
	expect(await revisionOf(db, plan.id)).toBe(1);
});

test('on an older decision is a conflict that carries both; saying the same leaves no trace', async () => {
	await override();
	const seen = (await latest())!.id;
	await expect(override({ confidence: 'at_risk' })).rejects.toMatchObject({
		name: 'Conflict',
		version: seen,
		stored: { confidence: 'off_track' },
		sent: { confidence: 'at_risk' }
	});
	expect(await override({ seen })).toBe(false);
	expect(await override({ seen, confidence: 'at_risk' })).toBe(true);
	expect(await decisions()).toHaveLength(2);
});

test('of two decided at the same moment one is kept', async () => {
	const answers = await Promise.allSettled([override(), override({ confidence: 'at_risk' })]);
	expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('is lifted before its last day, and the row of before stays', async () => {
	expect(await lift(null)).toBe(false);
	await override();
	expect(await lift((await latest())!.id)).toBe(true);
	expect(await decisions()).toMatchObject([
		{ confidence: 'off_track' },
		{ confidence: null, expiresOn: null }
	]);
	await expect(
		sql`update confidence_override set reason = 'other'`.execute(db)
	).rejects.toMatchObject({ message: expect.stringContaining('append-only') });
});

test('one that has expired stands no longer, so the same can be set again', async () => {
	await override({ today: '2026-01-05', expiresOn: '2026-01-31' });
	const seen = (await latest())!.id;
	expect(await override({ seen })).toBe(true);
});
