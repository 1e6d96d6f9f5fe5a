/** An end that was a mistake, taken back: all is as it was, and what was built on it since forbids it. */
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { create } from '#lib/server/organisations/commands.ts';
import { end, previewEnding } from '#lib/server/organisations/ending.ts';
import type { EndingAsked } from '#lib/server/organisations/ending-asked.ts';
import { previewTakingBack, takeBackEnd } from '#lib/server/organisations/taking-back.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { Conflict, NotAllowed } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const plan = await reportingPlan(db);
const { actor } = await makePerson(db, { role: 'administrator' });
const [today, on] = ['2026-11-26', '2026-11-01'];
const act = { reason: 'An order says so.', today };
const merged = {
	...{ field: 'new-0', acronym: 'MIPW', name: 'Ministry of the Interior and Works' },
	kind: 'ministry' as const
};

async function pass(ids: string[], successors: EndingAsked['successors'], day = on) {
	const asked: EndingAsked = { ids, on: day, successors, choices: {} };
	const { seen } = await previewEnding(db, actor, asked, today);
	return await end(db, actor, asked, { ...act, seen });
}

const preview = (id: string) => previewTakingBack(db, actor, id, today);
async function back(id: string): Promise<string> {
	const { seen } = await preview(id);
	return await takeBackEnd(db, actor, id, { ...act, seen });
}

/** Who owns and measures what on some days, as the plan's own page reads it. */
async function owners() {
	const row = (await plans.find(db, 'small'))!;
	const days = ['2026-10-31', on, today, '2027-06-30'];
	return await Promise.all(
		days.map(async (day) => {
			const { elements } = await record(db, row, scopeOn(day, today));
			const owned = elements.map(({ code, owners: all }) =>
				[code, ...all.map(({ acronym, role, endedOn }) => [acronym, role, endedOn].join(' '))].join(
					': '
				)
			);
			const measured = await db
				.selectFrom('kpi')
				.where('plan_id', '=', plan.planId)
				.select(['code', 'reporter_id'])
				.orderBy('code')
				.execute();
			return [...owned, ...measured.map(({ code, reporter_id }) => `${code} ${reporter_id}`)];
		})
	);
}

const named = async (acronym: string) =>
	await db
		.selectFrom('organisation')
		.where('acronym', '=', acronym)
		.selectAll()
		.executeTakeFirstOrThrow();

/** All of it that is stored, so that nothing half-stored goes unseen. */
async function stored(): Promise<string> {
	const { rows } = await sql<{ all: string }>`
		select md5(
			(select json_agg(o order by id)::text from organisation o)
			|| (select coalesce(json_agg(s order by predecessor_id)::text, '') from organisation_succession s)
			|| (select json_agg(v order by id, holds_from, revision)::text from owner_version v)
			|| (select json_agg(p order by id)::text from plan p)
			|| (select count(*) from audit_entry)
		) as all
	`.execute(db);
	return rows[0]!.all;
}

