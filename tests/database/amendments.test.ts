import { sql } from 'kysely';
import { addDays } from 'date-fns';
import { expect, test } from 'vitest';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as amendmentQueries from '#lib/server/amendments/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import type { ElementFields } from '#lib/server/elements/fields.ts';
import * as places from '#lib/server/elements/places.ts';
import { find } from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import { amendmentsTold } from '#lib/server/notices/queries.ts';
import { Conflict, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { takeBack } from '#lib/server/amendments/take-back.ts';
import { bringToPresent } from '#lib/server/plans/current-day.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
const today = new Date().toISOString().slice(0, 10);
const reason = 'The council moved it.';
const instrument = { number: 'Resolution 14', on: '2026-01-05', address: null };
const holds_from = '2026-02-01';
let slugs = 0;

async function aDraft() {
	const slug = `amended-${(slugs += 1)}`;
	const plan = await makePlan(db, { slug });
	const id = await amendments.draft(db, planner, plan, { title: 'First', reason, holds_from });
	const request = {
		planId: plan.id,
		amendmentId: id,
		actorId: plannerId
	};
	const within = <Result>(act: (inside: Db) => Promise<Result>) => inDraft(db, request, act);
	const structure = async (on: string) =>
		(await setOut(db, (await plans.find(db, slug))!)).structures.on({ on, known: Infinity });
	const titleOn = async (on: string, code = '1.1.1') =>
		(await structure(on)).elements.find((element) => element.code === code)?.title;
	const draft = async () => (await amendmentQueries.find(db, plan.id, id))!;
	const adopt = async () =>
		amendments.adopt(
			db,
			planner,
			plan,
			{ id, version: (await draft()).version },
			{ instrument, today }
		);
	return { slug, plan, id, within, structure, titleOn, draft, adopt };
}

async function edited(inside: Db, planId: string, id: string, fields: Partial<ElementFields>) {
	const element = (await find(inside, planId, id))!;
	const request = { id, version: element.version, reason, linkReason: null, today };
	const plan = { id: planId, demonstration: false };
	return change(inside, planner, plan, { ...request, fields: { ...element, ...fields } });
}

test('what is drafted is seen in the draft alone, and holds from its day once adopted', async () => {
	const { plan, within, titleOn, adopt, draft, slug } = await aDraft();
	const id = plan.elements['1.1.1'];
	const before = (await plans.find(db, slug))!.revision;
	await within((inside) => edited(inside, plan.id, id, { title: 'Amended' }));
	expect((await find(db, plan.id, id))!.title).toBe('Title of 1.1.1');
	expect(await within(async (inside) => (await find(inside, plan.id, id))!.title)).toBe('Amended');
	expect((await plans.find(db, slug))!.revision).toBe(before);
	await adopt();
	expect(await titleOn('2026-01-31')).toBe('Title of 1.1.1');
	expect(await titleOn('2026-02-01')).toBe('Amended');
	expect((await find(db, plan.id, id))!.title).toBe('Amended');
	expect((await draft()).instrument_number).toBe('Resolution 14');
});

test('a draft adds, moves and retires; what it adds takes its id when it is drafted', async () => {
	const { plan, within, structure, adopt } = await aDraft();
	const added = await within((inside) =>
		places.add(inside, planner, plan, {
			kind: 'objective',
			parentId: plan.elements.G2,
			code: '',
			title: 'New',
			reason
		})
	);
	await within(async (inside) => {
		const moved = (await find(inside, plan.id, plan.elements['1.1.2']))!;
		await places.move(
			inside,
			planner,
			plan,
			{ id: moved.id, version: moved.version, reason },
			added
		);
		const gone = (await find(inside, plan.id, plan.elements['1.1.1']))!;
		await retire(inside, planner, plan, { id: gone.id, version: gone.version, reason }, new Date());
	});
	expect(await find(db, plan.id, added)).toBeUndefined();
	await adopt();
	const codes = async (on: string) => (await structure(on)).elements.map(({ code }) => code);
	expect(await codes('2026-01-31')).toEqual(['G1', 'O1.1', '1.1.1', '1.1.2', 'G2']);
	expect(await codes('2026-02-01')).toEqual(['G1', 'O1.1', 'G2', 'O2.1', '1.1.2']);
	expect((await find(db, plan.id, added))!.parent_id).toBe(plan.elements.G2);
	expect((await find(db, plan.id, plan.elements['1.1.1']))!.retired_at).not.toBeNull();
});

test('a correction holds from the beginning, up to where an amendment said otherwise', async () => {
	const { plan, within, titleOn, adopt } = await aDraft();
	const id = plan.elements['1.1.1'];
	await within((inside) => edited(inside, plan.id, id, { title: 'Amended' }));
	await adopt();
	await edited(db, plan.id, id, { short_title: 'Short', title: 'Corrected' });
	expect(await titleOn('2026-01-31')).toBe('Title of 1.1.1');
	expect(await titleOn('2026-02-01')).toBe('Corrected');
	const { rows } = await sql<{ holds_from: string; short_title: string | null }>`
		select distinct on (holds_from) holds_from, short_title from element_version where id = ${id}
		order by holds_from, revision desc
	`.execute(db);
	expect(rows).toEqual([
		{ holds_from: '-infinity', short_title: 'Short' },
		{ holds_from: '2026-02-01', short_title: 'Short' }
	]);
});

test('what is set back in a draft is no change, and what it added and took away is nothing', async () => {
	const { plan, id, within, adopt } = await aDraft();
	const element = plan.elements['1.1.1'];
	await within((inside) => edited(inside, plan.id, element, { title: 'Amended' }));
	await within((inside) => edited(inside, plan.id, element, { title: 'Title of 1.1.1' }));
	const milestone = { id: null, title: 'One', weight: '1', planned_on: null };
	await within((inside) => edited(inside, plan.id, element, { milestones: [milestone] }));
	expect(await amendmentQueries.fieldChanges(db, id)).not.toEqual([]);
	await within((inside) => edited(inside, plan.id, element, { milestones: [] }));
	expect(await amendmentQueries.fieldChanges(db, id)).toEqual([]);
	await expect(adopt()).rejects.toMatchObject({ reason: 'draft_empty' });
});

test('a draft that rests on what was changed since is not adopted before somebody has looked', async () => {
	const { plan, id, within, adopt, draft, titleOn } = await aDraft();
	const element = plan.elements['1.1.1'];
	await within((inside) => edited(inside, plan.id, element, { title: 'Amended' }));
	await edited(db, plan.id, element, { title: 'Corrected' });
	await expect(adopt()).rejects.toMatchObject({ reason: 'draft_moved' });
	expect(await titleOn('2026-02-01')).toBe('Corrected');
	expect(await amendmentQueries.moved(db, await draft())).toMatchObject([
		{ field: 'title', before: 'Title of 1.1.1', present: 'Corrected', after: 'Amended' }
	]);
	await amendments.rebase(db, planner, plan, { id, version: (await draft()).version });
	await adopt();
	expect(await titleOn('2026-02-01')).toBe('Amended');
	expect(await titleOn('2026-01-31')).toBe('Corrected');
});

test('those whose work an amendment changes are told of it, and nobody else', async () => {
	const { plan, id, within, adopt } = await aDraft();
	const [leads, supports, other] = await Promise.all(
		['Leads', 'Supports', 'Other'].map(async (name) => {
			const organisationId = await makeOrganisation(db, `${name}${id}`);
			const person = await makePerson(db, { role: 'reporter', organisationId });
			return { organisationId, userId: person.id };
		})
	);
	const owns = (code: '1.1.1' | '1.1.2', organisationId: string, role: 'lead' | 'co_lead') =>
		db
			.insertInto('owner')
			.values({ element_id: plan.elements[code], organisation_id: organisationId, role })
			.execute();
	await owns('1.1.1', leads!.organisationId, 'lead');
	await owns('1.1.1', supports!.organisationId, 'co_lead');
	await owns('1.1.2', other!.organisationId, 'lead');
	await within((inside) => edited(inside, plan.id, plan.elements['1.1.1'], { title: 'Told' }));
	await adopt();
	const told = await db
		.selectFrom('notice')
		.where('plan_id', '=', plan.id)
		.select(['kind', 'user_id', 'words'])
		.orderBy('user_id')
		.execute();
	const words = { title: 'First' };
	expect(told).toEqual(
		[leads!, supports!]
			.map(({ userId }) => ({ kind: 'plan_changed', user_id: userId, words }))
			.toSorted((one, two) => Number(one.user_id) - Number(two.user_id))
	);
	const recently = (userId: string, on: Date) => amendmentsTold(db, userId, on);
	const now = new Date();
	expect((await recently(leads!.userId, now)).map((one) => one.words)).toEqual([words]);
	expect(await recently(other!.userId, now)).toEqual([]);
	expect(await recently(leads!.userId, addDays(now, 91))).toEqual([]);
});

test('two drafts of one code are not both adopted, and nothing of the second is stored', async () => {
	const { plan, within, adopt } = await aDraft();
	const second = await amendments.draft(db, planner, plan, {
		title: 'Second',
		reason,
		holds_from: '2027-01-01'
	});
	await inDraft(db, { planId: plan.id, amendmentId: second, actorId: plannerId }, (inside) =>
		edited(inside, plan.id, plan.elements['1.1.2'], { code: 'X' })
	);
	await within((inside) => edited(inside, plan.id, plan.elements['1.1.1'], { code: 'X' }));
	await adopt();
	const { version } = (await amendmentQueries.find(db, plan.id, second))!;
	const at = { id: second, version };
	await expect(
		amendments.adopt(db, planner, plan, at, { instrument, today })
	).rejects.toMatchObject({ reason: 'code_taken_then', days: { day: '2027-01-01' } });
	expect((await amendmentQueries.find(db, plan.id, second))!.adopted_at).toBeNull();
});

test('a correction of today is refused where it breaks a day to come', async () => {
	const { plan, within, adopt } = await aDraft();
	await within((inside) => edited(inside, plan.id, plan.elements['1.1.1'], { code: 'X' }));
	await sql`update amendment set holds_from = '2031-01-01' where plan_id = ${plan.id}`.execute(db);
	await adopt();
	await expect(edited(db, plan.id, plan.elements['1.1.2'], { code: 'X' })).rejects.toMatchObject({
		reason: 'code_taken_then',
		days: { day: '2031-01-01' }
	});
	expect((await find(db, plan.id, plan.elements['1.1.2']))!.code).toBe('1.1.2');
});

test('codes are exchanged in one amendment', async () => {
	const { plan, within, adopt, titleOn } = await aDraft();
	const [one, other] = [plan.elements['1.1.1'], plan.elements['1.1.2']];
	for (const [id, code] of [
		[one, 'between'],
		[other, '1.1.1'],
		[one, '1.1.2']
	] as const)
		await within((inside) => edited(inside, plan.id, id, { code }));
	await adopt();
	expect(await titleOn(today, '1.1.2')).toBe('Title of 1.1.1');
	expect(await titleOn('2026-01-31', '1.1.2')).toBe('Title of 1.1.2');
});

test('current rows are what holds on the current day, after any of this', async () => {
	const { rows: ofPlans } = await sql<{ id: string }>`select id from plan`.execute(db);
	for (const { id } of ofPlans) {
		const { rows } = await sql`
			select e.id from element e
			full join (
				select distinct on (v.id) v.* from element_version v join plan p on p.id = v.plan_id
				where v.plan_id = ${id} and v.holds_from <= p.current_day
				order by v.id, v.holds_from desc, v.revision desc
			) h on h.id = e.id
			where coalesce(e.plan_id, h.plan_id) = ${id} and (
				e.id is null or h.id is null or (e.retired_at is not null) <> h.retired
				or (not h.retired and (e.title, e.code, e.parent_id, e.position) is distinct from
					(h.title, h.code, h.parent_id, h.position))
			)
		`.execute(db);
		expect(rows).toEqual([]);
	}
});

test('what comes on a day to come has its provenance from that day on', async () => {
	const { plan, within, adopt } = await aDraft();
	const id = await within((inside) =>
		places.add(
			inside,
			planner,
			{ id: plan.id, demonstration: false },
			{ kind: 'activity', parentId: plan.elements['O1.1'], code: '', title: 'New', reason }
		)
	);
	await sql`update amendment set holds_from = '2030-01-01' where plan_id = ${plan.id}`.execute(db);
	await adopt();
	expect(await find(db, plan.id, id)).toBeUndefined();
	await bringToPresent(db, new Date('2030-01-01T12:00:00Z'));
	expect((await find(db, plan.id, id))!.title).toBe('New');
	expect((await byField(db, 'element_id', id))['title']).toMatchObject({
		kind: 'editorial',
		reason
	});
	const waiting = await sql`select from provenance_to_come where element_id = ${id}`.execute(db);
	expect(waiting.rows).toEqual([]);
});

test('a day to come brings its changes into the current rows', async () => {
	const { plan, within, adopt } = await aDraft();
	const id = plan.elements['1.1.1'];
	await within((inside) => edited(inside, plan.id, id, { title: 'Amended' }));
	await sql`update amendment set holds_from = '2030-01-01' where plan_id = ${plan.id}`.execute(db);
	await adopt();
	expect((await find(db, plan.id, id))!.title).toBe('Title of 1.1.1');
	await bringToPresent(db, new Date('2030-01-01T04:00:00Z'));
	expect((await find(db, plan.id, id))!.title).toBe('Amended');
});

test('refused: a day before the plan, an instrument of tomorrow, a draft that ended, an older form', async () => {
	const { plan, id, within, draft } = await aDraft();
	await sql`update plan set period_start = '2025-01-01' where id = ${plan.id}`.execute(db);
	const early = { title: 'Early', reason, holds_from: '2024-12-31' };
	await expect(amendments.draft(db, planner, plan, early)).rejects.toMatchObject({
		reason: 'before_plan',
		days: { day: '2025-01-01' }
	});
	await within((inside) => edited(inside, plan.id, plan.elements.G1, { title: 'Amended' }));
	const at = { id, version: (await draft()).version };
	const late = { ...instrument, on: '2999-01-01' };
	const adopting = (given: typeof at, by = instrument) =>
		amendments.adopt(db, planner, plan, given, { instrument: by, today });
	await expect(adopting(at, late)).rejects.toMatchObject({ reason: 'after_today' });
	await expect(adopting({ id, version: 1 })).rejects.toThrow(Conflict);
	await amendments.abandon(db, planner, plan, at);
	await expect(adopting(at)).rejects.toThrow(Refused);
	await expect(within(async () => 0)).rejects.toThrow(NotFound);
});

test('versions of an earlier revision cannot be changed or taken away', async () => {
	const { plan } = await aDraft();
	await edited(db, plan.id, plan.elements.G1, { title: 'Corrected' });
	await expect(
		sql`delete from element_version where plan_id = ${plan.id} and revision = 0`.execute(db)
	).rejects.toThrow('append-only');
	await expect(
		sql`update element_version set title = 'x' where plan_id = ${plan.id} and revision = 0`.execute(
			db
		)
	).rejects.toThrow('append-only');
});

test('the reverse of an amendment takes out what it added and brings back what it took out', async () => {
	const { plan, within, structure, adopt, id } = await aDraft();
	const { 'O1.1': objective, '1.1.2': gone } = plan.elements;
	await within(async (inside) => {
		const added = { kind: 'activity' as const, parentId: objective, code: '1.1.3', title: 'New' };
		await places.add(inside, planner, plan, { ...added, reason });
		const { version } = (await find(inside, plan.id, gone))!;
		await retire(inside, planner, plan, { id: gone, version, reason }, new Date());
	});
	await adopt();
	const fields = { title: 'Reverse', reason, holds_from: '2026-03-01' };
	await expect(
		takeBack(db, planner, plan, id, { ...fields, holds_from: '2026-01-31' })
	).rejects.toMatchObject({ field: 'holds_from', reason: 'before_amendment' });
	const reverse = await takeBack(db, planner, plan, id, fields);
	await expect(takeBack(db, planner, plan, reverse, fields)).rejects.toMatchObject({
		reason: 'amendment_not_adopted'
	});
	const { version } = (await amendmentQueries.find(db, plan.id, reverse))!;
	await amendments.adopt(db, planner, plan, { id: reverse, version }, { instrument, today });
	const codes = async (on: string) => (await structure(on)).elements.map(({ code }) => code);
	expect(await codes('2026-02-28')).toEqual(['G1', 'O1.1', '1.1.1', '1.1.3', 'G2']);
	expect(await codes('2026-03-01')).toEqual(['G1', 'O1.1', '1.1.1', '1.1.2', 'G2']);
});
