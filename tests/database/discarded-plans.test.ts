/** A draft that is discarded is gone from every list and address; its title is free, and its texts stay. */
import { expect, test } from 'vitest';
import { usualLabels } from '#lib/domain/proposals/usual-labels.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import * as elements from '#lib/server/elements/commands.ts';
import * as places from '#lib/server/elements/places.ts';
import { find } from '#lib/server/elements/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { dutiesOf } from '#lib/server/organisations/duties.ts';
import { begin } from '#lib/server/plan-drafts/commands.ts';
import * as texts from '#lib/server/plan-drafts/queries.ts';
import { adopt } from '#lib/server/plans/adoption.ts';
import { start } from '#lib/server/plans/commands.ts';
import * as drafts from '#lib/server/plans/drafts.ts';
import { Conflict, NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const planner = await makePerson(db, { role: 'planner' });
const { actor } = planner;
const ministry = await makeOrganisation(db, 'MOST');
const reason = 'Begun twice.';

async function begun(title: string) {
	const slug = await start(db, actor, {
		plan: {
			...{ title, shortTitle: null, language: 'en', currency: 'PHP', timeZone: 'Asia/Manila' },
			...{ fiscalYearStartMonth: 1, periodStart: null, periodEnd: null, vision: null },
			...{ mission: null, labels: usualLabels('en'), rollUpMethod: 'equal' as const },
			reportingFrequency: null
		},
		reasons: { entered: 'Ours.', notStated: 'Not entered.', reckoning: 'Usual.' }
	});
	return (await plans.find(db, slug))!;
}
const edited = ({ id }: plans.PlanRow) => ({ id, demonstration: false });
const discard = async (plan: plans.PlanRow, by: Actor = actor) => {
	const { revision: seen } = await plans.findById(db, plan.id);
	await drafts.discard(db, by, edited(plan), { seen, reason });
};
const add = (
	plan: plans.PlanRow,
	kind: 'goal' | 'activity',
	code: string,
	parentId: string | null
) =>
	places.add(db, actor, edited(plan), { kind, parentId, code, title: `Title of ${code}`, reason });

test('lists say who began a draft and when', async () => {
	const plan = await begun('Listed');
	const listed = (await drafts.list(db)).find(({ slug }) => slug === plan.slug)!;
	const { name } = await db
		.selectFrom('user_account')
		.where('id', '=', actor.kind === 'user' ? actor.id : '')
		.select('name')
		.executeTakeFirstOrThrow();
	expect(listed.begun?.by).toBe(name);
	expect(Math.abs(Date.now() - listed.begun!.at.getTime())).toBeLessThan(600_000);
	const id = await begin(db, actor, { title: 'A text', text: 'GOAL 1. Serve', fileName: null });
	expect((await texts.open(db)).find((one) => one.id === id)).toMatchObject({ begun_by: name });
});

test('a discarded draft is nowhere any more, and the log tells of it', async () => {
	const plan = await begun('Wrong one');
	const goal = await add(plan, 'goal', 'G1', null);
	const activity = await add(plan, 'activity', 'A1', goal);
	const { version, ...fields } = (await find(db, plan.id, activity))!;
	const owners = [{ role: 'lead' as const, organisation_id: ministry }];
	const change = { id: activity, version, fields: { ...fields, owners }, reason };
	await elements.change(db, actor, edited(plan), {
		...change,
		linkReason: null,
		today: '2026-11-22'
	});
	const text = { title: 'Wrong one', text: 'GOAL 1. Serve', fileName: null };
	const other = await begun('Filled by a text');
	const filling = await begin(db, actor, { ...text, fills: other.id });
	const owedOf = async () => (await dutiesOf(db, [ministry], '2026-11-22')).owned.length;
	expect(await owedOf()).toBe(1);
	expect(await drafts.contents(db, plan.id)).toEqual({
		...{ goals: 1, objectives: 0, activities: 1, kpis: 0, lines: 0, texts: 0 }
	});
	expect((await drafts.contents(db, other.id)).texts).toBe(1);

	await discard(plan);
	expect(await plans.find(db, 'wrong-one')).toBeUndefined();
	expect((await drafts.list(db)).map(({ title }) => title)).not.toContain('Wrong one');
	expect(await owedOf()).toBe(0);
	const entry = await db
		.selectFrom('audit_entry')
		.where('action', '=', 'plan_discarded')
		.selectAll()
		.executeTakeFirstOrThrow();
	expect(entry).toMatchObject({ plan_id: plan.id, subject_kind: 'plan', subject_id: plan.id });
	expect(entry.detail).toMatchObject({ code: 'Wrong one', reason, slug: 'wrong-one', goals: 1 });

	// what was to fill it makes a plan of its own
	await discard(other);
	expect(await texts.find(db, filling)).toMatchObject({ fills_id: null, version: 2 });

	// its rows stay with the record, and another plan has its title and its address
	expect(await plans.findById(db, plan.id)).toMatchObject({ draft: true, title: 'Wrong one' });
	expect((await begun('Wrong one')).slug).toBe('wrong-one');
});

test('nobody writes in it, adopts it or discards it again', async () => {
	const plan = await begun('Gone');
	const goal = await add(plan, 'goal', 'G1', null);
	await discard(plan);
	await expect(add(plan, 'activity', 'A1', goal)).rejects.toThrow(NotFound);
	const { revision } = await plans.findById(db, plan.id);
	const instrument = { number: 'Order 1', on: '2026-01-01', address: null };
	await expect(
		adopt(db, actor, edited(plan), revision, { instrument, today: '2026-11-22' })
	).rejects.toThrow(NotFound);
	await expect(discard(plan)).rejects.toThrow(NotFound);
	expect(await plans.findById(db, plan.id)).toMatchObject({ revision, adopted_at: null });
});

test('who plans not, who read an older one, and who asks for a plan that is adopted is refused', async () => {
	const plan = await begun('Kept');
	const { actor: administrator } = await makePerson(db, { role: 'administrator' });
	await expect(discard(plan, administrator)).rejects.toThrow(NotAllowed);
	const { revision: seen } = await plans.findById(db, plan.id);
	await add(plan, 'goal', 'G1', null);
	await expect(drafts.discard(db, actor, edited(plan), { seen, reason })).rejects.toThrow(Conflict);
	const { revision } = await plans.findById(db, plan.id);
	const instrument = { number: 'Order 1', on: '2026-01-01', address: null };
	await adopt(db, actor, edited(plan), revision, { instrument, today: '2026-11-22' });
	await expect(discard(plan)).rejects.toMatchObject({ reason: 'adopted_already' });
	expect(await plans.find(db, 'kept')).toMatchObject({ draft: false, discarded_at: null });
});
