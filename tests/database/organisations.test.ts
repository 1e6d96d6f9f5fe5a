/** Organisations created, renamed and ended: what holds from when, what is refused, and what is left as it was. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { create, rearrange, rename } from '#lib/server/organisations/commands.ts';
import { end, previewEnding } from '#lib/server/organisations/ending.ts';
import type { EndingAsked } from '#lib/server/organisations/ending-asked.ts';
import type { NewOrganisation } from '#lib/server/organisations/fields.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { duties } from '#lib/server/reports/queries.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { Conflict, NotAllowed, Refused } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const plan = await reportingPlan(db);
const { actor } = await makePerson(db, { role: 'administrator' });
const today = '2026-11-26';
const on = '2026-11-01';
const act = { reason: 'An order says so.', today };

const fresh = (fields: Partial<NewOrganisation> = {}): NewOrganisation => ({
	acronym: 'NEW',
	name: 'Ministry of New Things',
	kind: 'ministry',
	parent_id: null,
	reports_through_id: null,
	jurisdiction: 'test',
	valid_from: null,
	...fields
});

const ending = (ids: string[], fields: Partial<EndingAsked> = {}): EndingAsked => ({
	...{ ids, on, successors: [], choices: {} },
	...fields
});

const existing = (id: string, at = 0) => ({ field: `to-${at}`, id });

async function pass(asked: EndingAsked): Promise<string> {
	const { seen } = await previewEnding(db, actor, asked, today);
	return await end(db, actor, asked, { ...act, seen });
}

const version = async (id: string) =>
	(
		await db
			.selectFrom('organisation')
			.where('id', '=', id)
			.select('version')
			.executeTakeFirstOrThrow()
	).version;

/** All that is stored of organisations and owners, so that nothing half-stored goes unseen. */
async function stored(): Promise<string> {
	const { rows } = await sql<{ all: string }>`
		select md5(
			(select coalesce(json_agg(o order by id)::text, '') from organisation o)
			|| (select coalesce(json_agg(n order by organisation_id, holds_from)::text, '') from organisation_name n)
			|| (select coalesce(json_agg(s order by predecessor_id, successor_id)::text, '') from organisation_succession s)
			|| (select coalesce(json_agg(v order by id, holds_from, revision)::text, '') from owner_version v)
			|| (select coalesce(json_agg(v order by id, holds_from, revision)::text, '') from kpi_version v)
			|| (select coalesce(json_agg(p order by id)::text, '') from plan p)
			|| (select count(*) from audit_entry)
		) as all
	`.execute(db);
	return rows[0]!.all;
}

const ownersOn = async (day: string) => {
	const row = (await plans.find(db, 'small'))!;
	const { elements } = await record(db, row, scopeOn(day, today));
	return Object.fromEntries(
		elements.flatMap(({ code, owners }) =>
			owners.length === 0 ? [] : [[code, owners.map(({ acronym, role }) => `${acronym} ${role}`)]]
		)
	);
};

test('a new organisation has a name from the beginning and an address of its acronym', async () => {
	expect(await create(db, actor, fresh({ acronym: 'M&T', name: 'Ministry of M&T' }), act)).toBe(
		'm-t'
	);
	expect(await create(db, actor, fresh({ acronym: 'M T', name: 'Another one' }), act)).toBe(
		'm-t-2'
	);
});

test('a new name holds from its day: pages of earlier days show the old one, its address leads on', async () => {
	const id = await makeOrganisation(db, 'OLD');
	await db
		.insertInto('owner')
		.values({ element_id: plan.ofIco, organisation_id: id, role: 'co_lead' })
		.execute();
	const names = { acronym: 'YOUNG', name: 'Ministry YOUNG', from: on };
	expect(await rename(db, actor, { id, version: 1 }, names, act)).toBe('young');
	expect((await ownersOn('2026-10-31'))['1.1.3']).toContain('OLD co_lead');
	expect((await ownersOn(on))['1.1.3']).toContain('YOUNG co_lead');
	const { presentOrganisation } = await import('#lib/server/plans/present-names.ts');
	expect(await presentOrganisation(db, 'old')).toBe('young');
	await expect(rename(db, actor, { id, version: 1 }, names, act)).rejects.toThrow(Conflict);
});

