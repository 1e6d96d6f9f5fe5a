/** A draft has no days and is seen by nobody else; its adoption makes it a plan. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { usualLabels } from '#lib/domain/proposals/usual-labels.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { draft as draftAmendment } from '#lib/server/amendments/commands.ts';
import * as places from '#lib/server/elements/places.ts';
import * as elements from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { rename } from '#lib/server/organisations/commands.ts';
import { planOfActivity, plansOf } from '#lib/server/reports/queries.ts';
import { adopt } from '#lib/server/plans/adoption.ts';
import { start, type NewPlan } from '#lib/server/plans/commands.ts';
import { search } from '#lib/server/search/queries.ts';
import { Conflict, NotAllowed } from '#lib/server/writing/refusals.ts';
import { datedKinds } from '#lib/server/writing/written.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const { actor } = await makePerson(db, { role: 'planner' });
const ministry = await makeOrganisation(db, 'MOST');

const reasons = { entered: 'Ours.', notStated: 'Not entered.', reckoning: 'Usual.' };
const newPlan = (title: string, given: Partial<NewPlan> = {}): NewPlan => ({
	title,
	shortTitle: null,
	language: 'en',
	currency: 'PHP',
	timeZone: 'Asia/Manila',
	fiscalYearStartMonth: 1,
	periodStart: null,
	periodEnd: null,
	vision: null,
	mission: null,
	labels: usualLabels('en'),
	rollUpMethod: 'equal',
	reportingFrequency: 'quarter',
	...given
});
const begun = (title: string, given?: Partial<NewPlan>, by: Actor = actor) =>
	start(db, by, { plan: newPlan(title, given), reasons });
const planOf = async (slug: string) => (await plans.find(db, slug))!;
const edited = (plan: plans.PlanRow) => ({ id: plan.id, demonstration: false });
const instrument = { number: 'Executive Order 12', on: '2026-03-01', address: null };
const today = '2026-11-22';
const scope = scopeOn('2026-11-22', '2026-11-22');

async function add(plan: plans.PlanRow, kind: 'goal' | 'activity', code: string, parent = '') {
	return await places.add(db, actor, edited(plan), {
		kind,
		parentId: parent || null,
		code,
		title: `Title of ${code}`,
		reason: 'As published.'
	});
}

const versionsOf = async (planId: string) => {
	const rows = [];
	for (const kind of datedKinds) {
		const found = await sql<{ holdsFrom: string; retired: boolean; revision: string }>`
			select holds_from as "holdsFrom", retired, revision from ${sql.table(`${kind}_version`)}
			where plan_id = ${planId}
		`.execute(db);
		rows.push(...found.rows.map((row) => ({ kind, ...row })));
	}
	return rows;
};

test('a draft is begun once by one form, and says of each field where it comes from', async () => {
	const request = { requestId: crypto.randomUUID(), digest: 'same', confirmed: [] };
	const plan = { plan: newPlan('Sent twice'), reasons };
	const slugs = [await start(db, actor, plan, request), await start(db, actor, plan, request)];
	expect(slugs).toEqual(['sent-twice', 'sent-twice']);
	const row = await planOf('sent-twice');
	expect(row).toMatchObject({ draft: true, reporting_frequency: 'quarter', adopted_at: null });
	const fields = await db
		.selectFrom('provenance')
		.where('plan_id', '=', row.id)
		.select('field')
		.execute();
	expect(fields.map(({ field }) => field)).toEqual(
		expect.arrayContaining(['title', 'period', 'vision', 'roll_up_method', 'confidence_rules'])
	);
});

test('a title that is used, an absurd period and a reversed one are refused, and nothing is stored', async () => {
	await begun('Taken');
	const count = async () => (await db.selectFrom('plan').select('id').execute()).length;
	const before = await count();
	await expect(begun('TAKEN')).rejects.toMatchObject({ field: 'title', reason: 'title_used' });
	await expect(begun('Absurd', { periodStart: '0026-01-01' })).rejects.toMatchObject({
		field: 'period_start',
		reason: 'absurd_day'
	});
	const reversed = { periodStart: '2026-01-01', periodEnd: '2025-01-01' };
	await expect(begun('Reversed', reversed)).rejects.toMatchObject({ reason: 'dates_reversed' });
	expect(await count()).toBe(before);
});

test('of two who begin plans of one title at once the second is refused', async () => {
	const both = await Promise.allSettled([begun('At once'), begun('at once')]);
	expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('only planners begin and adopt', async () => {
	const { actor: administrator } = await makePerson(db, { role: 'administrator' });
	await expect(begun('Not theirs', {}, administrator)).rejects.toThrow(NotAllowed);
	const plan = await planOf(await begun('Guarded'));
	await add(plan, 'goal', 'G1');
	const { revision } = await planOf('guarded');
	await expect(
		adopt(db, administrator, edited(plan), revision, { instrument, today })
	).rejects.toThrow(NotAllowed);
	expect((await planOf('guarded')).draft).toBe(true);
});

test('what is written of a draft has no days, and its figures follow at once', async () => {
	const plan = await planOf(await begun('Without days'));
	const goal = await add(plan, 'goal', 'G1');
	await add(plan, 'activity', 'A1', goal);
	const second = await add(plan, 'activity', 'A2', goal);
	const codes = async () => {
		const { record } = await figures(db, await planOf(plan.slug), scope);
		return record.elements.map(({ code }) => code).toSorted();
	};
	expect(await codes()).toEqual(['A1', 'A2', 'G1']);
	const { version } = (await elements.find(db, plan.id, second))!;
	await retire(db, actor, edited(plan), { id: second, version, reason: 'A slip.' }, new Date());
	expect(await codes()).toEqual(['A1', 'G1']);
	expect((await planOf(plan.slug)).structure_revision).toBe('0');
	expect((await search(db, 'Title of A1')).filter((hit) => hit.planSlug === plan.slug)).toEqual([]);
});

test('its adoption is its baseline: what was struck out before was never planned', async () => {
	const plan = await planOf(await begun('To be adopted'));
	const goal = await add(plan, 'goal', 'G1');
	const kept = await add(plan, 'activity', 'A1', goal);
	const gone = await add(plan, 'activity', 'A2', goal);
	const { version } = (await elements.find(db, plan.id, gone))!;
	await retire(db, actor, edited(plan), { id: gone, version, reason: 'A slip.' }, new Date());
	// the code of what went is free again
	await add(plan, 'activity', 'A2', goal);
	await db
		.insertInto('owner')
		.values({
			element_id: kept,
			organisation_id: ministry,
			role: 'lead',
			valid_from: today,
			valid_to: null
		})
		.execute();
	expect(await plansOf(db, [ministry])).toEqual([]);
	expect(await planOfActivity(db, kept)).toBeUndefined();

	const { revision } = await planOf(plan.slug);
	await adopt(db, actor, edited(plan), revision, { instrument, today });
	const adopted = await planOf(plan.slug);
	expect(adopted).toMatchObject({
		draft: false,
		adopted_revision: '0',
		instrument_number: 'Executive Order 12',
		instrument_on: '2026-03-01'
	});
	const versions = await versionsOf(plan.id);
	expect(new Set(versions.map(({ holdsFrom }) => holdsFrom))).toEqual(new Set(['-infinity']));
	expect(versions.filter(({ retired }) => retired)).toHaveLength(1);
	const { record } = await figures(db, adopted, { ...scopeOn('2020-01-01', today) });
	expect(record.elements.map(({ code }) => code).toSorted()).toEqual(['A1', 'A2', 'G1']);
	expect(record.elements.find(({ code }) => code === 'A1')!.owners).toHaveLength(1);
	expect((await search(db, 'Title of A1')).map((hit) => hit.planSlug)).toContain(plan.slug);
	expect((await plansOf(db, [ministry])).map((own) => own.plan.slug)).toEqual([plan.slug]);
	expect(await planOfActivity(db, kept)).toBeDefined();
});

test('after its adoption a change is a correction or an amendment, and the baseline stands', async () => {
	const plan = await planOf(await begun('Changed later'));
	const goal = await add(plan, 'goal', 'G1');
	await expect(
		draftAmendment(db, actor, edited(plan), {
			title: 'Too early',
			reason: 'X',
			holds_from: today
		})
	).rejects.toMatchObject({ reason: 'plan_unadopted' });
	const { revision } = await planOf(plan.slug);
	await adopt(db, actor, edited(plan), revision, { instrument, today });
	await add(await planOf(plan.slug), 'activity', 'A1', goal);
	expect((await planOf(plan.slug)).structure_revision).toBe('1');
	const ways = await db
		.selectFrom('plan_revision')
		.where('plan_id', '=', plan.id)
		.select(['revision', 'way'])
		.orderBy('revision')
		.execute();
	expect(ways).toEqual([
		{ revision: '0', way: 'first' },
		{ revision: '1', way: 'correction' }
	]);
	expect(
		await draftAmendment(db, actor, edited(plan), { title: 'Now', reason: 'X', holds_from: today })
	).toBeDefined();
});

test('an empty draft, a day to come, a stale form and a second adoption are refused', async () => {
	const plan = await planOf(await begun('Refused'));
	const now = async () => (await planOf(plan.slug)).revision;
	const given = { instrument, today };
	await expect(adopt(db, actor, edited(plan), await now(), given)).rejects.toMatchObject({
		reason: 'plan_empty'
	});
	const seen = await now();
	await add(plan, 'goal', 'G1');
	await expect(adopt(db, actor, edited(plan), seen, given)).rejects.toThrow(Conflict);
	const toCome = { instrument: { ...instrument, on: '2026-11-23' }, today };
	await expect(adopt(db, actor, edited(plan), await now(), toCome)).rejects.toMatchObject({
		field: 'instrument_on',
		reason: 'after_today'
	});
	expect((await planOf(plan.slug)).draft).toBe(true);
	const request = { requestId: crypto.randomUUID(), digest: 'same', confirmed: [] };
	const form = { ...edited(plan), request };
	const revision = await now();
	await adopt(db, actor, form, revision, given);
	await adopt(db, actor, form, revision, given);
	await expect(adopt(db, actor, edited(plan), await now(), given)).rejects.toMatchObject({
		reason: 'adopted_already'
	});
	const { rows } = await sql<{ count: number }>`
		select count(*)::int from audit_entry where action = 'plan_adopted' and plan_id = ${plan.id}
	`.execute(db);
	expect(rows).toEqual([{ count: 1 }]);
});

test('of two who adopt and edit a draft at once, what is written belongs to one state or the other', async () => {
	const plan = await planOf(await begun('Raced'));
	await add(plan, 'goal', 'G1');
	const { revision } = await planOf(plan.slug);
	const [adopted] = await Promise.allSettled([
		adopt(db, actor, edited(plan), revision, { instrument, today }),
		add(plan, 'goal', 'G2')
	]);
	const row = await planOf(plan.slug);
	expect(row.draft).toBe(adopted.status === 'rejected');
	const ways = await db
		.selectFrom('plan_revision')
		.where('plan_id', '=', plan.id)
		.select('way')
		.orderBy('revision')
		.execute();
	expect(ways.map(({ way }) => way)).toEqual(row.draft ? ['first'] : ['first', 'correction']);
});

test('an organisation that is renamed meanwhile leaves a draft without days', async () => {
	const plan = await planOf(await begun('Renamed meanwhile'));
	const goal = await add(plan, 'goal', 'G1');
	await db
		.insertInto('owner')
		.values({
			element_id: goal,
			organisation_id: ministry,
			role: 'lead',
			valid_from: today,
			valid_to: null
		})
		.execute();
	const { actor: administrator } = await makePerson(db, { role: 'administrator' });
	const at = { id: ministry, version: 1 };
	const names = { acronym: 'MOST2', name: 'Ministry of Science', from: today };
	await rename(db, administrator, at, names, { reason: 'A law.', today });
	expect((await planOf(plan.slug)).structure_revision).toBe('0');
	await add(plan, 'activity', 'A1', goal);
	const { revision } = await planOf(plan.slug);
	await adopt(db, actor, edited(plan), revision, { instrument, today });
	const versions = await versionsOf(plan.id);
	expect(new Set(versions.map((one) => `${one.holdsFrom} ${one.revision}`))).toEqual(
		new Set(['-infinity 0'])
	);
});
