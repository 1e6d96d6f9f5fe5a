/** What an edit does is said before it is done, to the form that asks for it. */
import { beforeEach, expect, test } from 'vitest';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import * as places from '#lib/server/elements/places.ts';
import { find } from '#lib/server/elements/queries.ts';
import { Foreseen } from '#lib/server/writing/effects.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const [bicto, milg] = [await makeOrganisation(db, 'BICTO'), await makeOrganisation(db, 'MILG')];
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner', name: 'Amina' });
const today = '2026-11-22';
const reason = 'The steering committee asked for it.';

let number = 0;
let plan: SmallPlan;
let id: string;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `plan-${(number += 1)}` });
	id = plan.elements['1.1.1'];
});

/** Changes an element as a form that came asks for it. */
async function ask(fields: object, confirmed: string[] = [], within: Db = db): Promise<unknown> {
	const element = (await find(within, plan.id, id))!;
	const request = { requestId: crypto.randomUUID(), digest: 'form', confirmed };
	return await change(
		within,
		planner,
		{ ...plan, request },
		{
			...{ id, version: element.version, reason, linkReason: null, today },
			fields: { ...element, ...fields }
		}
	);
}

const led = (by: string) => ({ owners: [{ organisation_id: by, role: 'lead' as const }] });

async function foreseen(fields: object, confirmed?: string[]): Promise<Foreseen> {
	const refusal = await ask(fields, confirmed).then(
		() => null,
		(cause: unknown) => cause
	);
	if (!(refusal instanceof Foreseen)) throw new Error('it was not asked', { cause: refusal });
	return refusal;
}

test('who gets a duty is said first, and nothing is written', async () => {
	const before = await revisionOf(db, plan.id);
	const { effects } = await foreseen(led(milg));
	expect(effects.duties).toMatchObject([
		{ organisation: { acronym: 'MILG' }, element: { code: '1.1.1' }, role: 'lead' }
	]);
	expect(await revisionOf(db, plan.id)).toBe(before);
	expect((await find(db, plan.id, id))?.owners).toEqual([]);
});

test('the same form with these effects confirmed is taken, with others it is asked again', async () => {
	const { key } = await foreseen(led(milg));
	const other = await foreseen(led(bicto), [key]);
	expect(other.key).not.toBe(key);
	await ask(led(milg), [key]);
	expect((await find(db, plan.id, id))?.owners).toMatchObject([{ organisation_id: milg }]);
});

test('weights that switch are said first: the one that is given leaves the other out', async () => {
	await db
		.updateTable('plan')
		.set({ roll_up_method: 'weight' })
		.where('id', '=', plan.id)
		.execute();
	const { effects } = await foreseen({ weight: '3' }, ['weights_mixed:weight:']);
	const weights = effects.difference.weights.map(({ element, weight }) => [
		element.code,
		weight.before,
		weight.after
	]);
	expect(weights).toEqual([
		['1.1.1', 0.5, 1],
		['1.1.2', 0.5, null]
	]);
});

test('what is added is confirmed too, though it has another id each time that it is tried', async () => {
	const parentId = plan.elements['O1.1'];
	const added = { kind: 'activity', parentId, code: '1.1.3', title: 'A third', reason } as const;
	const add = (confirmed: string[]) => {
		const request = { requestId: crypto.randomUUID(), digest: 'form', confirmed };
		return places.add(db, planner, { ...plan, request }, added);
	};
	const refusal = await add([]).catch((cause: unknown) => cause);
	if (!(refusal instanceof Foreseen)) throw new Error('it was not asked', { cause: refusal });
	expect(refusal.effects.difference.activities).toEqual({ before: 2, after: 3 });
	expect(await find(db, plan.id, await add([refusal.key]))).toMatchObject({ code: '1.1.3' });
});

test('words are taken without a question, and so is what no form asks for', async () => {
	await ask({ title: 'Another title' });
	expect((await find(db, plan.id, id))?.title).toBe('Another title');
	const element = (await find(db, plan.id, id))!;
	await change(db, planner, plan, {
		...{ id, version: element.version, reason, linkReason: null, today },
		fields: { ...element, ...led(milg) }
	});
	expect((await find(db, plan.id, id))?.owners).toMatchObject([{ organisation_id: milg }]);
});

test('in a draft nothing is asked: its page shows what all of it does', async () => {
	const about = { title: 'A new lead', reason, holds_from: '2026-12-01' };
	const amendmentId = await amendments.draft(db, planner, plan, about);
	const draft = { planId: plan.id, amendmentId, actorId: plannerId };
	await inDraft(db, draft, (within) => ask(led(milg), [], within));
	expect((await find(db, plan.id, id))?.owners).toEqual([]);
});

test('a plan that is not adopted yet is made without questions', async () => {
	await db.updateTable('plan').set({ draft: true }).where('id', '=', plan.id).execute();
	await ask({ weight: '3', ...led(milg) });
	expect((await find(db, plan.id, id))?.owners).toMatchObject([{ organisation_id: milg }]);
});
