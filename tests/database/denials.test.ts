import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { disable } from '#lib/server/auth/administration/users.ts';
import { lastEdit } from '#lib/server/plans/history.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { latestDenials } from '#lib/server/writing/denials.ts';
import { noteDenial } from '#lib/server/writing/write.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const world = await reportingPlan(db);
const now = new Date('2026-11-22T04:10:00Z');
const denied = () =>
	db
		.selectFrom('audit_entry')
		.select(['actor_id', 'subject_kind', 'subject_id', 'detail'])
		.where('action', '=', 'denied')
		.orderBy('id', 'desc')
		.execute();

test('a command that is not allowed is on record, once an hour, and counted each time', async () => {
	const planner = await makePerson(db, { role: 'planner' });
	const subject = await makePerson(db);
	for (let time = 0; time < 110; time += 1)
		await expect(disable(db, planner.actor, subject.id, now)).rejects.toThrow();
	expect(await denied()).toEqual([
		{
			actor_id: planner.id,
			subject_kind: 'command',
			subject_id: null,
			detail: { may: 'administer' }
		}
	]);
	expect(await latestDenials(db)).toMatchObject([
		{ userId: planner.id, what: 'administer', times: 110 }
	]);
	expect(await verify(db)).toMatchObject({ sound: true });
});

test('writing what is another ministry’s is on record, with what it was', async () => {
	const line = { lineId: world.lines[0]!, obligation: 1n, disbursement: 0n };
	const sent = {
		activityId: world.ofMilg,
		seen: null,
		asOf: '2026-11-22',
		lines: [{ ...line, requestId: randomUUID() }]
	};
	await expect(reportSpending(db, world.mpwReporter, sent, now)).rejects.toThrow();
	expect((await denied())[0]).toMatchObject({
		subject_kind: 'element',
		subject_id: world.ofMilg,
		detail: { may: 'write_report' }
	});
	expect(await lastEdit(db, { kind: 'element', id: world.ofMilg })).toBeUndefined();
});

test('who only looks is counted by the hour, and old counts go', async () => {
	const { id } = await makePerson(db, { role: 'leader' });
	const entries = (await denied()).length;
	const look = (at: string) => noteDenial(db, { userId: id, what: '/somewhere' }, new Date(at));
	await look('2026-11-22T04:10:00Z');
	await look('2026-11-22T04:59:59Z');
	await look('2026-11-22T05:00:00Z');
	const counts = (await latestDenials(db)).filter(({ userId }) => userId === id);
	expect(counts.map(({ times }) => times)).toEqual([1, 2]);
	expect((await denied()).length).toBe(entries);
	await look('2027-06-01T00:00:00Z');
	expect((await latestDenials(db)).filter(({ userId }) => userId === id)).toHaveLength(1);
});
