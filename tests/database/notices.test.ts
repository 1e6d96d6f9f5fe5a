/** Who is told of what, once. */
import { expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { notify, type Notice } from '#lib/server/notices/notify.ts';
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
