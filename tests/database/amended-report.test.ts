/** A plan that is amended while reports of it are being written: nothing entered is lost, and the cycle goes on. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopeOfSnapshot } from '#lib/domain/records/scope.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import { find as findAmendment } from '#lib/server/amendments/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import type { ElementFields } from '#lib/server/elements/fields.ts';
import * as places from '#lib/server/elements/places.ts';
import { find as findElement } from '#lib/server/elements/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { find } from '#lib/server/facts/plans.ts';
import { amendmentsTold } from '#lib/server/notices/queries.ts';
import * as periods from '#lib/server/periods/commands.ts';
import { ofPlan } from '#lib/server/periods/queries.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { draftOf, keepDraft } from '#lib/server/reports/drafts.ts';
import { reviewed } from '#lib/server/reports/review.ts';
import * as steps from '#lib/server/reports/steps.ts';
import { tasks } from '#lib/server/reports/tasks.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { NotFound } from '#lib/server/writing/refusals.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const now = new Date('2026-11-22T04:00:00Z');
const today = '2026-11-22';
const { db } = await freshDatabase();
const world = await reportingPlan(db);
const plan = { id: world.planId, demonstration: false };
const planner = world.planner;
const idOf = (actor: Actor) => (actor.kind === 'user' ? actor.id : '');
const reason = 'The council decided so.';

/** One more activity that MILG leads. */
async function activity(code: string): Promise<string> {
	const { id } = await db
		.insertInto('element')
		.values({
			...{ plan_id: world.planId, parent_id: world.objective, parent_kind: 'objective' },
			...{
				kind: 'activity',
				code,
				title: `Element ${code}`,
				position: Number(code.replaceAll('.', ''))
			},
			...{ planned_start: '2024-01-01', planned_end: '2027-12-31' }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const lead = { element_id: id, organisation_id: world.milg, role: 'lead' } as const;
	await db.insertInto('owner').values(lead).execute();
	return id;
}

const retired = await activity('1.1.4');
const moved = await activity('1.1.5');
const redated = await activity('1.1.6');

const row = async () => (await find(db, 'small'))!;
const tasksOf = async (organisationId: string) => tasks(db, await row(), organisationId, today);
const listed = async (organisationId: string) =>
	(await tasksOf(organisationId)).activities.map(({ element, state }) => [element.code, state]);
const enter = async (actor: Actor, activityId: string, percent: number) => {
	const { id } = (await db
		.selectFrom('activity_update')
		.where('element_id', '=', activityId)
		.select((eb) => eb.fn.max('id').as('id'))
		.executeTakeFirst()) ?? { id: null };
	const sent = { ...sentUpdate(activityId, percent, id), note: `It is ${percent} % now.` };
	return recordUpdate(db, actor, sent, now);
};
const standing = async (organisationId: string) =>
	db
		.selectFrom('report')
		.innerJoin('report_transition as step', 'step.report_id', 'report.id')
		.where('report.organisation_id', '=', organisationId)
		.select(['report.id', 'step.id as seen', 'step.state'])
		.orderBy('step.id', 'desc')
		.executeTakeFirstOrThrow();
const sentOn = async (organisationId: string) => {
	const { id, seen } = await standing(organisationId);
	return { reportId: id, seen };
};

async function edited(inside: Db, id: string, fields: Partial<ElementFields>) {
	const element = (await findElement(inside, world.planId, id))!;
	const request = { id, version: element.version, reason, linkReason: null, today };
	return change(inside, planner, plan, { ...request, fields: { ...element, ...fields } });
}

/** Retires one activity, gives one to MPW, moves the days of one, and adds one for MILG; its id is returned. */
async function amend(holds_from: string, title: string): Promise<string> {
	const amendmentId = await amendments.draft(db, planner, plan, { title, reason, holds_from });
	const request = { planId: world.planId, amendmentId, actorId: idOf(planner) };
	const added = await inDraft(db, request, async (inside) => {
		const { version } = (await findElement(inside, world.planId, retired))!;
		await retire(inside, planner, plan, { id: retired, version, reason }, now);
		await edited(inside, moved, { owners: [{ role: 'lead', organisation_id: world.mpw }] });
		await edited(inside, redated, { planned_start: '2026-12-01', planned_end: '2028-06-30' });
		const id = await places.add(inside, planner, plan, {
			...{ kind: 'activity', parentId: world.objective, code: '1.1.7', title: 'New work', reason }
		});
		await edited(inside, id, {
			...{ owners: [{ role: 'lead', organisation_id: world.milg }] },
			...{ planned_start: '2026-01-01', planned_end: '2027-12-31' }
		});
		return id;
	});
	const { version } = (await findAmendment(db, world.planId, amendmentId))!;
	const instrument = { number: 'Resolution 14', on: '2026-09-01', address: null };
	await amendments.adopt(db, planner, plan, { id: amendmentId, version }, { instrument, today });
	return added;
}

const address = `/my/activities/${retired}`;
let added = '';

beforeAll(async () => {
	for (const [id, percent] of [
		[world.ofMilg, 40],
		[retired, 30],
		[moved, 20],
		[redated, 10]
	] as const)
		await enter(world.milgReporter, id, percent);
	await keepDraft(db, { userId: idOf(world.milgReporter), address }, { note: 'Half a sentence' });
	// in the middle of the period, so that it bears on what the report is about
	added = await amend('2026-08-15', 'While they wrote');
});

describe('an amendment adopted while a report is a draft', () => {
	test('changes what there is to enter, and who is told', async () => {
		expect(await listed(world.milg)).toEqual([
			['1.1.1', 'reported'],
			['1.1.2', 'awaited'],
			['1.1.6', 'reported'],
			['1.1.7', 'awaited']
		]);
		// what its former lead said of the period stands: it is not asked for twice
		expect(await listed(world.mpw)).toEqual([
			['1.1.2', 'awaited'],
			['1.1.5', 'reported']
		]);
		for (const reporter of [world.milgReporter, world.mpwReporter]) {
			const told = await amendmentsTold(db, idOf(reporter), new Date());
			expect(told.map(({ words }) => words)).toEqual([{ title: 'While they wrote' }]);
		}
		expect(await amendmentsTold(db, idOf(world.ocmReporter), new Date())).toEqual([]);
	});

	test('loses nothing that was entered or typed', async () => {
		const entered = await db
			.selectFrom('activity_update')
			.select('element_id')
			.orderBy('id')
			.execute();
		const ids = entered.map(({ element_id: id }) => id);
		expect(ids).toEqual([world.ofMilg, retired, moved, redated]);
		const typed = await draftOf(db, { userId: idOf(world.milgReporter), address });
		expect(typed?.fields).toEqual({ note: 'Half a sentence' });
	});

	test('closes what left the plan, and opens what came, to whom it belongs now', async () => {
		await expect(enter(world.milgReporter, retired, 35)).rejects.toThrow(NotFound);
		await expect(enter(world.milgReporter, moved, 25)).rejects.toThrow(NotFound);
		await enter(world.mpwReporter, moved, 25);
		await enter(world.milgReporter, added, 5);
		await enter(world.milgReporter, redated, 11);
		expect((await standing(world.mpw)).state).toBe('draft');
	});

	test('lets the report be sent and read: what left the plan is no more asked about', async () => {
		await steps.submit(db, world.milgReporter, await sentOn(world.milg), now);
		const all = await ofPlan(db, world.planId);
		const { id } = await standing(world.milg);
		const asked = { period: all[0]!, periods: all, reportIds: [id], today };
		const codes = (await reviewed(db, await row(), asked)).map(({ code }) => code).toSorted();
		expect(codes).toEqual(['1.1.1', '1.1.5', '1.1.6', '1.1.7']);
	});
});

describe('an amendment adopted while a report is with the ICT office', () => {
	test('holds up neither approval nor publication', async () => {
		const sent = await sentOn(world.milg);
		const amendmentId = await amendments.draft(db, planner, plan, {
			...{ title: 'While they read', reason, holds_from: '2026-09-01' }
		});
		const request = { planId: world.planId, amendmentId, actorId: idOf(planner) };
		await inDraft(db, request, async (inside) => {
			const { version } = (await findElement(inside, world.planId, redated))!;
			await retire(inside, planner, plan, { id: redated, version, reason }, now);
		});
		const { version } = (await findAmendment(db, world.planId, amendmentId))!;
		const instrument = { number: 'Resolution 15', on: '2026-09-01', address: null };
		await amendments.adopt(db, planner, plan, { id: amendmentId, version }, { instrument, today });
		await steps.approve(db, planner, sent, now);
		await periods.close(db, planner, plan, world.periodId);
		await publish(db, planner, plan, { periodId: world.periodId, reason: null, today });
		const read = await row();
		const snapshot = (await snapshots.knownOn(db, read, '2099-01-01'))!;
		const { record } = await figures(db, read, scopeOfSnapshot(snapshot, today));
		const said = record.elements.flatMap(({ code, update }) =>
			update ? [[code, update.physicalPercent]] : []
		);
		// of the moved one its new lead’s report is not approved yet
		expect(said).toEqual([
			['1.1.1', 40],
			['1.1.5', 20],
			['1.1.7', 5]
		]);
	});

	test('what a return named and the plan has no more can be sent again without it', async () => {
		const { id, seen } = await standing(world.milg);
		const items = [{ kind: 'activity', id: added, reason: 'Not begun, we heard.' } as const];
		const back = { reportId: id, seen, reason: 'One question.', items };
		await steps.returnReport(db, planner, back, now);
		const until = { reportId: id, until: '2026-11-30', reason: 'To correct it.', today };
		await periods.extend(db, planner, plan, until);
		const { version } = (await findElement(db, world.planId, added))!;
		await retire(db, planner, plan, { id: added, version, reason }, now);
		await expect(enter(world.milgReporter, added, 6)).rejects.toThrow(NotFound);
		await steps.submit(db, world.milgReporter, await sentOn(world.milg), now);
		await steps.approve(db, planner, await sentOn(world.milg), now);
		await publish(db, planner, plan, {
			...{ periodId: world.periodId, reason: 'One activity less.', today }
		});
		expect(await verify(db)).toMatchObject({ sound: true });
	});
});

describe('an entry and an adoption at the same moment', () => {
	test('the entry is stored whole, or refused whole', async () => {
		await periods.open(db, planner, plan, {
			...{ frequency: 'quarter', label: '2026 Q4', startsOn: '2026-10-01' },
			...{ endsOn: '2026-12-31', dueOn: '2027-01-30' }
		});
		for (const code of ['1.1.8', '1.1.9']) {
			const id = await activity(code);
			const amendmentId = await amendments.draft(db, planner, plan, {
				...{ title: `Without ${code}`, reason, holds_from: '2026-11-01' }
			});
			const request = { planId: world.planId, amendmentId, actorId: idOf(planner) };
			await inDraft(db, request, async (inside) => {
				const { version } = (await findElement(inside, world.planId, id))!;
				await retire(inside, planner, plan, { id, version, reason }, now);
			});
			const { version } = (await findAmendment(db, world.planId, amendmentId))!;
			const instrument = { number: code, on: '2026-11-01', address: null };
			const sent = { ...sentUpdate(id, 7, null), requestId: randomUUID(), asOf: '2026-11-20' };
			const [entry, adoption] = await Promise.allSettled([
				recordUpdate(db, world.milgReporter, sent, now),
				amendments.adopt(db, planner, plan, { id: amendmentId, version }, { instrument, today })
			]);
			expect(adoption.status).toBe('fulfilled');
			const stored = await db
				.selectFrom('activity_update')
				.where('element_id', '=', id)
				.select('report_id')
				.execute();
			expect(stored).toHaveLength(entry.status === 'fulfilled' ? 1 : 0);
			if (entry.status === 'rejected') expect(entry.reason).toBeInstanceOf(NotFound);
		}
		expect(await verify(db)).toMatchObject({ sound: true });
	});
});
