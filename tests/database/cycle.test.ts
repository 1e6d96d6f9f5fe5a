import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { draftOn, scopeOfSnapshot, scopeOn } from '#lib/domain/records/scope.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { find } from '#lib/server/facts/plans.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as periods from '#lib/server/periods/commands.ts';
import { historyOf } from '#lib/server/periods/history.ts';
import { setApprovalInside } from '#lib/server/organisations/approval-inside.ts';
import { matrix } from '#lib/server/periods/matrix.ts';
import { ofPlan } from '#lib/server/periods/queries.ts';
import { elementHistory } from '#lib/server/plans/element-history.ts';
import { indexPlan } from '#lib/server/search/commands.ts';
import { search } from '#lib/server/search/queries.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import * as steps from '#lib/server/reports/steps.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { Conflict, NotAllowed, NotFound, type Refused } from '#lib/server/writing/refusals.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { person, reportingPlan } from '../support/reporting-plan.ts';

const now = new Date('2026-11-22T04:00:00Z');
const today = '2026-11-22';
const { db } = await freshDatabase();
const world = await reportingPlan(db);
const plan = { id: world.planId, demonstration: false };
const row = async () => (await find(db, 'small'))!;
const reportOf = async (organisationId: string, periodId = world.periodId) => {
	const { id } = await db
		.selectFrom('report')
		.where('period_id', '=', periodId)
		.where('organisation_id', '=', organisationId)
		.select('id')
		.executeTakeFirstOrThrow();
	return id;
};

const lastStep = async (reportId: string) => {
	const step = await db
		.selectFrom('report_transition')
		.where('report_id', '=', reportId)
		.selectAll()
		.orderBy('id', 'desc')
		.executeTakeFirst();
	return { id: step?.id ?? null, state: step?.state ?? null };
};
const at = async (reportId: string) => ({ reportId, seen: (await lastStep(reportId)).id });

const newest = async (activityId: string) =>
	(
		await db
			.selectFrom('activity_update')
			.where('element_id', '=', activityId)
			.select((eb) => eb.fn.max('id').as('id'))
			.executeTakeFirstOrThrow()
	).id;

const enter = async (actor: Actor, activityId: string, percent: number) =>
	recordUpdate(
		db,
		actor,
		{
			...{ activityId, percent, requestId: randomUUID(), seen: await newest(activityId) },
			...{ delivery: 'in_progress', asOf: '2026-09-30', actualStart: null, actualEnd: null },
			...{ slippageCause: null, recoveryOn: null, declaredConfidence: null, declaredReason: null },
			...{ note: `It is ${percent} % now.`, reached: [] }
		},
		now
	);

/** How far an activity is, in percent, by what was entered, submitted and published; null: unknown. */
async function done(activityId: string) {
	const read = await row();
	const snapshot = await snapshots.knownOn(db, read, '2099-01-01');
	const of = async (scope: ReturnType<typeof scopeOn>) => {
		const { record } = await figures(db, read, scope);
		return record.elements.find(({ id }) => id === activityId)?.update?.physicalPercent ?? null;
	};
	return {
		entered: await of(draftOn('2026-09-30', today)),
		current: await of(scopeOn('2026-09-30', today)),
		published: snapshot ? await of(scopeOfSnapshot(snapshot, today)) : 'nothing'
	};
}

const refusal = (reason: string) =>
	expect.objectContaining({ name: 'Refused', reason }) as unknown as Refused;

