/** Who is told of what, once. */
import { expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { chase, previewChase } from '#lib/server/notices/chase.ts';
import { notify, type Notice } from '#lib/server/notices/notify.ts';
import { remind } from '#lib/server/notices/reminding.ts';
import { NotAllowed, NotFound } from '#lib/server/writing/refusals.ts';
import { transact } from '#lib/server/writing/write.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const plan = await reportingPlan(db);
const now = new Date('2026-11-26T10:00:00Z');

const tell = (notice: Notice) =>
	transact(db, async (trx) => ({ result: await notify(trx, notice, now), entries: [] }));
const of = async (reason: string) =>
	await db
		.selectFrom('notice')
		.leftJoin('mail', 'mail.id', 'notice.mail_id')
		.where('notice.reason', 'like', `${reason}:%`)
		.select(['notice.user_id', 'organisation_id', 'mail.reason as mail', 'mail.send_after'])
		.orderBy('notice.reason')
		.execute();
const idOf = (actor: Actor) => (actor.kind === 'user' ? actor.id : '');
const wants = (userId: string, digest: 'daily' | 'weekly' | 'never') =>
	db.insertInto('mail_preference').values({ user_id: userId, digest }).execute();

const opened = (reason: string, to: Notice['to']): Notice => ({
	kind: 'period_opened',
	reason,
	planId: plan.planId,
	to
});

test('the people of an organisation are told, and of those that report through it, once', async () => {
	const ico = await makePerson(db, { role: 'reporter', organisationId: plan.ico });
	const ocm = await makePerson(db, { role: 'approver', organisationId: plan.ocm });
	await makePerson(db, { role: 'reporter', organisationId: plan.mpw });
	const notice = opened('once', { organisationIds: [plan.ocm] });
	expect([await tell(notice), await tell(notice)]).toEqual([3, 0]);
	const told = await of('once');
	const ids = [ico.id, ocm.id, idOf(plan.ocmReporter)];
	expect(told.map(({ user_id }) => user_id).toSorted()).toEqual(ids.toSorted());
	expect(new Set(told.map(({ organisation_id }) => organisation_id))).toEqual(new Set([plan.ocm]));
});

test('nobody is told who is disabled, acts for an ended organisation, or did it', async () => {
	const gone = await makePerson(db, { role: 'planner' });
	await db
		.updateTable('user_account')
		.set({ disabled_at: now })
		.where('id', '=', gone.id)
		.execute();
	const self = await makePerson(db, { role: 'planner' });
	const other = await makePerson(db, { role: 'planner' });
	await tell(opened('planners', { planners: true, exceptUserId: self.id }));
	const told = (await of('planners')).map(({ user_id }) => user_id);
	expect(told).toContain(other.id);
	expect(told).not.toContain(gone.id);
	expect(told).not.toContain(self.id);
});

test('mails go at once, or together in the morning, or not at all', async () => {
	const [daily, weekly, never] = [
		await makePerson(db, { role: 'reporter', organisationId: plan.mpw }),
		await makePerson(db, { role: 'reporter', organisationId: plan.mpw }),
		await makePerson(db, { role: 'reporter', organisationId: plan.mpw })
	];
	await wants(daily.id, 'daily');
	await wants(weekly.id, 'weekly');
	await wants(never.id, 'never');
	for (const reason of ['first', 'second'])
		await tell(opened(reason, { organisationIds: [plan.mpw] }));
	const mailOf = async (reason: string, id: string) =>
		(await of(reason)).find(({ user_id }) => user_id === id)!;
	const [first, second] = [await mailOf('first', daily.id), await mailOf('second', daily.id)];
	expect(first.mail).toBe(second.mail);
	// 7:00 in Manila
	expect(first.send_after?.toISOString()).toBe('2026-11-26T23:00:00.000Z');
	const monday = await mailOf('first', weekly.id);
	expect(monday.send_after?.toISOString()).toBe('2026-11-29T23:00:00.000Z');
	expect((await mailOf('first', never.id)).mail).toBeNull();
});

test('what is told of together with it is undone together with it', async () => {
	const failing = transact(db, async (trx) => {
		await notify(trx, opened('undone', { planners: true }), now);
		throw new Error('it failed');
	});
	await expect(failing).rejects.toThrow('it failed');
	expect(await of('undone')).toEqual([]);
});

test('two processes that find the same at once tell it once', async () => {
	const notice = opened('twice', { planners: true, organisationIds: [plan.mpw] });
	const told = await Promise.all([tell(notice), tell(notice), tell(notice)]);
	const rows = await of('twice');
	expect(told.reduce((sum, count) => sum + count)).toBe(rows.length);
	expect(new Set(rows.map(({ mail }) => mail)).size).toBe(rows.length);
});

test('who has not submitted is reminded on its days, by one process, and who has is not', async () => {
	for (const organisation_id of [plan.milg, plan.mpw])
		await db.insertInto('report').values({ period_id: plan.periodId, organisation_id }).execute();
	const milg = await db
		.selectFrom('report')
		.where('organisation_id', '=', plan.milg)
		.select('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('report_transition')
		.values({ report_id: milg.id, state: 'submitted', by_user: idOf(plan.milgReporter) })
		.execute();
	const on = (day: string) => new Date(`${day}T04:00:00Z`);
	expect(await remind(db, on('2026-10-22'))).toBe(0);
	const first = await Promise.all([remind(db, on('2026-10-23')), remind(db, on('2026-10-23'))]);
	expect(await remind(db, on('2026-10-24'))).toBe(0);
	expect(await remind(db, on('2026-10-31'))).toBeGreaterThan(0);
	const rows = await db
		.selectFrom('notice')
		.where('user_id', '=', idOf(plan.mpwReporter))
		.where('period_id', '=', plan.periodId)
		.select(['reason', 'kind', 'words'])
		.orderBy('made_at')
		.execute();
	expect(rows.map(({ kind }) => kind)).toEqual(['due_soon', 'overdue']);
	expect(rows[1]!.words).toEqual({ dueOn: '2026-10-30', daysLate: 1 });
	expect(first.filter((told) => told > 0)).toHaveLength(1);
	const toMilg = await of(`due_soon_7:${plan.periodId}`);
	expect(toMilg.map(({ organisation_id }) => organisation_id)).not.toContain(plan.milg);
});

test('who owes a report is asked for it once a day, by planners alone', async () => {
	const asked = { planId: plan.planId, periodId: plan.periodId, organisationIds: [plan.mpw] };
	const preview = await previewChase(db, plan.planner, asked);
	expect(preview.map(({ report }) => report.acronym)).toEqual(['MPW']);
	expect(preview[0]!.people.length).toBeGreaterThan(0);
	await expect(previewChase(db, plan.mpwReporter, asked)).rejects.toThrow(NotAllowed);
	const edited = { id: plan.planId, demonstration: false };
	const by = (actor: Actor, organisationIds: string[], today = '2026-11-26') =>
		chase(db, actor, edited, {
			...{ periodId: plan.periodId, organisationIds, message: null, today }
		});
	const count = preview[0]!.people.length;
	expect(await by(plan.planner, [plan.mpw])).toBe(count);
	expect(await by(plan.planner, [plan.mpw])).toBe(0);
	expect(await by(plan.planner, [plan.mpw], '2026-11-27')).toBe(count);
	await expect(by(plan.planner, [plan.milg])).rejects.toThrow(NotFound);
	await expect(by(plan.leader, [plan.mpw])).rejects.toThrow(NotAllowed);
});
