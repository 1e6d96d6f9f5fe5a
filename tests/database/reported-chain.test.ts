/** The chain of the audit log covers what was reported: whatever is changed behind it is noticed. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepHead, newestKept } from '#lib/server/audit/kept-heads.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { head, verify } from '#lib/server/writing/chain.ts';
import { append } from '#lib/server/writing/entries.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const world = await reportingPlan(db);
const now = new Date('2026-11-22T04:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'tanaw-heads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const update = (percent: number, seen: string | null) =>
	recordUpdate(db, world.milgReporter, sentUpdate(world.ofMilg, percent, seen), now);

beforeAll(async () => {
	const first = await update(40, null);
	await update(45, first);
	await measure(
		db,
		world.mpwReporter,
		{
			kpiId: world.kpis.named,
			requestId: randomUUID(),
			seen: null,
			measuredOn: '2026-09-20',
			value: 12,
			numerator: null,
			denominator: null,
			cells: [],
			note: null
		},
		now
	);
	await db.transaction().execute(async (trx) => {
		const reached = { milestone_id: world.milestones[0]!, reached_on: '2025-06-30' };
		await trx.insertInto('milestone_reached').values(reached).execute();
		await append(trx, { actorId: null, action: 'activity_reported', subjectKind: 'element' });
	});
	const [line] = world.lines;
	await reportSpending(
		db,
		world.milgReporter,
		{
			activityId: world.ofMilg,
			seen: null,
			asOf: '2026-09-30',
			lines: [{ lineId: line!, obligation: 100n, disbursement: 50n, requestId: randomUUID() }]
		},
		now
	);
});

/** As somebody could who owns the database; it is undone afterwards. */
async function verdictAfter(...statements: RawBuilder<unknown>[]) {
	class Undo extends Error {}
	let verdict: Awaited<ReturnType<typeof verify>> | undefined;
	const tampering = db.transaction().execute(async (trx) => {
		await sql`set local session_replication_role = replica`.execute(trx);
		for (const statement of statements) await statement.execute(trx);
		await sql`set local session_replication_role = origin`.execute(trx);
		const within = Object.create(trx, {
			transaction: {
				value: () => ({
					setIsolationLevel: () => ({ execute: (act: (t: unknown) => unknown) => act(trx) })
				})
			}
		}) as typeof db;
		verdict = await verify(within);
		expect(await verify(within, undefined, 1)).toEqual(verdict);
		throw new Undo();
	});
	await expect(tampering).rejects.toBeInstanceOf(Undo);
	return verdict;
}

test('what was reported through the application is covered, and sound', async () => {
	expect(await verify(db)).toMatchObject({ sound: true });
	const { rows } = await sql<{ tables: string }>`
		select string_agg(distinct item ->> 'table', ' ' order by item ->> 'table') as tables
		from audit_entry, jsonb_array_elements(detail -> 'appended') item
	`.execute(db);
	expect(rows[0]?.tables).toBe(
		'activity_update measurement milestone_reached report_transition spending'
	);
});

const changes: [what: string, statement: RawBuilder<unknown>][] = [
	['a percent', sql`update activity_update set physical_percent = 90 where physical_percent = 40`],
	['a day', sql`update activity_update set as_of = as_of - 1 where physical_percent = 45`],
	['who reported', sql`update activity_update set recorded_by = null`],
	['when', sql`update activity_update set recorded_at = recorded_at - interval '1 us'`],
	['a note that was none', sql`update activity_update set note = 'All is well.'`],
	['a measured value', sql`update measurement set value = 13`],
	['a disbursement', sql`update spending set disbursement = disbursement / 2`],
	['a milestone’s day', sql`update milestone_reached set reached_on = reached_on + 1`],
	['the state of a report', sql`update report_transition set occurred_at = now()`],
	['an update that is gone', sql`delete from activity_update where physical_percent = 40`]
];

test.each(changes)('%s that is changed behind the log is noticed', async (_, statement) => {
	expect(await verdictAfter(statement)).toEqual({
		sound: false,
		what: 'values',
		firstBroken: expect.stringMatching(/^\d+$/)
	});
	expect(await verify(db)).toMatchObject({ sound: true });
});

test('a row that was inserted past the log is noticed', async () => {
	const verdict = await verdictAfter(sql`
		insert into activity_update (plan_id, element_id, as_of, delivery, physical_percent)
		values (${world.planId}, ${world.ofMilg}, '2026-11-22', 'in_progress', 99)
	`);
	expect(verdict).toMatchObject({
		sound: false,
		what: 'unlisted',
		row: { table: 'activity_update' }
	});
});

test('many rows of one transaction are covered by its entry, in whatever zone it was written', async () => {
	await db.transaction().execute(async (trx) => {
		await sql`set local timezone = 'Asia/Manila'`.execute(trx);
		for (const percent of [50, 51])
			await sql`
				insert into activity_update (element_id, as_of, delivery, physical_percent)
				select ${world.ofMilg}, '2026-11-22', 'in_progress', ${percent} from generate_series(1, 500)
			`.execute(trx);
		const { rows } = await sql<{ TimeZone: string }>`show timezone`.execute(trx);
		expect(rows[0]?.TimeZone).toBe('Asia/Manila');
		await append(trx, { actorId: null, action: 'plan_seeded', subjectKind: 'plan' });
	});
	expect(await verify(db)).toMatchObject({ sound: true });
	const verdict = await verdictAfter(
		sql`update activity_update set physical_percent = 52 where id = (
			select max(id) - 700 from activity_update)`
	);
	expect(verdict).toMatchObject({ sound: false, what: 'values' });
});

test('a column that a later version adds, and leaves empty, changes nothing', async () => {
	await db.transaction().execute(async (trx) => {
		await sql`alter table activity_update add column later text`.execute(trx);
	});
	expect(await verify(db)).toMatchObject({ sound: true });
});

test('heads are kept in a file, once each, and a log that lost the newest is not overwritten', async () => {
	expect(newestKept(folder)).toBeUndefined();
	const kept = await keepHead(db, folder, now);
	expect(kept).toEqual(await head(db));
	expect(await keepHead(db, folder, now)).toBeUndefined();
	expect(newestKept(folder)).toEqual({ at: now.toISOString(), ...(await head(db))! });
	const file = join(folder, 'audit-heads');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/[0-9a-f]{64}\n$/, `${'0'.repeat(64)}\n`));
	expect(await keepHead(db, folder, now)).toBe('lost');
	expect(await verify(db, newestKept(folder))).toMatchObject({ sound: false, what: 'kept_head' });
	writeFileSync(file, 'nonsense\n');
	expect(() => newestKept(folder)).toThrow('is damaged');
});