test('of two renames from one form the second meets both versions', async () => {
	const id = await makeOrganisation(db, 'TWICE');
	const at = { id, version: 1 };
	await rename(db, actor, at, { acronym: 'ONCE', name: 'Ministry ONCE', from: on }, act);
	const again = rename(
		db,
		actor,
		at,
		{ acronym: 'THRICE', name: 'Ministry THRICE', from: on },
		act
	);
	await expect(again).rejects.toMatchObject({
		version: '2',
		stored: { acronym: 'ONCE' },
		sent: { acronym: 'THRICE' }
	});
});

test('only an administrator may, and who may not leaves all as it was', async () => {
	const before = await db.selectFrom('organisation').selectAll().orderBy('id').execute();
	const others: Actor[] = [plan.planner, plan.leader, plan.milgReporter];
	for (const other of others) {
		await expect(create(db, other, fresh(), act)).rejects.toThrow(NotAllowed);
		await expect(previewEnding(db, other, ending([plan.milg]), today)).rejects.toThrow(NotAllowed);
		const seen = '';
		await expect(end(db, other, ending([plan.milg]), { ...act, seen })).rejects.toThrow(NotAllowed);
	}
	expect(await db.selectFrom('organisation').selectAll().orderBy('id').execute()).toEqual(before);
});

const [ended, goesOn, lateComer, circleFrom, circleTo] = [
	await makeOrganisation(db, 'ENDED'),
	await makeOrganisation(db, 'GOES'),
	await makeOrganisation(db, 'LATE'),
	await makeOrganisation(db, 'FROM'),
	await makeOrganisation(db, 'TO')
];
await db
	.updateTable('organisation')
	.set({ valid_to: '2026-01-01' })
	.where('id', '=', ended)
	.execute();
await db
	.updateTable('organisation')
	.set({ valid_from: '2026-11-20' })
	.where('id', '=', lateComer)
	.execute();
await db
	.insertInto('organisation_succession')
	.values({ predecessor_id: circleTo, successor_id: circleFrom })
	.execute();

