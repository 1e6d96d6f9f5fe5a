import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { find } from '#lib/server/facts/plans.ts';
import { tasks } from '#lib/server/reports/tasks.ts';
import { confirmUnchanged, toConfirm } from '#lib/server/reports/unchanged.ts';
import { confirmMoney, moneyToConfirm } from '#lib/server/reports/unchanged-money.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
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

describe('money', () => {
	const [first, second] = world.lines as [string, string];
	const spent = (ids: string[]) =>
		db
			.selectFrom('spending')
			.where('budget_line_id', 'in', ids)
			.select(['budget_line_id', 'as_of', 'obligation', 'disbursement', 'report_id'])
			.orderBy('id')
			.execute();
	const listedMoney = async () => moneyToConfirm(db, await asked(), today);
	const sentMoney = (items: Awaited<ReturnType<typeof listedMoney>>) =>
		items.map(({ element, seen, lines }) => ({
			...{ activityId: element.id, seen },
			lines: lines.map(({ line }) => ({ lineId: line.id, requestId: randomUUID() }))
		}));
	const confirmed = async (sent: ReturnType<typeof sentMoney>, actor = world.milgReporter) =>
		confirmMoney(db, actor, { sent, day, tasks: await asked(), today }, now);

	beforeAll(async () => {
		for (const [line, obligation] of [
			[first, '700.00'],
			[second, '300.00']
		] as const)
			await db
				.insertInto('spending')
				.values({ budget_line_id: line, as_of: '2026-06-30', obligation, disbursement: '10.00' })
				.execute();
		await db
			.updateTable('plan')
			.set({ revision: sql`revision + 1` })
			.execute();
	});

	test('lists the lines that the report waits for, with what was said last', async () => {
		const [only] = await listedMoney();
		expect(only?.element.code).toBe('1.1.1');
		expect(only?.lines.map(({ last }) => [last.asOf, last.obligation])).toEqual([
			['2026-06-30', 70_000n],
			['2026-06-30', 30_000n]
		]);
	});

	test('what is ticked is stored once, however often it is sent; the others wait on', async () => {
		const [only] = sentMoney(await listedMoney());
		const sent = [{ ...only!, lines: only!.lines.filter(({ lineId }) => lineId === second) }];
		const expected = { stored: [second], changed: [], unfit: [] };
		expect(await confirmed(sent)).toEqual(expected);
		expect(await confirmed(sent)).toEqual(expected);
		const rows = await spent([first, second]);
		expect(rows).toHaveLength(3);
		expect(rows.at(-1)).toMatchObject({
			...{ budget_line_id: second, as_of: day, obligation: '300.00', disbursement: '10.00' },
			report_id: expect.stringMatching(/^\d+$/)
		});
	});

	test('what somebody entered meanwhile is left out and named, and the planner confirms on behalf', async () => {
		const sent = sentMoney(await listedMoney());
		expect(sent.flatMap(({ lines }) => lines.map(({ lineId }) => lineId))).toEqual([first]);
		const lines = [{ lineId: second, requestId: randomUUID() }].map((line) => ({
			...{ ...line, obligation: 30_100n, disbursement: 1_000n }
		}));
		const theirs = { activityId: world.ofMilg, asOf: day, lines, seen: sent[0]!.seen };
		await reportSpending(db, world.milgReporter, theirs, now);
		expect(await confirmed(sent)).toEqual({ stored: [], changed: [first], unfit: [] });
		const again = sentMoney(await listedMoney());
		const stored = await confirmMoney(
			db,
			world.planner,
			{ sent: again, day, tasks: await asked(), today, behalfOf: world.milg },
			now
		);
		expect(stored).toEqual({ stored: [first], changed: [], unfit: [] });
		const { detail } = await db
			.selectFrom('audit_entry')
			.select('detail')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(detail).toMatchObject({ on_behalf_of: world.milg });
		expect(await listedMoney()).toEqual([]);
	});

	test('of another day than the report’s nothing is stored', async () => {
		const sent = [
			{ activityId: world.ofMilg, seen: '1', lines: [{ lineId: first, requestId: randomUUID() }] }
		];
		const late = { sent, day: '2026-06-30', tasks: await asked(), today };
		const done = await confirmMoney(db, world.milgReporter, late, now);
		expect(done).toEqual({ stored: [], changed: [first], unfit: [] });
	});
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
