import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { find } from '#lib/server/facts/plans.ts';
import { tasks } from '#lib/server/reports/tasks.ts';
import { confirmUnchanged, toConfirm } from '#lib/server/reports/unchanged.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { historyOf } from '#lib/server/periods/history.ts';
import * as steps from '#lib/server/reports/steps.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const now = new Date('2026-11-22T04:00:00Z');
const today = '2026-11-22';
const day = '2026-09-30';
const { db } = await freshDatabase();
const world = await reportingPlan(db);

/** Of MILG: the activity that it leads, and the one that it co-reports. */
const asked = async () => tasks(db, (await find(db, 'small'))!, world.milg, today);
const listed = async () => toConfirm(db, await asked(), today);
const sentOf = (items: Awaited<ReturnType<typeof listed>>) =>
	items.map(({ element, seen }) => ({ activityId: element.id, seen, requestId: randomUUID() }));
const confirm = async (sent: ReturnType<typeof sentOf>) =>
	confirmUnchanged(db, world.milgReporter, { sent, day, tasks: await asked(), today }, now);
const rows = (activityId: string) =>
	db
		.selectFrom('activity_update')
		.where('element_id', '=', activityId)
		.select(['id', 'as_of', 'physical_percent', 'note', 'report_id'])
		.orderBy('id')
		.execute();

beforeAll(async () => {
	// both were reported before the period began
	for (const [id, percent] of [
		[world.ofMilg, 40],
		[world.ofMpw, null]
	] as const)
		await db
			.insertInto('activity_update')
			.values({
				...{ element_id: id, as_of: '2026-06-30', delivery: 'in_progress', note: 'As planned.' },
				physical_percent: percent
			})
			.execute();
});

test('lists what the report waits for, with what was said last', async () => {
	const items = await listed();
	expect(items.map(({ element }) => element.code)).toEqual(['1.1.1', '1.1.2']);
	expect(items.map(({ last }) => last.asOf)).toEqual(['2026-06-30', '2026-06-30']);
});

test('what somebody reported meanwhile is left out and named; the others are stored, once', async () => {
	const sent = sentOf(await listed());
	const theirs = sentUpdate(world.ofMpw, 0, sent[1]!.seen);
	const entry = { ...theirs, percent: null, reached: [], slippageCause: null, recoveryOn: null };
	await recordUpdate(db, world.mpwReporter, entry, now);
	expect(await confirm(sent)).toEqual({
		...{ stored: [world.ofMilg], changed: [world.ofMpw], unfit: [] }
	});
	const [, second] = await rows(world.ofMilg);
	expect(second).toMatchObject({ as_of: '2026-09-30', note: 'As planned.' });
	expect(Number(second!.physical_percent)).toBe(40);
	expect(second!.report_id).not.toBeNull();
	expect(await confirm(sent)).toMatchObject({ stored: [world.ofMilg] });
	expect(await rows(world.ofMilg)).toHaveLength(2);
	expect(await rows(world.ofMpw)).toHaveLength(2);
	expect(await listed()).toEqual([]);
});

test('what needs more than that nothing changed is left to its form', async () => {
	await db
		.insertInto('activity_update')
		.values({
			...{ element_id: world.ofIco, as_of: '2026-06-30', delivery: 'in_progress' },
			...{ physical_percent: 10, recovery_on: '2026-08-31' }
		})
		.execute();
	const of = await tasks(db, (await find(db, 'small'))!, world.ocm, today);
	const sent = sentOf(await toConfirm(db, of, today));
	const done = await confirmUnchanged(db, world.ocmReporter, { sent, day, tasks: of, today }, now);
	expect(done).toEqual({ stored: [], changed: [], unfit: [world.ofIco] });
	expect(await rows(world.ofIco)).toHaveLength(1);
});

test('of a report that was sent nothing is confirmed', async () => {
	const [report] = await db
		.selectFrom('report')
		.where('organisation_id', '=', world.milg)
		.selectAll()
		.execute();
	const [last] = (await historyOf(db, report!.id)).filter(({ act }) => act === 'enter');
	await steps.submit(
		db,
		world.milgReporter,
		{ reportId: report!.id, seen: last!.id.replace('report-', '') },
		now
	);
	expect(await listed()).toEqual([]);
	const [newest] = (await rows(world.ofMilg)).slice(-1);
	const sent = [{ activityId: world.ofMilg, seen: newest!.id, requestId: randomUUID() }];
	// it goes to no other report, and does not stand by itself either
	expect(await confirm(sent)).toMatchObject({ stored: [], changed: [world.ofMilg] });
	expect(await rows(world.ofMilg)).toHaveLength(2);
});