const bad: [what: string, act: () => Promise<unknown>, field: string, reason: string][] = [
	[
		'a taken acronym',
		() => create(db, actor, fresh({ acronym: 'milg' }), act),
		'acronym',
		'acronym_taken'
	],
	[
		'a taken name',
		() => create(db, actor, fresh({ name: 'ministry  milg' }), act),
		'name',
		'name_taken'
	],
	[
		'a beginning in the far past',
		() => create(db, actor, fresh({ valid_from: '1200-01-01' }), act),
		'valid_from',
		'absurd_day'
	],
	[
		'a beginning to come',
		() => create(db, actor, fresh({ valid_from: '2030-01-01' }), act),
		'valid_from',
		'absurd_day'
	],
	[
		'a place under one that is not there',
		() => create(db, actor, fresh({ parent_id: '999999' }), act),
		'parent_id',
		'unknown_choice'
	],
	[
		'a place under one that has ended',
		() => create(db, actor, fresh({ parent_id: ended }), act),
		'parent_id',
		'successor_ended'
	],
	[
		'a name that it has',
		async () =>
			rename(
				db,
				actor,
				{ id: goesOn, version: await version(goesOn) },
				{ acronym: 'GOES', name: 'Ministry GOES', from: on },
				act
			),
		'name',
		'same_name'
	],
	[
		'the name of another',
		async () =>
			rename(
				db,
				actor,
				{ id: goesOn, version: await version(goesOn) },
				{ acronym: 'MPW', name: 'Ministry GOES', from: on },
				act
			),
		'acronym',
		'acronym_taken'
	],
	[
		'a name from a day to come',
		async () =>
			rename(
				db,
				actor,
				{ id: goesOn, version: await version(goesOn) },
				{ acronym: 'WENT', name: 'Went', from: '2026-12-01' },
				act
			),
		'from',
		'after_today'
	],
	[
		'a name before it began',
		async () =>
			rename(
				db,
				actor,
				{ id: lateComer, version: await version(lateComer) },
				{ acronym: 'WENT', name: 'Went', from: on },
				act
			),
		'from',
		'before_began'
	],
	[
		'a name of one that has ended',
		async () =>
			rename(
				db,
				actor,
				{ id: ended, version: await version(ended) },
				{ acronym: 'WENT', name: 'Went', from: on },
				act
			),
		'',
		'ended_already'
	],
	[
		'a place under itself',
		async () =>
			rearrange(
				db,
				actor,
				{ id: goesOn, version: await version(goesOn) },
				{ kind: 'office', parent_id: goesOn, reports_through_id: null },
				act
			),
		'parent_id',
		'under_itself'
	],
	['closing twice', () => previewEnding(db, actor, ending([ended]), today), '', 'ended_already'],
	[
		'an end before it began',
		() => previewEnding(db, actor, ending([lateComer]), today),
		'on',
		'before_began'
	],
	[
		'an end in the far past',
		() => previewEnding(db, actor, ending([goesOn], { on: '1899-12-31' }), today),
		'on',
		'before_began'
	],
	[
		'an end in the far future',
		() => previewEnding(db, actor, ending([goesOn], { on: '2031-01-01' }), today),
		'on',
		'too_far_ahead'
	],
	[
		'itself as successor',
		() => previewEnding(db, actor, ending([goesOn], { successors: [existing(goesOn)] }), today),
		'to-0',
		'successor_same'
	],
	[
		'one that has ended as successor',
		() => previewEnding(db, actor, ending([goesOn], { successors: [existing(ended)] }), today),
		'to-0',
		'successor_ended'
	],
	[
		'one that begins later as successor',
		() => previewEnding(db, actor, ending([goesOn], { successors: [existing(lateComer)] }), today),
		'to-0',
		'successor_to_come'
	],
	[
		'nobody as successor',
		() => previewEnding(db, actor, ending([goesOn], { successors: [existing('999999')] }), today),
		'to-0',
		'unknown_choice'
	],
	[
		'one successor twice',
		() =>
			previewEnding(
				db,
				actor,
				ending([goesOn], { successors: [existing(lateComer), existing(lateComer, 1)] }),
				today
			),
		'to-1',
		'successor_twice'
	],
	[
		'a circle of successors',
		() =>
			previewEnding(db, actor, ending([circleFrom], { successors: [existing(circleTo)] }), today),
		'to-0',
		'successor_circle'
	],
	[
		'a new successor with a taken acronym',
		() =>
			previewEnding(
				db,
				actor,
				ending([goesOn], {
					successors: [{ field: 'new-0', acronym: 'MPW', name: 'Else', kind: 'office' }]
				}),
				today
			),
		'new-0-acronym',
		'acronym_taken'
	],
	[
		'two new successors of one name',
		() =>
			previewEnding(
				db,
				actor,
				ending([goesOn], {
					successors: [
						{ field: 'new-0', acronym: 'AA', name: 'Else', kind: 'office' },
						{ field: 'new-1', acronym: 'BB', name: 'else', kind: 'office' }
					]
				}),
				today
			),
		'new-1-acronym',
		'successor_twice'
	]
];

test.each(bad)(
	'%s is refused at its field, and nothing is stored',
	async (_, attempt, field, reason) => {
		const before = await stored();
		const refused = await attempt().then(
			() => undefined,
			(cause: unknown) => cause
		);
		expect(refused).toBeInstanceOf(Refused);
		expect(refused).toMatchObject({ field, reason });
		expect(await stored()).toBe(before);
	}
);

