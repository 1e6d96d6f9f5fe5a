/** The due day of a whole period is moved: who is told, what the log and each report's history say, and what is refused. */
import { expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { find } from '#lib/server/facts/plans.ts';
import { remind } from '#lib/server/notices/reminding.ts';
import * as periods from '#lib/server/periods/commands.ts';
import { historyOf } from '#lib/server/periods/history.ts';
import { ofPlan } from '#lib/server/periods/queries.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { submit } from '#lib/server/reports/steps.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const world = await reportingPlan(db);
const plan = { id: world.planId, demonstration: false };
const today = '2027-01-10';
const now = new Date(`${today}T04:00:00Z`);
await periods.close(db, world.planner, plan, world.periodId);
const periodId = await periods.open(db, world.planner, plan, {
	...{ frequency: 'quarter', label: '2026 Q4', startsOn: '2026-10-01', endsOn: '2026-12-31' },
	...{ dueOn: '2027-01-30', ownDueOn: new Map([[world.ocm, '2027-02-15']]) }
});
const move = (dueOn: string, actor = world.planner) =>
	periods.movePeriodDue(db, actor, plan, { periodId, dueOn, reason: 'A typhoon closed offices.' });

const reportOf = async (organisationId: string) => {
	const report = await db
		.selectFrom('report')
		.where('period_id', '=', periodId)
		.where('organisation_id', '=', organisationId)
		.select(['id', 'due_on'])
		.executeTakeFirstOrThrow();
	return report;
};
const told = async () =>
	await db
		.selectFrom('notice')
		.innerJoin('organisation', 'organisation.id', 'notice.organisation_id')
		.innerJoin('mail', 'mail.id', 'notice.mail_id')
		.where('notice.kind', '=', 'due_moved')
		.where('period_id', '=', periodId)
		.select(['organisation.acronym', 'words', 'mail.state'])
		.orderBy('notice.made_at')
		.orderBy('acronym')
		.execute();
const entries = async () =>
	await db
		.selectFrom('audit_entry')
		.where('action', '=', 'period_due_moved')
		.select(['subject_id', 'detail'])
		.orderBy('id')
		.execute();
const refusal = (reason: string) => expect.objectContaining({ field: 'due_on', reason });

test('who sent their report, and who has a day of their own, is not concerned', async () => {
	const entered = { ...sentUpdate(world.ofMilg, 40, null), asOf: '2026-12-31' };
	await recordUpdate(db, world.milgReporter, entered, now);
	await submit(db, world.milgReporter, await standingReport(db, world.milg), now);

	expect(await move('2027-02-10')).toBe(true);
	const words = { from: '2027-01-30', dueOn: '2027-02-10', reason: 'A typhoon closed offices.' };
	expect(await told()).toEqual([{ acronym: 'MPW', words, state: 'waiting' }]);
	expect((await reportOf(world.ocm)).due_on).toBe('2027-02-15');
	expect((await ofPlan(db, world.planId)).at(-1)?.dueOn).toBe('2027-02-10');
	const row = (await find(db, 'small'))!;
	const { record } = await figures(db, row, scopeOn('2026-12-31', today));
	expect(record.periods.at(-1)?.dueOn).toBe('2027-02-10');
});

test('the log and the history of each report say from when to when, by whom and why', async () => {
	expect(await entries()).toEqual([
		{
			subject_id: periodId,
			detail: expect.objectContaining({
				...{ code: '2026 Q4', reason: 'A typhoon closed offices.' },
				...{ before: { due_on: '2027-01-30' }, after: { due_on: '2027-02-10' } }
			})
		}
	]);
	for (const organisation of [world.milg, world.mpw, world.ocm]) {
		const { id } = await reportOf(organisation);
		expect((await historyOf(db, id)).find(({ act }) => act === 'period_due_moved')).toMatchObject({
			...{ from: '2027-01-30', until: '2027-02-10', reason: 'A typhoon closed offices.' },
			by: expect.stringContaining('planner')
		});
	}
	expect(await verify(db)).toMatchObject({ sound: true });
});

test('the same day again writes nothing and tells nobody', async () => {
	const before = [await entries(), await told()];
	expect(await move('2027-02-10')).toBe(false);
	expect([await entries(), await told()]).toEqual(before);
});

test('back and forth, each move is told', async () => {
	await move('2027-02-12');
	await move('2027-02-10');
	await move('2027-02-15');
	const days = (await told()).map(({ words }) => words.dueOn);
	expect(days).toEqual(['2027-02-10', '2027-02-12', '2027-02-10', '2027-02-15']);
	// the day of its own is that of the period now, so that it goes with it from here on
	expect((await reportOf(world.ocm)).due_on).toBeNull();
	await move('2027-02-20');
	expect((await told()).slice(-2).map(({ acronym }) => acronym)).toEqual(['MPW', 'OCM']);
});

test('reminders go by the new day, also where one of the old day was sent', async () => {
	const reminders = async () =>
		await db
			.selectFrom('notice')
			.innerJoin('organisation', 'organisation.id', 'notice.organisation_id')
			.where('notice.kind', '=', 'due_soon')
			.where('period_id', '=', periodId)
			.where('organisation.acronym', '=', 'MPW')
			.select('words')
			.execute();
	await remind(db, new Date('2027-02-14T04:00:00Z'));
	expect((await reminders()).map(({ words }) => words.dueOn)).toEqual(['2027-02-20']);
	await move('2027-03-10');
	await remind(db, new Date('2027-02-15T04:00:00Z'));
	expect(await reminders()).toHaveLength(1);
	await remind(db, new Date('2027-03-04T04:00:00Z'));
	expect((await reminders()).map(({ words }) => words.dueOn)).toEqual(['2027-02-20', '2027-03-10']);
});

test('it is the planner’s alone, after the period’s end, and not of what is closed or published', async () => {
	await expect(move('2027-04-01', world.mpwReporter)).rejects.toThrow(NotAllowed);
	await expect(move('2026-12-30')).rejects.toEqual(refusal('due_before_end'));
	await periods.close(db, world.planner, plan, periodId);
	await expect(move('2027-04-01')).rejects.toEqual(refusal('due_of_closed'));
	await publish(db, world.planner, plan, { periodId, reason: null, today: '2027-03-11' });
	await periods.reopen(db, world.planner, plan, { periodId, reason: 'Too early.' });
	await expect(move('2027-04-01')).rejects.toEqual(refusal('due_of_published'));
	// nor of one report by itself: how late it was is among what was published
	const { id: reportId } = await reportOf(world.mpw);
	await expect(
		periods.moveDue(db, world.planner, plan, { reportId, dueOn: '2027-04-01' })
	).rejects.toEqual(refusal('due_of_published'));
	const elsewhere = { periodId: '999999', dueOn: '2027-04-01', reason: 'x' };
	await expect(periods.movePeriodDue(db, world.planner, plan, elsewhere)).rejects.toThrow();
});