describe('a period, from its opening to its second version', () => {
	let milg: string;
	let mpw: string;

	beforeAll(async () => {
		await enter(world.milgReporter, world.ofMilg, 40);
		milg = await reportOf(world.milg);
	});

	test('what is entered counts for nobody else before it is submitted', async () => {
		expect(await done(world.ofMilg)).toEqual({
			...{ entered: 40, current: null, published: 'nothing' }
		});
		expect(await lastStep(milg)).toMatchObject({ state: 'draft' });
	});

	test('another ministry, and a reporter, can neither submit nor approve what is not theirs', async () => {
		const sent = await at(milg);
		await expect(steps.submit(db, world.ocmReporter, sent, now)).rejects.toThrow(NotFound);
		await expect(steps.approve(db, world.milgReporter, sent, now)).rejects.toThrow(NotAllowed);
		await expect(steps.approve(db, world.planner, sent, now)).rejects.toEqual(
			refusal('report_elsewhere')
		);
	});

	test('is submitted once; what is entered then is refused, and nothing of it is stored', async () => {
		const sent = await at(milg);
		await steps.submit(db, world.milgReporter, sent, now);
		await expect(steps.submit(db, world.milgReporter, sent, now)).rejects.toThrow(Conflict);
		await expect(enter(world.milgReporter, world.ofMilg, 41)).rejects.toEqual(
			refusal('report_closed')
		);
		expect((await done(world.ofMilg)).current).toBe(40);
	});

	test('is returned with its items: only these are open', async () => {
		const items = [{ kind: 'kpi', id: world.kpis.shared, reason: 'It has no value.' }] as const;
		await steps.returnReport(
			db,
			world.planner,
			{ ...(await at(milg)), reason: 'One thing.', items: [...items] },
			now
		);
		await expect(enter(world.milgReporter, world.ofMilg, 42)).rejects.toEqual(
			refusal('item_not_returned')
		);
		const foreign = { kind: 'kpi', id: world.kpis.named, reason: 'Not theirs.' } as const;
		await steps.submit(db, world.milgReporter, await at(milg), now);
		const sent = { ...(await at(milg)), reason: 'Again.', items: [foreign] };
		await expect(steps.returnReport(db, world.planner, sent, now)).rejects.toEqual(
			refusal('no_such_item')
		);
	});

	test('two reviewers at once: one comes first, the other is told', async () => {
		const sent = await at(milg);
		const both = await Promise.allSettled([
			steps.approve(db, world.planner, sent, now),
			steps.approve(db, world.planner, sent, now)
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await lastStep(milg)).toMatchObject({ state: 'approved' });
	});

	test('is published: the approved report is public, another is not', async () => {
		await enter(world.mpwReporter, world.ofMpw, 10);
		mpw = await reportOf(world.mpw);
		await periods.close(db, world.planner, plan, world.periodId);
		await expect(enter(world.mpwReporter, world.ofMpw, 11)).rejects.toEqual(
			refusal('report_closed')
		);
		await publish(db, world.planner, plan, { periodId: world.periodId, reason: null, today });
		expect(await done(world.ofMilg)).toEqual({ entered: 40, current: 40, published: 40 });
		expect(await lastStep(mpw)).toMatchObject({ state: 'draft' });
		expect((await ofPlan(db, world.planId))[0]).toMatchObject({
			closed: true,
			published: { version: 1 }
		});
	});

	test('what is corrected afterwards is public with the next version, and not before', async () => {
		const first = await snapshots.ofPlan(db, world.planId);
		const sent = { ...(await at(milg)), reason: 'It was 30 %.', items: [] };
		await steps.returnReport(db, world.planner, sent, now);
		await periods.extend(db, world.planner, plan, {
			...{ reportId: milg, until: '2026-11-30', reason: 'To correct it.', today }
		});
		await enter(world.milgReporter, world.ofMilg, 30);
		expect(await done(world.ofMilg)).toEqual({ entered: 30, current: 40, published: 40 });
		await steps.submit(db, world.milgReporter, await at(milg), now);
		await steps.approve(db, world.planner, await at(milg), now);
		expect(await done(world.ofMilg)).toEqual({ entered: 30, current: 30, published: 40 });
		const again = { periodId: world.periodId, reason: 'MILG corrected 1.1.1.', today };
		await publish(db, world.planner, plan, again);
		expect(await done(world.ofMilg)).toEqual({ entered: 30, current: 30, published: 30 });
		const both = await snapshots.ofPlan(db, world.planId);
		expect(both.map(({ version, isLatest }) => [version, isLatest])).toEqual([
			[2, true],
			[1, false]
		]);
		expect(both[1]?.digest).toBe(first[0]?.digest);
	});

	test('what is not published is not in the history that everybody reads', async () => {
		const read = await row();
		const snapshot = (await snapshots.knownOn(db, read, '2099-01-01'))!;
		const shown = async (id: string, scope: ReturnType<typeof scopeOn>) => {
			const rows = await elementHistory(db, asKnown(read, scope), { id, milestones: [] });
			return rows.map(({ percent }) => percent);
		};
		const published = scopeOfSnapshot(snapshot, today);
		expect(await shown(world.ofMpw, draftOn('2026-09-30', today))).toHaveLength(1);
		expect(await shown(world.ofMpw, scopeOn('2026-09-30', today))).toEqual([]);
		expect(await shown(world.ofMpw, published)).toEqual([]);
		expect(await shown(world.ofMilg, published)).toEqual([30, 40]);
	});

	test('what is found by searching says what is published', async () => {
		await db.transaction().execute((trx) => indexPlan(trx, world.planId));
		const stated = async (code: string) =>
			(await search(db, code)).find((hit) => hit.code === code)?.reported;
		expect(await stated('1.1.2')).toBeNull();
		expect(await stated('1.1.1')).toMatchObject({ percent: 30 });
	});

	test('an open period is not published', async () => {
		const again = { periodId: world.periodId, reason: 'Once more.', today };
		const reopened = { periodId: world.periodId, reason: 'One is late.' };
		await periods.reopen(db, world.planner, plan, reopened);
		await expect(publish(db, world.planner, plan, again)).rejects.toEqual(
			refusal('period_still_open')
		);
		await periods.close(db, world.planner, plan, world.periodId);
	});

	test('the documents of a version hash to its digest, and say what was published then', async () => {
		const [, first] = await snapshots.ofPlan(db, world.planId);
		const [facts, shown] = await Promise.all(
			(['facts', 'figures'] as const).map(async (document) => {
				const found = await snapshots.documentOf(db, world.planId, { id: first!.id, document });
				return gunzipSync(found!.bytes).toString('utf8');
			})
		);
		expect(createHash('sha256').update(`${facts}\n${shown}`).digest('hex')).toBe(first!.digest);
		const { scope, updates } = JSON.parse(facts!) as {
			scope: { edition: string };
			updates: { percent: string }[];
		};
		expect(scope.edition).toBe('published');
		expect(updates.map(({ percent }) => percent)).toEqual(['40']);
	});

	test('without anything new there is no third version', async () => {
		const again = { periodId: world.periodId, reason: null, today };
		await expect(publish(db, world.planner, plan, again)).rejects.toEqual(
			refusal('nothing_to_publish')
		);
	});

	test('an amendment or a correction of the plan is public with the next version too', async () => {
		const read = await row();
		const snapshot = (await snapshots.knownOn(db, read, today)) ?? null;
		expect(snapshot?.structureRevision).toBe(Number(read.structure_revision));
	});

	test('the log covers all of it', async () => {
		expect(await verify(db)).toMatchObject({ sound: true });
	});
});

describe('opening', () => {
	const q4: periods.SentPeriod = {
		...{ frequency: 'quarter', label: '2026 Q4', startsOn: '2026-10-01' },
		...{ endsOn: '2026-12-31', dueOn: '2027-01-30' }
	};

	test('makes a report for each organisation that has something to report', async () => {
		const id = await periods.open(db, world.planner, plan, q4);
		const reports = await db
			.selectFrom('report')
			.where('period_id', '=', id)
			.select('organisation_id')
			.orderBy('organisation_id')
			.execute();
		expect(reports.map((one) => one.organisation_id)).toEqual(
			[world.milg, world.mpw, world.ocm].toSorted((a, b) => Number(a) - Number(b))
		);
	});

	test.each<[string, periods.SentPeriod]>([
		['period_exists', { ...q4 }],
		['period_overlaps', { ...q4, label: 'x', startsOn: '2026-12-01', endsOn: '2027-01-28' }],
		['period_overlaps', { ...q4, label: '2026-12', frequency: 'month', startsOn: '2026-12-01' }],
		['due_before_end', { ...q4, label: 'y', dueOn: '2026-12-01' }],
		['dates_reversed', { ...q4, label: 'z', startsOn: '2027-01-01' }]
	])('is refused: %s', async (reason, sent) => {
		await expect(periods.open(db, world.planner, plan, sent)).rejects.toEqual(refusal(reason));
	});

	test('gives some reports a due day of their own, and tells each its day', async () => {
		const q1: periods.SentPeriod = {
			...{ frequency: 'quarter', label: '2027 Q1', startsOn: '2027-01-01' },
			...{ endsOn: '2027-03-31', dueOn: '2027-04-30' }
		};
		const ownDueOn = new Map([
			[world.mpw, '2027-05-15'],
			[world.ocm, q1.dueOn]
		]);
		const early = new Map([[world.mpw, '2027-03-30']]);
		await expect(
			periods.open(db, world.planner, plan, { ...q1, ownDueOn: early })
		).rejects.toMatchObject({ reason: 'due_before_end', field: `due-${world.mpw}` });
		const id = await periods.open(db, world.planner, plan, { ...q1, ownDueOn });
		const due = await db
			.selectFrom('report')
			.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
			.where('period_id', '=', id)
			.select(['acronym', 'due_on'])
			.orderBy('acronym')
			.execute();
		expect(due.map((one) => [one.acronym, one.due_on])).toEqual([
			['MILG', null],
			['MPW', '2027-05-15'],
			['OCM', null]
		]);
		const [row] = (await matrix(db, [id])).filter(({ acronym }) => acronym === 'MPW');
		expect(row?.reports.get(id)?.dueOn).toBe('2027-05-15');
		const told = await db
			.selectFrom('notice')
			.innerJoin('organisation', 'organisation.id', 'notice.organisation_id')
			.where('period_id', '=', id)
			.where('notice.kind', '=', 'period_opened')
			.select(['acronym', 'words'])
			.orderBy('acronym')
			.execute();
		expect(told.map(({ acronym, words }) => [acronym, words])).toEqual([
			['MILG', { dueOn: '2027-04-30' }],
			['MPW', { dueOn: '2027-05-15' }],
			['OCM', { dueOn: '2027-04-30' }]
		]);
	});

	test('is the planner’s alone', async () => {
		const sent = { ...q4, label: '2027 Q2', startsOn: '2027-04-01', endsOn: '2027-06-30' };
		const open = () => periods.open(db, world.milgReporter, plan, { ...sent, dueOn: '2027-07-30' });
		await expect(open()).rejects.toThrow(NotAllowed);
	});
});

describe('a closed period', () => {
	test('is opened again with a reason; what was published stays due on its day', async () => {
		const reopened = { periodId: world.periodId, reason: 'Closed by mistake.' };
		await periods.reopen(db, world.planner, plan, reopened);
		expect((await ofPlan(db, world.planId))[0]?.closed).toBe(false);
		await expect(periods.reopen(db, world.planner, plan, reopened)).rejects.toEqual(
			refusal('period_open_already')
		);
		const reportId = await reportOf(world.mpw);
		await expect(
			periods.moveDue(db, world.planner, plan, { reportId, dueOn: '2026-12-15' })
		).rejects.toEqual(refusal('due_of_published'));
	});
});

test('a report gets a due day of its own', async () => {
	const periodId = (await ofPlan(db, world.planId)).find(({ label }) => label === '2026 Q4')!.id;
	const reportId = await reportOf(world.mpw, periodId);
	const moved = { reportId, dueOn: '2027-02-15' };
	await periods.moveDue(db, world.planner, plan, moved);
	const { record } = await figures(db, await row(), scopeOn('2026-09-30', today));
	const own = record.reports.find(
		(report) => report.organisationId === world.mpw && report.periodId === periodId
	);
	expect(own?.dueOn).toBe(moved.dueOn);
	const [last] = await historyOf(db, reportId);
	expect(last).toMatchObject({
		...{ act: 'due_moved', from: '2027-01-30', until: moved.dueOn },
		by: expect.stringContaining('planner')
	});
	// saying the day again moves nothing, and nothing is on record
	const entries = async () =>
		db
			.selectFrom('audit_entry')
			.where('action', '=', 'report_due_moved')
			.select((eb) => eb.fn.countAll().as('n'))
			.executeTakeFirstOrThrow();
	const before = await entries();
	expect(await periods.moveDue(db, world.planner, plan, moved)).toBe(false);
	expect(await entries()).toEqual(before);
	expect((await historyOf(db, reportId))[0]?.id).toBe(last?.id);
	await expect(
		periods.moveDue(db, world.planner, plan, { reportId, dueOn: '2026-12-30' })
	).rejects.toEqual(refusal('due_before_end'));
});

describe('approval inside the ministry', () => {
	test('comes first where the ministry wants it', async () => {
		const periodId = (await ofPlan(db, world.planId)).find(({ label }) => label === '2026 Q4')!.id;
		const report = await reportOf(world.ocm, periodId);
		const administrator = await person(db, 'administrator', null);
		const { version } = await db
			.selectFrom('organisation')
			.where('id', '=', world.ocm)
			.select('version')
			.executeTakeFirstOrThrow();
		const approvesInside = () =>
			setApprovalInside(db, administrator, { id: world.ocm, version }, true, {
				reason: 'Their rule.'
			});
		await expect(approvesInside()).rejects.toMatchObject({
			...{ field: 'approves_inside', reason: 'no_approver' }
		});
		const approver = await person(db, 'approver', world.ocm);
		await expect(
			setApprovalInside(db, approver, { id: world.ocm, version }, true, { reason: 'Mine.' })
		).rejects.toThrow(NotAllowed);
		await approvesInside();
		await expect(approvesInside()).rejects.toThrow(Conflict);
		await expect(steps.submit(db, world.ocmReporter, await at(report), now)).rejects.toThrow(
			NotFound
		);
		await steps.handIn(db, world.ocmReporter, await at(report), now);
		await expect(steps.handIn(db, world.ocmReporter, await at(report), now)).rejects.toEqual(
			refusal('report_elsewhere')
		);
		const sent = { ...(await at(report)), reason: 'A note is missing.' };
		await steps.sendBack(db, approver, sent, now);
		await steps.handIn(db, world.ocmReporter, await at(report), now);
		await steps.submit(db, approver, await at(report), now);
		expect(await lastStep(report)).toMatchObject({ state: 'submitted' });
	});
});

describe('publication while somebody submits', () => {
	test('is done before or after it: a report is whole in a version, or whole out of it', async () => {
		const periodId = (await ofPlan(db, world.planId)).find(({ label }) => label === '2026 Q3')!.id;
		const report = await reportOf(world.mpw, periodId);
		await enter(world.mpwReporter, world.ofMpw, 12);
		const sent = await at(report);
		await periods.close(db, world.planner, plan, periodId);
		await periods.extend(db, world.planner, plan, {
			...{ reportId: report, until: '2026-11-30', reason: 'Late.', today }
		});
		const publicUpdate = async () => {
			const [read, snapshot] = [
				await row(),
				await snapshots.knownOn(db, await row(), '2099-01-01')
			];
			const { record } = await figures(db, read, scopeOfSnapshot(snapshot!, today));
			return record.elements.find(({ id }) => id === world.ofMpw)?.update?.id ?? null;
		};
		expect(await publicUpdate()).toBeNull();
		const [published, submitted] = await Promise.allSettled([
			publish(db, world.planner, plan, { periodId, reason: 'Once more.', today }),
			steps.submit(db, world.mpwReporter, sent, now)
		]);
		// a submitted report is not approved yet: the version has nothing of it, whoever came first
		expect([published.status, submitted.status]).toEqual(['fulfilled', 'fulfilled']);
		expect(await lastStep(report)).toMatchObject({ state: 'submitted' });
		expect(await publicUpdate()).toBeNull();
		await steps.approve(db, world.planner, await at(report), now);
		await publish(db, world.planner, plan, { periodId, reason: 'MPW came.', today });
		expect(await publicUpdate()).toBe(await newest(world.ofMpw));
		expect(await lastStep(report)).toMatchObject({ state: 'published' });
	});
});