test('what was not previewed is not done: somebody changed an owner meanwhile', async () => {
	const asked = ending([plan.mpw], { successors: [existing(goesOn)] });
	const { seen } = await previewEnding(db, actor, asked, today);
	const { id } = await db
		.insertInto('owner')
		.values({ element_id: plan.ofMilg, organisation_id: plan.mpw, role: 'co_lead' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const before = await stored();
	await expect(end(db, actor, asked, { ...act, seen })).rejects.toThrow(Conflict);
	expect(await stored()).toBe(before);
	await db.deleteFrom('owner').where('id', '=', id).execute();
});

test('of two who end one at once, and of a second click, only the first does it', async () => {
	const id = await makeOrganisation(db, 'RACE');
	const asked = ending([id], { successors: [existing(goesOn)] });
	const { seen } = await previewEnding(db, actor, asked, today);
	const request = { requestId: randomUUID(), digest: 'one', confirmed: [] };
	const both = await Promise.allSettled([
		end(db, actor, asked, { ...act, seen }),
		end(db, actor, asked, { ...act, seen })
	]);
	expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	const next = await makeOrganisation(db, 'CLICK');
	const again = ending([next], { successors: [existing(goesOn)] });
	const { seen: shown } = await previewEnding(db, actor, again, today);
	const clicks = await Promise.all(
		[1, 2].map(() => end(db, actor, again, { ...act, seen: shown, request }))
	);
	expect(clicks).toEqual(['click', 'click']);
	const entries = await db
		.selectFrom('audit_entry')
		.where('action', '=', 'organisation_ended')
		.where('subject_id', '=', next)
		.selectAll()
		.execute();
	expect(entries).toHaveLength(1);
});

test('a merger passes on leads, KPIs and decisions on its day, and ends what people may do', async () => {
	const past = await ownersOn('2026-10-31');
	await db
		.insertInto('decision')
		.values({
			plan_id: plan.planId,
			title: 'Decide it',
			decider_id: plan.mpw,
			raised_on: '2026-10-01'
		})
		.execute();
	const before = (await plans.find(db, 'small'))!;
	const merged = {
		field: 'new-0',
		acronym: 'MIPW',
		name: 'Ministry of the Interior and Works',
		kind: 'ministry' as const
	};
	await pass(ending([plan.milg, plan.mpw], { successors: [merged] }));
	expect(await ownersOn('2026-10-31')).toEqual(past);
	const now = await ownersOn(on);
	expect(now['1.1.1']).toEqual(['MIPW lead']);
	// MILG reported on what MPW led: the successor of both owns it once
	expect(now['1.1.2']).toEqual(['MIPW lead']);
	const heir = (
		await db
			.selectFrom('organisation')
			.where('acronym', '=', 'MIPW')
			.select('id')
			.executeTakeFirstOrThrow()
	).id;
	const kpi = await db
		.selectFrom('kpi')
		.where('id', '=', plan.kpis.named)
		.select('reporter_id')
		.executeTakeFirstOrThrow();
	expect(kpi.reporter_id).toBe(heir);
	expect((await duties(db, plan.planId, [heir])).activities).toEqual(
		new Set([plan.ofMilg, plan.ofMpw])
	);
	expect((await duties(db, plan.planId, [plan.milg])).activities).toEqual(new Set());
	const decision = await db.selectFrom('decision').select('decider_id').executeTakeFirstOrThrow();
	expect(decision.decider_id).toBe(heir);
	expect((await plans.find(db, 'small'))!.structure_revision).not.toBe(before.structure_revision);
	const sent = sentUpdate(plan.ofMilg, 50, null);
	await expect(
		recordUpdate(db, plan.milgReporter, sent, new Date(`${today}T04:00:00Z`))
	).rejects.toThrow();
	expect(await verify(db)).toMatchObject({ sound: true });
});

test('one that ends without a successor stays where it is, ended, and its work is nobody’s', async () => {
	await pass(ending([plan.ico]));
	const row = (await plans.find(db, 'small'))!;
	const { elements } = await record(db, row, scopeOn(today, today));
	const lead = elements
		.find(({ id }) => id === plan.ofIco)!
		.owners.find(({ role }) => role === 'lead');
	expect(lead).toMatchObject({ acronym: 'ICO', endedOn: on });
	const { endedLeads } = await import('#lib/domain/reporting/without-lead.ts');
	expect(endedLeads(elements, today)).toMatchObject([{ acronym: 'ICO', endedOn: on }]);
	expect(endedLeads(elements, '2026-10-31')).toEqual([]);
});

test('an end that is yet to come changes nothing today', async () => {
	const id = await makeOrganisation(db, 'SOON');
	await db
		.insertInto('owner')
		.values({ element_id: plan.ofMilg, organisation_id: id, role: 'co_lead' })
		.execute();
	await pass(ending([id], { on: '2027-01-01', successors: [existing(goesOn)] }));
	expect((await ownersOn(today))['1.1.1']).toContain('SOON co_lead');
	expect((await ownersOn('2027-01-01'))['1.1.1']).toContain('GOES co_lead');
});
