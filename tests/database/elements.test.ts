import { beforeEach, describe, expect, test } from 'vitest';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import { find as findAmendment } from '#lib/server/amendments/queries.ts';
import { choices } from '#lib/server/elements/choices.ts';
import { change, type ElementChange } from '#lib/server/elements/commands.ts';
import { outline, retired } from '#lib/server/elements/outline.ts';
import * as places from '#lib/server/elements/places.ts';
import { find } from '#lib/server/elements/queries.ts';
import { restore, retire } from '#lib/server/elements/retirement.ts';
import { Conflict, NotAllowed, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { history } from '#lib/server/plans/history.ts';
import { byField, titleOrigins } from '#lib/server/provenance/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const [bicto, milg] = [await makeOrganisation(db, 'BICTO'), await makeOrganisation(db, 'MILG')];
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner', name: 'Amina' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: milg });
const today = '2026-11-22';
const now = new Date('2026-11-22T04:00:00Z');
const reason = 'The steering committee asked for it.';

let number = 0;
let plan: SmallPlan;
beforeEach(async () => {
	plan = await makePlan(db, { slug: `plan-${(number += 1)}` });
});

/** A change of one element, on its present version unless the test says another. */
async function request(id: string, fields: object, more: object = {}): Promise<ElementChange> {
	const stored = await find(db, plan.id, id);
	if (!stored) throw new Error(`no element ${id}`);
	const merged = { ...stored, ...fields };
	return { id, version: stored.version, fields: merged, reason, linkReason: null, today, ...more };
}
const edit = async (id: string, fields: object, more?: object, actor: Actor = planner) =>
	change(db, actor, plan, await request(id, fields, more));
const placed = async (id: string) => ({
	id,
	version: (await find(db, plan.id, id))?.version ?? 0,
	reason
});
/** Gives an element another code by an amendment that holds from a day. */
async function renumbered(id: string, code: string, holdsFrom: string): Promise<void> {
	const about = { title: 'Renumbered', reason, holds_from: holdsFrom };
	const amendmentId = await amendments.draft(db, planner, plan, about);
	const draft = { planId: plan.id, amendmentId, actorId: plannerId };
	const asked = await request(id, { code });
	await inDraft(db, draft, (inside) => change(inside, planner, plan, asked));
	const { version } = (await findAmendment(db, plan.id, amendmentId))!;
	const instrument = { number: 'Resolution 14', on: today, address: null };
	await amendments.adopt(
		db,
		planner,
		plan,
		{ id: amendmentId, version },
		{ instrument, today: holdsFrom }
	);
}
const codes = async () => (await outline(db, plan.id)).map((row) => row.code);
const refusal = (field: string, why: string) => ({ name: 'Refused', field, reason: why });

test('what can be chosen comes in the plan’s order', async () => {
	const { elements } = await choices(db, plan.id, today);
	expect(elements.map(({ code }) => code)).toEqual(['G1', 'O1.1', '1.1.1', '1.1.2', 'G2']);
});

describe('changing an element', () => {
	test('writes it, raises its version and the plan’s revision once, and says what was done', async () => {
		const id = plan.elements['1.1.1'];
		const before = await revisionOf(db, plan.id);
		await edit(id, { title: 'Data Center', weight: '2.5', planned_start: '2026-01-01' });
		expect(await find(db, plan.id, id)).toMatchObject({
			title: 'Data Center',
			weight: '2.5',
			planned_start: '2026-01-01',
			version: 2
		});
		expect(await revisionOf(db, plan.id)).toBe(before + 1);
		const { entries } = await history(db, plan.id);
		expect(entries).toHaveLength(1);
		expect(entries[0]).toMatchObject({
			by: 'Amina',
			action: 'element_changed',
			subjectId: id,
			detail: {
				code: '1.1.1',
				reason,
				before: { title: 'Title of 1.1.1', weight: null, planned_start: null },
				after: { title: 'Data Center', weight: '2.5', planned_start: '2026-01-01' }
			}
		});
	});

	test('that says what is stored already leaves no trace', async () => {
		const id = plan.elements['1.1.1'];
		await edit(id, {});
		expect(await find(db, plan.id, id)).toMatchObject({ version: 1 });
		expect(await revisionOf(db, plan.id)).toBe(1);
		expect((await history(db, plan.id)).entries).toEqual([]);
	});

	test('on an older version is a conflict that carries both, and writes nothing', async () => {
		const id = plan.elements['1.1.1'];
		const late = await request(id, { title: 'Mine' });
		await edit(id, { title: 'Theirs' });
		const answer = await change(db, planner, plan, late).catch((cause: unknown) => cause);
		expect(answer).toBeInstanceOf(Conflict);
		expect(answer).toMatchObject({
			version: '2',
			stored: { title: 'Theirs' },
			sent: { title: 'Mine' }
		});
		expect(await find(db, plan.id, id)).toMatchObject({ title: 'Theirs', version: 2 });
		expect(await revisionOf(db, plan.id)).toBe(2);
	});

	test('by two people at the same moment is done for one of them', async () => {
		const id = plan.elements['1.1.1'];
		const both = await Promise.all([request(id, { title: 'One' }), request(id, { title: 'Two' })]);
		const answers = await Promise.allSettled(both.map((one) => change(db, planner, plan, one)));
		expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
		const lost = answers.find((answer) => answer.status === 'rejected');
		expect(lost?.reason).toBeInstanceOf(Conflict);
		expect(await revisionOf(db, plan.id)).toBe(2);
	});

	test('of another plan does not exist', async () => {
		const other = await makePlan(db, { slug: `other-${number}` });
		const foreign = { ...(await request(plan.elements.G1, {})), id: other.elements.G1 };
		await expect(change(db, planner, plan, foreign)).rejects.toThrow(NotFound);
		await expect(change(db, planner, plan, { ...foreign, id: '1; drop' })).rejects.toThrow(
			NotFound
		);
		expect(await find(db, plan.id, other.elements.G1)).toBeUndefined();
	});

	test('is refused to everybody but a planner', async () => {
		const id = plan.elements['1.1.1'];
		await expect(edit(id, { title: 'X' }, {}, reporter)).rejects.toThrow(NotAllowed);
		await expect(edit(id, { title: 'X' }, {}, { kind: 'public' })).rejects.toThrow(NotAllowed);
		expect(await find(db, plan.id, id)).toMatchObject({ title: 'Title of 1.1.1', version: 1 });
	});

	test('to a code that another has is refused beside the field', async () => {
		const answer = edit(plan.elements['1.1.1'], { code: '1.1.2' });
		await expect(answer).rejects.toMatchObject(refusal('code', 'code_taken'));
	});

	test('to a day that the plan cannot hold, or to no code, is refused beside the field', async () => {
		await db
			.updateTable('plan')
			.set({ period_start: '2022-01-01', period_end: '2028-12-31' })
			.where('id', '=', plan.id)
			.execute();
		const id = plan.elements['1.1.1'];
		const days = { day: '2022-01-01', until: '2028-12-31' };
		const outside = (field: string) => ({ ...refusal(field, 'outside_plan'), days });
		for (const field of ['planned_start', 'planned_end'])
			await expect(edit(id, { [field]: '2035-01-01' })).rejects.toMatchObject(outside(field));
		const milestones = [{ id: null, title: 'Late', weight: '1', planned_on: '2031-01-01' }];
		await expect(edit(id, { milestones })).rejects.toMatchObject(outside('milestones'));
		await expect(edit(id, { forecast_end: '9999-01-01' })).rejects.toMatchObject(
			refusal('forecast_end', 'absurd_day')
		);
		await expect(edit(id, { code: 'a/b ?#' })).rejects.toMatchObject(
			refusal('code', 'code_letters')
		);
		expect(await edit(id, { forecast_end: '2031-01-01' })).toBe(true);
		expect(await edit(id, {})).toBe(false);
	});

	test('of its owners ends the earlier ones and keeps one lead', async () => {
		const id = plan.elements['1.1.1'];
		const lead = (organisation_id: string) => ({ role: 'lead', organisation_id });
		await edit(id, { owners: [lead(bicto), { role: 'reporter', organisation_id: milg }] });
		await edit(id, { owners: [lead(milg)] });
		expect((await find(db, plan.id, id))?.owners).toEqual([lead(milg)]);
		const all = await db.selectFrom('owner').where('element_id', '=', id).selectAll().execute();
		expect(all.filter((owner) => owner.valid_to === today)).toHaveLength(2);
		const two = edit(id, { owners: [lead(bicto), lead(milg)] });
		await expect(two).rejects.toMatchObject(refusal('lead', 'one_lead'));
		await expect(edit(id, { owners: [lead('999')] })).rejects.toMatchObject(
			refusal('owners', 'unknown_choice')
		);
	});

	test('of its milestones keeps those that were reached', async () => {
		const id = plan.elements['1.1.1'];
		const milestone = { id: null, title: 'Kick-off', weight: '1', planned_on: null };
		await edit(id, { milestones: [milestone, { ...milestone, title: 'Handover' }] });
		const stored = (await find(db, plan.id, id))!.milestones;
		expect(stored.map(({ title }) => title)).toEqual(['Kick-off', 'Handover']);
		await db
			.insertInto('milestone_reached')
			.values({ milestone_id: stored[0]!.id!, reached_on: today, recorded_by: null })
			.execute();
		const without = edit(id, { milestones: stored.slice(1) });
		await expect(without).rejects.toMatchObject(refusal('milestones', 'milestone_reached'));
		await edit(id, { milestones: [{ ...stored[0]!, title: 'Start' }] });
		expect((await find(db, plan.id, id))?.milestones).toMatchObject([{ title: 'Start' }]);
	});

	test('of its milestones keeps those with evidence', async () => {
		const id = plan.elements['1.1.1'];
		const milestone = { id: null, title: 'Launch', weight: '1', planned_on: null };
		const before = (await find(db, plan.id, id))!.milestones;
		await edit(id, { milestones: [...before, milestone] });
		const stored = (await find(db, plan.id, id))!.milestones;
		const links = { link: 'https://example.org/launch', caption: 'The launch' };
		await db
			.insertInto('evidence')
			.values({
				...{ plan_id: plan.id, element_id: id, milestone_id: stored.at(-1)!.id, ...links },
				...{ recorded_by: null, organisation_id: null, report_id: null }
			})
			.execute();
		const without = edit(id, { milestones: stored.slice(0, -1) });
		await expect(without).rejects.toMatchObject(refusal('milestones', 'milestone_shown'));
		expect((await find(db, plan.id, id))?.milestones).toHaveLength(stored.length);
	});

	test('makes it serve a wider element that it does not stand beneath', async () => {
		const id = plan.elements['O1.1'];
		const linkReason = 'The text prints both goals above it.';
		await edit(id, { also_serves: [plan.elements.G2] }, { linkReason });
		expect((await find(db, plan.id, id))?.also_serves).toEqual([plan.elements.G2]);
		expect((await byField(db, 'element_id', id))['also_serves']).toMatchObject({
			kind: 'editorial',
			reason: linkReason
		});
		for (const served of [plan.elements.G1, plan.elements['1.1.1']])
			await expect(edit(id, { also_serves: [served] })).rejects.toMatchObject(
				refusal('also_serves', 'cannot_serve')
			);
	});

	test('explains the changed fields and keeps what was quoted', async () => {
		const id = plan.elements['1.1.1'];
		await db
			.insertInto('provenance')
			.values({
				plan_id: null,
				element_id: id,
				kpi_id: null,
				organisation_id: null,
				field: 'title',
				kind: 'editorial',
				passage_id: null,
				quote: 'the words of the plan',
				reason: 'An earlier reading.',
				publication_id: null
			})
			.execute();
		await edit(id, { title: 'Another' });
		const origins = await byField(db, 'element_id', id);
		expect(origins).toEqual({
			title: expect.objectContaining({ kind: 'editorial', quote: 'the words of the plan', reason })
		});
	});

	test('tells a changed title and an added element from the publication’s words', async () => {
		const id = plan.elements['1.1.1'];
		await db
			.insertInto('provenance')
			.values({
				...{ plan_id: null, element_id: id, kpi_id: null, organisation_id: null, field: 'title' },
				...{ kind: 'editorial', passage_id: null, quote: 'As printed', reason: 'Divided there.' },
				publication_id: null
			})
			.execute();
		await edit(id, { title: 'Another' });
		const addition = { kind: 'goal' as const, parentId: null, code: '', title: 'New', reason };
		const added = await places.add(db, planner, plan, addition);
		expect([...(await titleOrigins(db, plan.id))]).toEqual([
			[id, { standing: 'changed', published: 'As printed', reason }],
			[added, { standing: 'added', reason }]
		]);
	});

	test('of a demonstration is marked as invented', async () => {
		plan = await makePlan(db, { slug: `demo-${number}`, demonstration: true });
		await edit(plan.elements['1.1.1'], { title: 'Another' });
		const origins = await byField(db, 'element_id', plan.elements['1.1.1']);
		expect(origins['title']).toMatchObject({ kind: 'demo', reason });
	});
});

describe('adding', () => {
	const addition = { kind: 'activity' as const, code: '', title: 'New', reason };

	test('puts it last beneath its parent, with the next code', async () => {
		const id = await places.add(db, planner, plan, {
			...addition,
			parentId: plan.elements['O1.1']
		});
		expect(await codes()).toEqual(['G1', 'O1.1', '1.1.1', '1.1.2', '1.1.3', 'G2']);
		expect(await revisionOf(db, plan.id)).toBe(2);
		expect((await byField(db, 'element_id', id))['title']).toMatchObject({ reason });
	});

	test('beneath what cannot hold it, or what is not there, is refused', async () => {
		const beneath = (parentId: string, kind: 'goal' | 'objective' = 'objective') =>
			places.add(db, planner, plan, { ...addition, kind, parentId });
		const other = await makePlan(db, { slug: `other-${number}` });
		await expect(beneath(plan.elements['1.1.1'])).rejects.toMatchObject(
			refusal('parent', 'nesting')
		);
		await expect(beneath(plan.elements.G1, 'goal')).rejects.toMatchObject(
			refusal('parent', 'nesting')
		);
		for (const id of [other.elements.G1, 'x'])
			await expect(beneath(id)).rejects.toMatchObject(refusal('parent', 'no_such_parent'));
		expect(await revisionOf(db, plan.id)).toBe(1);
	});
});

describe('placing', () => {
	test('moves one step among its siblings, and no further than the ends', async () => {
		const id = plan.elements['1.1.2'];
		await places.shift(db, planner, plan, await placed(id), 'up');
		expect(await codes()).toEqual(['G1', 'O1.1', '1.1.2', '1.1.1', 'G2']);
		const again = places.shift(db, planner, plan, await placed(id), 'up');
		await expect(again).rejects.toMatchObject(refusal('', 'first_already'));
		expect(await revisionOf(db, plan.id)).toBe(2);
	});

	test('shifts made at once all count', async () => {
		const both = await Promise.all([placed(plan.elements.G1), placed(plan.elements['1.1.1'])]);
		await Promise.all(both.map((one) => places.shift(db, planner, plan, one, 'down')));
		expect(await codes()).toEqual(['G2', 'G1', 'O1.1', '1.1.2', '1.1.1']);
	});

	test('on an older version is a conflict', async () => {
		const id = plan.elements['1.1.2'];
		const late = await placed(id);
		await edit(id, { title: 'Changed' });
		await expect(places.shift(db, planner, plan, late, 'up')).rejects.toThrow(Conflict);
		await expect(places.move(db, planner, plan, late, null)).rejects.toThrow(Conflict);
		await expect(retire(db, planner, plan, late, now)).rejects.toThrow(Conflict);
		expect(await codes()).toEqual(['G1', 'O1.1', '1.1.1', '1.1.2', 'G2']);
	});

	test('moves it with all beneath it to another parent', async () => {
		await places.move(db, planner, plan, await placed(plan.elements['O1.1']), plan.elements.G2);
		expect(await codes()).toEqual(['G1', 'G2', 'O1.1', '1.1.1', '1.1.2']);
		const { entries } = await history(db, plan.id);
		expect(entries[0]?.detail).toMatchObject({ before: { parent: 'G1' }, after: { parent: 'G2' } });
	});

	test('where nesting forbids it is refused', async () => {
		const move = async (id: string, parent: string) =>
			places.move(db, planner, plan, await placed(id), parent);
		for (const [id, parent] of [
			[plan.elements['O1.1'], plan.elements['1.1.1']],
			[plan.elements.G1, plan.elements.G2],
			[plan.elements.G1, plan.elements['O1.1']]
		] as const)
			await expect(move(id, parent)).rejects.toMatchObject(refusal('parent', 'nesting'));
		expect(await revisionOf(db, plan.id)).toBe(1);
	});
});

describe('retiring', () => {
	test('takes it out and keeps it, and it can come back', async () => {
		const id = plan.elements['1.1.2'];
		await retire(db, planner, plan, await placed(id), now);
		expect(await codes()).toEqual(['G1', 'O1.1', '1.1.1', 'G2']);
		expect(await retired(db, plan.id)).toMatchObject([{ code: '1.1.2', reason }]);
		await expect(edit(id, { title: 'X' })).rejects.toMatchObject(refusal('', 'retired'));
		await restore(db, planner, plan, await placed(id), '1.1.2');
		expect(await codes()).toEqual(['G1', 'O1.1', '1.1.1', '1.1.2', 'G2']);
		expect(await revisionOf(db, plan.id)).toBe(3);
	});

	test('waits until nothing stands beneath it', async () => {
		const answer = retire(db, planner, plan, await placed(plan.elements['O1.1']), now);
		await expect(answer).rejects.toMatchObject(refusal('', 'children_live'));
	});

	test('a code that was taken since is refused when it comes back', async () => {
		const id = plan.elements['1.1.2'];
		await retire(db, planner, plan, await placed(id), now);
		await renumbered(plan.elements['1.1.1'], '1.1.2', todayIn('Asia/Manila', new Date()));
		const answer = restore(db, planner, plan, await placed(id), '1.1.2');
		await expect(answer).rejects.toMatchObject(refusal('code', 'code_taken'));
		await restore(db, planner, plan, await placed(id), '1.1.9');
		expect(await codes()).toContain('1.1.9');
	});

	test('a code that was another’s on earlier days is refused, since a correction holds on them', async () => {
		await retire(db, planner, plan, await placed(plan.elements['1.1.2']), now);
		await expect(edit(plan.elements['1.1.1'], { code: '1.1.2' })).rejects.toMatchObject(
			refusal('', 'code_taken_then')
		);
	});

	test('nothing comes back beneath what is retired', async () => {
		const [child, parent] = [plan.elements['1.1.2'], plan.elements['O1.1']];
		for (const id of [plan.elements['1.1.1'], child, parent])
			await retire(db, planner, plan, await placed(id), now);
		const answer = restore(db, planner, plan, await placed(child), '1.1.2');
		await expect(answer).rejects.toMatchObject(refusal('parent', 'parent_retired'));
		await expect(answer).rejects.toBeInstanceOf(Refused);
	});
});