test('a merger that is taken back leaves all days as they were, and the log tells of both', async () => {
	const before = await owners();
	const { id: decision } = await db
		.insertInto('decision')
		.values({
			...{ plan_id: plan.planId, title: 'Decide it', decider_id: plan.mpw },
			raised_on: '2026-10-01'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const under = await makeOrganisation(db, 'BENEATH');
	await db
		.updateTable('organisation')
		.set({ parent_id: plan.milg })
		.where('id', '=', under)
		.execute();
	await pass([plan.milg, plan.mpw], [merged]);
	expect(await owners()).not.toEqual(before);

	const shown = await preview(plan.mpw);
	expect(shown.ending.map(({ acronym }) => acronym).toSorted()).toEqual(['MILG', 'MPW']);
	expect(shown.obstacles).toEqual([]);
	expect(shown.plans[0]!.rows.map(({ code, role, to }) => [code, role, to])).toEqual([
		['1.1.1', 'lead', 'MILG'],
		['1.1.2', 'lead', 'MPW'],
		['1.1.2', 'reporter', 'MILG'],
		[expect.any(String), null, 'MPW']
	]);
	expect(shown).toMatchObject({ decisions: ['Decide it'], under: ['BENEATH'], made: ['MIPW'] });

	const revision = (await plans.find(db, 'small'))!.structure_revision;
	expect(await back(plan.mpw)).toBe('mpw');
	expect(await owners()).toEqual(before);
	expect((await plans.find(db, 'small'))!.structure_revision).not.toBe(revision);
	expect(await named('MILG')).toMatchObject({ valid_to: null });
	expect(await named('BENEATH')).toMatchObject({ parent_id: plan.milg });
	const { decider_id } = await db
		.selectFrom('decision')
		.where('id', '=', decision)
		.select('decider_id')
		.executeTakeFirstOrThrow();
	expect(decider_id).toBe(plan.mpw);
	const entries = await db
		.selectFrom('audit_entry')
		.select('action')
		.orderBy('id', 'desc')
		.limit(3)
		.execute();
	expect(entries.map(({ action }) => action)).toEqual([
		'organisation_goes_on',
		'organisation_end_taken_back',
		'organisation_end_taken_back'
	]);
	expect(await verify(db)).toMatchObject({ sound: true });
	// who reported for it can again
	const sent = sentUpdate(plan.ofMilg, 50, null);
	await recordUpdate(db, plan.milgReporter, sent, new Date(`${today}T04:00:00Z`));
	await expect(preview(plan.mpw)).rejects.toMatchObject({ reason: 'not_ended' });
});

test('it can end again afterwards, and what ended before anything was noted stays ended', async () => {
	const mipw = await named('MIPW');
	await pass([plan.mpw], [{ field: 'to-0', id: mipw.id }], '2026-11-10');
	expect((await preview(plan.mpw)).made).toEqual([]);
	await back(plan.mpw);
	const old = await makeOrganisation(db, 'LONG');
	await db
		.updateTable('organisation')
		.set({ valid_to: '2020-01-01' })
		.where('id', '=', old)
		.execute();
	await expect(preview(old)).rejects.toMatchObject({ reason: 'end_unnoted' });
});

describe('what came since forbids it, by name, and nothing is stored', () => {
	/** What stands in the way, and that it does. */
	async function forbidden(id: string) {
		const { obstacles, seen } = await preview(id);
		const before = await stored();
		await expect(takeBackEnd(db, actor, id, { ...act, seen })).rejects.toMatchObject({
			reason: 'end_built_on'
		});
		expect(await stored()).toBe(before);
		return obstacles;
	}
	let number = 0;
	const heir = () => makeOrganisation(db, `HEIR${(number += 1)}`);
	/** One that owns the first activity besides others. */
	async function owner() {
		const id = await makeOrganisation(db, `OWN${(number += 1)}`);
		await db
			.insertInto('owner')
			.values({ element_id: plan.ofMilg, organisation_id: id, role: 'co_lead' })
			.execute();
		return id;
	}
	afterEach(async () => {
		expect(await verify(db)).toMatchObject({ sound: true });
	});

	test('a successor that has ended since', async () => {
		const [id, next] = [await owner(), await heir()];
		await pass([id], [{ field: 'to-0', id: next }]);
		await pass([next], [{ field: 'to-0', id: await heir() }], '2026-11-20');
		expect(await forbidden(id)).toMatchObject([
			{ what: 'successor_ended', on: '2026-11-20' },
			{ what: 'owner_changed', code: '1.1.1' }
		]);
		// the last first, both can be
		await back(next);
		expect((await preview(id)).obstacles).toEqual([]);
		await back(id);
		expect((await owners())[2]!.join()).toContain('OWN');
	});

	test('another of its name', async () => {
		const id = await owner();
		const { acronym } = await db
			.selectFrom('organisation')
			.where('id', '=', id)
			.select('acronym')
			.executeTakeFirstOrThrow();
		await pass([id], []);
		const fields = {
			acronym,
			name: 'Quite another',
			kind: 'ministry',
			jurisdiction: 'test'
		} as const;
		await create(
			db,
			actor,
			{ ...fields, parent_id: null, reports_through_id: null, valid_from: on },
			act
		);
		expect(await forbidden(id)).toEqual([{ what: 'name_taken', acronym }]);
	});

	test('a report of its successor on what passed on', async () => {
		const before = await owners();
		const ocm = await named('OCM');
		await pass([plan.milg], [{ field: 'to-0', id: ocm.id }]);
		const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: ocm.id });
		const { id: seen } = await db
			.selectFrom('activity_update')
			.where('element_id', '=', plan.ofMilg)
			.select('id')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		const sent = sentUpdate(plan.ofMilg, 60, seen);
		await recordUpdate(db, reporter, sent, new Date(`${today}T05:00:00Z`));
		expect(await forbidden(plan.milg)).toMatchObject([
			{ what: 'reported', acronym: 'OCM', code: '1.1.1' }
		]);
		expect(await owners()).not.toEqual(before);
	});
});

test('only an administrator may, and what was not previewed is not done', async () => {
	const id = await makeOrganisation(db, 'ALONE');
	await pass([id], []);
	await expect(previewTakingBack(db, plan.planner, id, today)).rejects.toThrow(NotAllowed);
	const asked = { ...act, seen: 'something else' };
	await expect(takeBackEnd(db, plan.planner, id, asked)).rejects.toThrow(NotAllowed);
	await expect(takeBackEnd(db, actor, id, asked)).rejects.toThrow(Conflict);
	await back(id);
	expect(await named('ALONE')).toMatchObject({ valid_to: null });
});
