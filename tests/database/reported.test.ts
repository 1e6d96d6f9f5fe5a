/** What is kept of a plan's reports as they grow is what the database would tell anew. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addDays, today } from '#lib/domain/records/dates.ts';
import { submit } from '#lib/server/reports/steps.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { raiseRevision } from '#lib/server/writing/revision.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { draftOn, scopeOn } from '#lib/domain/records/scope.ts';
import { recordUpdate, type SentUpdate } from '#lib/server/reports/updates.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const world = await reportingPlan(db);
const now = new Date();
const day = today('Asia/Manila', now);
const slug = 'small';
// its days reach today
const ends = { ends_on: '2099-12-31', due_on: '2099-12-31' };
await db.updateTable('reporting_period').set(ends).execute();

const seen: Record<string, string> = {};
const note = 'It was another one.';
/** That all is done and the work goes on is meant so. */
const goesOn = 'done_in_progress:delivery:';

/** Reports on MPW's activity, which has milestones, or on MILG's, in the name of its ministry. */
async function report(activity: 'ofMilg' | 'ofMpw', told: Partial<SentUpdate>): Promise<void> {
	const actor = activity === 'ofMilg' ? world.milgReporter : world.mpwReporter;
	const id = await recordUpdate(
		db,
		actor,
		{
			delivery: 'in_progress',
			percent: activity === 'ofMilg' ? 10 : null,
			asOf: day,
			actualStart: '2024-02-01',
			actualEnd: null,
			slippageCause: null,
			recoveryOn: null,
			declaredConfidence: null,
			declaredReason: null,
			note: null,
			reached: [],
			activityId: world[activity],
			requestId: randomUUID(),
			seen: seen[activity] ?? null,
			...told
		},
		now
	);
	seen[activity] = id;
}

async function measureOn(measuredOn: string, value: number): Promise<void> {
	const id = await measure(
		db,
		world.milgReporter,
		{
			kpiId: world.kpis.shared,
			measuredOn,
			value,
			numerator: null,
			denominator: null,
			cells: [],
			note: null,
			requestId: randomUUID(),
			seen: seen['kpi'] ?? null
		},
		now
	);
	seen['kpi'] = id;
}

async function spend(asOf: string, obligation: bigint): Promise<void> {
	const lines = world.lines.map((lineId) => ({
		lineId,
		obligation,
		disbursement: 0n,
		requestId: randomUUID()
	}));
	const sent = { activityId: world.ofMilg, asOf, lines, seen: seen['money'] ?? null };
	seen['money'] = await reportSpending(db, world.milgReporter, sent, now);
}

/** The rows of an edition as they grew, and as the database tells them from the beginning. */
async function told(scopeOf: typeof scopeOn) {
	const plan = (await plans.find(db, slug))!;
	const scope = scopeOf(day, day);
	const grown = await record(db, plan, scope);
	const anew = await record(db, plan, { ...scope, today: addDays(day, 1) });
	return { grown, anew };
}

async function expectAlike(): Promise<void> {
	for (const scopeOf of [scopeOn, draftOn]) {
		const { grown, anew } = await told(scopeOf);
		expect(grown).toEqual(anew);
	}
}

/** Sends the report of MILG. */
async function submitted(): Promise<void> {
	const { id } = await db
		.selectFrom('report')
		.where('organisation_id', '=', world.milg)
		.select('id')
		.executeTakeFirstOrThrow();
	const last = await db
		.selectFrom('report_transition')
		.where('report_id', '=', id)
		.select('id')
		.orderBy('id', 'desc')
		.executeTakeFirst();
	const seen = last?.id ?? null;
	await submit(db, world.milgReporter, { reportId: id, seen }, new Date());
}

const milestones = () => world.milestones.map((milestoneId) => ({ milestoneId, on: day }));

test.for<[string, () => Promise<void>]>([
	['nothing yet', async () => {}],
	['a first update', () => report('ofMilg', { percent: 20 })],
	['an older day, entered later', () => report('ofMilg', { percent: 15, asOf: '2026-06-30' })],
	['a correction of that day', () => report('ofMilg', { percent: 16, asOf: '2026-06-30' })],
	['a correction of today', () => report('ofMilg', { percent: 25 })],
	['milestones reached', () => report('ofMpw', { reached: milestones(), confirmed: [goesOn] })],
	['one of them taken back', () => report('ofMpw', { reached: milestones().slice(1), note })],
	['a measurement', () => measureOn('2026-09-30', 200)],
	['an older measurement', () => measureOn('2026-06-30', 150)],
	['a corrected measurement', () => measureOn('2026-06-30', 155)],
	['money', () => spend('2026-09-30', 50_000n)],
	['corrected money', () => spend('2026-09-30', 60_000n)]
])('after %s', async ([, enter]) => {
	await enter();
	await expectAlike();
});

test('what was entered is in what grew', async () => {
	const { grown } = await told(draftOn);
	const milg = grown.elements.find(({ id }) => id === world.ofMilg)!;
	const kpi = grown.kpis.find(({ id }) => id === world.kpis.shared)!;
	expect(milg.update?.physicalPercent).toBe(25);
	expect(milg.updates.map((one) => one.physicalPercent)).toEqual([16, 25]);
	expect(kpi.measurements.map(({ value }) => value)).toEqual([155, 200]);
	expect(grown.budgetLines.map(({ obligation }) => obligation)).toEqual([60_000n, 60_000n]);
});

test('it counts for others once its report is submitted', async () => {
	const lastOf = async () => {
		const { grown } = await told(scopeOn);
		const one = (id: string) => grown.elements.find((element) => element.id === id)!.update;
		return [one(world.ofMilg)?.physicalPercent, one(world.ofMpw)?.asOf];
	};
	expect(await lastOf()).toEqual([undefined, undefined]);
	await submitted();
	// MPW has not sent its own
	expect(await lastOf()).toEqual([25, undefined]);
	await expectAlike();
});

test('a row that is committed later has the later id', async () => {
	const trx = await db.startTransaction().execute();
	await raiseRevision(trx, world.planId);
	const second = report('ofMpw', { note: 'Both were others.' });
	await untilSomebodyWaits(db);
	const first = await trx
		.insertInto('activity_update')
		.values({ element_id: world.ofMilg, as_of: day, delivery: 'on_hold' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await trx.commit().execute();
	await second;
	expect(Number(seen['ofMpw'])).toBeGreaterThan(Number(first.id));
	await expectAlike();
});
