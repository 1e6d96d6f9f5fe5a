import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ActivityEntry } from '#lib/domain/entries/activity-entry.ts';
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { reportSpending, type SentSpending } from '#lib/server/reports/spending.ts';
import { Conflict, NotFound } from '#lib/server/writing/refusals.ts';
import { measure, type SentMeasurement } from '#lib/server/reports/measurements.ts';
import { recordUpdate, type SentUpdate } from '#lib/server/reports/updates.ts';
import { duties, lastUpdates, plansOf } from '#lib/server/reports/queries.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

type World = Awaited<ReturnType<typeof reportingPlan>>;

const now = new Date('2026-11-22T04:00:00Z');
const { db } = await freshDatabase();
let world: World;

const tables = [
	'activity_update',
	'milestone_reached',
	'measurement',
	'spending',
	'report',
	'report_transition',
	'audit_entry'
] as const;

/** How many rows there are of everything that a report writes, and the plan's revision. */
async function state(): Promise<Record<string, number>> {
	const counts = await Promise.all(
		tables.map(async (table) => {
			// that somebody was refused is on record, and no change
			const refusals = table === 'audit_entry' ? sql`where action <> 'denied'` : sql``;
			const { rows } = await sql<{ n: number }>`
				select count(*)::int as n from ${sql.table(table)} ${refusals}
			`.execute(db);
			return [table, rows[0]!.n] as const;
		})
	);
	const plan = await db.selectFrom('plan').select('revision').executeTakeFirstOrThrow();
	return { ...Object.fromEntries(counts), revision: Number(plan.revision) };
}

/** Empties the database, whose reports cannot be deleted otherwise, and fills it anew. */
beforeEach(async () => {
	await clear(db);
	world = await reportingPlan(db);
});

async function clear(on: Db): Promise<void> {
	await on.connection().execute(async (connection) => {
		await sql`set session_replication_role = replica`.execute(connection);
		const { rows } = await sql<{ tablename: string }>`
			select tablename from pg_tables where schemaname = 'public' and tablename !~ '^kysely'
		`.execute(connection);
		for (const { tablename } of rows)
			await sql`delete from ${sql.table(tablename)}`.execute(connection);
		await sql`set session_replication_role = origin`.execute(connection);
	});
}

const entry: ActivityEntry = {
	delivery: 'in_progress',
	percent: 45.5,
	asOf: '2026-09-30',
	actualStart: '2024-02-01',
	actualEnd: null,
	slippageCause: 'staffing',
	recoveryOn: '2028-03-31',
	declaredConfidence: 'at_risk',
	declaredReason: 'The third ministry has no lawyer for it.',
	note: 'Two forms went online.',
	reached: []
};

const update = (changes: Partial<SentUpdate> = {}): SentUpdate => ({
	...entry,
	activityId: world.ofMilg,
	requestId: randomUUID(),
	seen: null,
	...changes
});

const measurement = (changes: Partial<SentMeasurement> = {}): SentMeasurement => ({
	kpiId: world.kpis.shared,
	measuredOn: '2026-09-30',
	value: 212,
	numerator: null,
	denominator: null,
	cells: [],
	note: null,
	requestId: randomUUID(),
	seen: null,
	...changes
});

const spending = (changes: Partial<SentSpending> = {}): SentSpending => ({
	activityId: world.ofMilg,
	asOf: '2026-09-30',
	lines: [
		{
			lineId: world.lines[0]!,
			obligation: 70_000n,
			disbursement: 40_000n,
			requestId: randomUUID()
		},
		{ lineId: world.lines[1]!, obligation: 30_000n, disbursement: 0n, requestId: randomUUID() }
	],
	seen: null,
	...changes
});

async function reportIn(...states: ('draft' | 'submitted' | 'returned' | 'approved')[]) {
	const { id } = await db
		.insertInto('report')
		.values({ period_id: world.periodId, organisation_id: world.milg })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const state of states)
		await db
			.insertInto('report_transition')
			.values({ report_id: id, state, reason: 'a reason' })
			.execute();
	return id;
}
const refused = (changes: Partial<SentUpdate>) =>
	expect(recordUpdate(db, world.milgReporter, update(changes), now)).rejects;

const reportOfUpdate = async () =>
	(await db.selectFrom('activity_update').select('report_id').executeTakeFirstOrThrow()).report_id;

describe('a confidence', () => {
	const none = { declaredReason: null, note: 'Two forms went online.' };
	const because = (problem: string) => ({
		problems: [expect.objectContaining({ field: 'declared_reason', problem })]
	});

	beforeEach(async () => {
		const confidence_rules = JSON.stringify(defaultConfidenceRules);
		await db.updateTable('plan').set({ confidence_rules }).execute();
	});

	test('needs a reason where it is a doubt, and where the plan’s rules find the work late', async () => {
		const before = await state();
		const doubt = refused({ ...none, declaredConfidence: 'off_track' });
		await doubt.toMatchObject(because('doubt_without_reason'));
		const hope = refused({ ...none, declaredConfidence: 'on_track' });
		await hope.toMatchObject(because('better_without_reason'));
		expect(await state()).toEqual(before);
	});

	test('is stored with its reason, and needs none where it is as the rules find it', async () => {
		const why = { declaredConfidence: 'on_track', declaredReason: 'All is bought.' } as const;
		const first = await recordUpdate(db, world.milgReporter, update(why), now);
		expect(await lastUpdates(db, world.ofMilg, 1)).toMatchObject([why]);
		const onTime = {
			...none,
			percent: 80,
			recoveryOn: null,
			declaredConfidence: 'on_track'
		} as const;
		await recordUpdate(db, world.milgReporter, update({ ...onTime, seen: first }), now);
		expect(await lastUpdates(db, world.ofMilg, 1)).toMatchObject([onTime]);
	});

	test('is held against milestones as the entry itself says that they were reached', async () => {
		const designed = { milestoneId: world.milestones[0]!, on: '2025-06-30' };
		const ofMpw = { ...none, activityId: world.ofMpw, percent: null, recoveryOn: null };
		const hope = { ...ofMpw, declaredConfidence: 'on_track' } as const;
		await refused(hope).toMatchObject(because('better_without_reason'));
		const reached = update({ ...hope, reached: [designed] });
		await recordUpdate(db, world.mpwReporter, reached, now);
	});
});

describe('an update', () => {
	test('is a new row in a draft of the report at hand, raises the revision by one and is audited', async () => {
		const before = await state();
		const id = await recordUpdate(db, world.milgReporter, update(), now);
		expect(await state()).toEqual({
			...before,
			activity_update: 1,
			report: 1,
			report_transition: 1,
			audit_entry: before.audit_entry! + 1,
			revision: before.revision! + 1
		});
		const [last] = await lastUpdates(db, world.ofMilg, 5);
		expect(last).toMatchObject({
			id,
			percent: 45.5,
			delivery: 'in_progress',
			declaredConfidence: 'at_risk',
			declaredReason: entry.declaredReason,
			note: entry.note
		});
		const audited = await db
			.selectFrom('audit_entry')
			.selectAll()
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(audited).toMatchObject({
			action: 'activity_reported',
			plan_id: world.planId,
			subject_kind: 'element',
			subject_id: world.ofMilg,
			detail: { code: '1.1.1', update: [id] }
		});
		const report = await db
			.selectFrom('report')
			.innerJoin('report_transition as step', 'step.report_id', 'report.id')
			.select(['period_id', 'organisation_id', 'step.state'])
			.executeTakeFirstOrThrow();
		expect(report).toEqual({
			period_id: world.periodId,
			organisation_id: world.milg,
			state: 'draft'
		});
	});

	test('of another ministry’s activity answers as if it were not there, and changes nothing', async () => {
		const before = await state();
		for (const actor of [world.mpwReporter, world.leader, { kind: 'public' } as const])
			await expect(recordUpdate(db, actor, update(), now)).rejects.toBeInstanceOf(NotFound);
		expect(await state()).toEqual(before);
	});

	test('is refused by the statement that writes, where the ministry lost the activity a moment before', async () => {
		const before = await state();
		const waiting = await db.transaction().execute(async (trx) => {
			await sql`select from element where id = ${world.ofMilg} for update`.execute(trx);
			const sent = recordUpdate(db, world.milgReporter, update(), now).catch(
				(cause: unknown) => cause
			);
			await untilSomebodyWaits(db);
			await trx
				.updateTable('owner')
				.set({ valid_to: '2026-11-01' })
				.where('element_id', '=', world.ofMilg)
				.execute();
			return { sent };
		});
		expect(await waiting.sent).toBeInstanceOf(NotFound);
		expect(await state()).toEqual(before);
	});

	test('of an objective, of a retired activity and of none answers as if it were not there', async () => {
		const before = await state();
		for (const activityId of [world.objective, '999999']) {
			const sent = update({ activityId });
			await expect(recordUpdate(db, world.planner, sent, now)).rejects.toBeInstanceOf(NotFound);
		}
		await db
			.updateTable('element')
			.set({ retired_at: new Date(), retired_reason: 'merged' })
			.where('id', '=', world.ofMilg)
			.execute();
		await expect(recordUpdate(db, world.milgReporter, update(), now)).rejects.toBeInstanceOf(
			NotFound
		);
		expect(await state()).toEqual(before);
	});

	test('sent twice, also at once, is stored once and gives the same answer', async () => {
		const sent = update();
		const ids = await Promise.all([
			recordUpdate(db, world.milgReporter, sent, now),
			recordUpdate(db, world.milgReporter, sent, now)
		]);
		ids.push(await recordUpdate(db, world.milgReporter, sent, now));
		expect(new Set(ids).size).toBe(1);
		expect(await state()).toMatchObject({ activity_update: 1, report_transition: 1 });
	});

	test('with other words under the same request is a conflict, not a repetition', async () => {
		const sent = update();
		await recordUpdate(db, world.milgReporter, sent, now);
		const other = recordUpdate(db, world.milgReporter, { ...sent, percent: 60 }, now);
		await expect(other).rejects.toBeInstanceOf(Conflict);
		expect(await state()).toMatchObject({ activity_update: 1 });
	});

	test('after an update that the person has not seen is a conflict; seen, it is a new row', async () => {
		const theirs = update({ activityId: world.ofMpw, percent: null });
		const first = await recordUpdate(db, world.mpwReporter, theirs, now);
		const mine = update({ activityId: world.ofMpw, percent: null, note: 'Ours' });
		const before = await state();
		await expect(recordUpdate(db, world.milgReporter, mine, now)).rejects.toBeInstanceOf(Conflict);
		expect(await state()).toEqual(before);
		await recordUpdate(db, world.milgReporter, { ...mine, seen: first }, now);
		const notes = (await lastUpdates(db, world.ofMpw, 5)).map(({ note }) => note);
		expect(notes).toEqual(['Ours', entry.note]);
	});

	test('with a broken rule stores nothing and names the field', async () => {
		const before = await state();
		const wrong = recordUpdate(db, world.milgReporter, update({ percent: 101 }), now);
		await expect(wrong).rejects.toMatchObject({
			problems: [{ field: 'percent', problem: 'percent_out_of_range' }]
		});
		expect(await state()).toEqual(before);
	});

	test('that falls is stored with a reason of its own, compared with its day or an earlier one', async () => {
		const first = await recordUpdate(db, world.milgReporter, update({ asOf: '2026-08-31' }), now);
		const less = { seen: first, percent: 30, asOf: '2026-09-20' };
		await expect(recordUpdate(db, world.milgReporter, update(less), now)).rejects.toMatchObject({
			problems: [{ field: 'note', problem: 'fell_without_note', before: 45.5, after: 30 }]
		});
		const earlier = update({ ...less, asOf: '2026-06-30' });
		const second = await recordUpdate(db, world.milgReporter, earlier, now);
		const why = update({ ...less, seen: second, note: 'Two forms were counted twice.' });
		await recordUpdate(db, world.milgReporter, why, now);
		expect(await state()).toMatchObject({ activity_update: 3 });
	});

	test('of all the work while it goes on is stored once that is said to be meant so', async () => {
		const all = update({ percent: 100 });
		await expect(recordUpdate(db, world.milgReporter, all, now)).rejects.toMatchObject({
			problems: [{ field: 'delivery', problem: 'done_in_progress' }]
		});
		const meant = { ...all, confirmed: ['done_in_progress:delivery:'] };
		await recordUpdate(db, world.milgReporter, meant, now);
		expect(await state()).toMatchObject({ activity_update: 1 });
	});

	test('stores the days of milestones, and only those that changed', async () => {
		const [designed, built] = world.milestones;
		const sent = update({
			activityId: world.ofMpw,
			percent: 70,
			reached: [
				{ milestoneId: designed!, on: '2025-07-10' },
				{ milestoneId: built!, on: null }
			]
		});
		const first = await recordUpdate(db, world.mpwReporter, sent, now);
		await recordUpdate(
			db,
			world.mpwReporter,
			{ ...sent, requestId: randomUUID(), seen: first },
			now
		);
		expect(await state()).toMatchObject({ milestone_reached: 1, activity_update: 2 });
		const [last] = await lastUpdates(db, world.ofMpw, 1);
		expect(last!.percent).toBeNull();
	});

	test('is held against milestones that a planner added while it waited', async () => {
		const planning = await db.startTransaction().execute();
		await planning
			.selectFrom('element')
			.where('id', '=', world.ofMilg)
			.select('id')
			.forNoKeyUpdate()
			.execute();
		await planning
			.insertInto('milestone')
			.values({ element_id: world.ofMilg, position: 1, title: 'Designed' })
			.execute();
		const sent = recordUpdate(db, world.milgReporter, update({ percent: 10 }), now);
		await untilSomebodyWaits(db);
		await planning.commit().execute();
		await sent;
		const [last] = await lastUpdates(db, world.ofMilg, 1);
		expect(last!.percent).toBeNull();
	});

	test('by the planner is on behalf, and the log says of whom', async () => {
		await recordUpdate(db, world.planner, update(), now);
		const audited = await db
			.selectFrom('audit_entry')
			.select('detail')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(audited.detail).toMatchObject({ on_behalf_of: world.milg });
	});

	test('of an office that reports through another stands in the other’s report', async () => {
		await recordUpdate(db, world.ocmReporter, update({ activityId: world.ofIco }), now);
		const { organisation_id } = await db
			.selectFrom('report')
			.select('organisation_id')
			.executeTakeFirstOrThrow();
		expect(organisation_id).toBe(world.ocm);
	});
});

describe('the report that takes an entry', () => {
	test('stays returned', async () => {
		const id = await reportIn('draft', 'returned');
		await recordUpdate(db, world.milgReporter, update(), now);
		expect(await reportOfUpdate()).toBe(id);
		expect(await state()).toMatchObject({ report_transition: 2 });
	});

	test('is that of the next period once it is approved, which has to be open', async () => {
		await reportIn('draft', 'approved');
		const before = await state();
		const later = '2026-11-22';
		const notOpened = (field: string) => ({
			...{ field, reason: 'period_not_opened', days: { until: '2026-09-30' } }
		});
		await expect(
			recordUpdate(db, world.milgReporter, update({ asOf: later }), now)
		).rejects.toMatchObject(notOpened('as_of'));
		await expect(
			measure(db, world.milgReporter, measurement({ measuredOn: later }), now)
		).rejects.toMatchObject(notOpened('measured_on'));
		await expect(
			reportSpending(db, world.milgReporter, spending({ asOf: later }), now)
		).rejects.toMatchObject(notOpened('as_of'));
		expect(await state()).toEqual(before);
	});
});

describe('a day outside the report’s period', () => {
	const refused = (field: string, reason: string, days: object) => ({ field, reason, days });
	const next = async () =>
		await db
			.insertInto('reporting_period')
			.values({
				...{ plan_id: world.planId, frequency: 'quarter', label: '2026 Q4' },
				...{ starts_on: '2026-10-01', ends_on: '2026-12-31', due_on: '2027-01-30' }
			})
			.execute();

	test('after its last day is refused beside the field, and nothing is stored', async () => {
		const before = await state();
		const after = (field: string) =>
			refused(field, 'after_report', { day: undefined, until: '2026-09-30' });
		const later = '2026-10-01';
		await expect(
			recordUpdate(db, world.milgReporter, update({ asOf: later }), now)
		).rejects.toMatchObject(after('as_of'));
		await expect(
			measure(db, world.milgReporter, measurement({ measuredOn: later }), now)
		).rejects.toMatchObject(after('measured_on'));
		await expect(
			reportSpending(db, world.milgReporter, spending({ asOf: later }), now)
		).rejects.toMatchObject(after('as_of'));
		expect(await state()).toEqual(before);
	});

	test('before its first day stands in an earlier report; a value may be measured late', async () => {
		await next();
		await reportIn('draft', 'submitted');
		const before = { day: '2026-10-01', until: '2026-12-31' };
		await expect(recordUpdate(db, world.milgReporter, update(), now)).rejects.toMatchObject(
			refused('as_of', 'before_report', before)
		);
		await expect(reportSpending(db, world.milgReporter, spending(), now)).rejects.toMatchObject(
			refused('as_of', 'before_report', before)
		);
		await measure(db, world.milgReporter, measurement(), now);
		await recordUpdate(db, world.milgReporter, update({ asOf: '2026-11-22' }), now);
		expect(await state()).toMatchObject({ measurement: 1, activity_update: 1, spending: 0 });
	});

	test('before the plan’s first period is taken: no earlier report has it', async () => {
		await recordUpdate(db, world.milgReporter, update({ asOf: '2026-03-31' }), now);
		expect(await state()).toMatchObject({ activity_update: 1 });
	});

	test('is any, where the plan has no periods', async () => {
		await db.deleteFrom('reporting_period').execute();
		await recordUpdate(db, world.milgReporter, update({ asOf: '2026-11-22' }), now);
		expect(await reportOfUpdate()).toBeNull();
	});
});

describe('a measurement', () => {
	test('raises the revision by one and is audited; sent twice it is stored once', async () => {
		const before = await state();
		const sent = measurement();
		const id = await measure(db, world.milgReporter, sent, now);
		expect(await measure(db, world.milgReporter, sent, now)).toBe(id);
		expect(await state()).toMatchObject({
			measurement: 1,
			audit_entry: before.audit_entry! + 1,
			revision: before.revision! + 1
		});
	});

	test('of a ratio is computed, whatever value was sent', async () => {
		const sent = measurement({
			kpiId: world.kpis.ratio,
			value: 99,
			numerator: 12,
			denominator: 28
		});
		await measure(db, world.milgReporter, sent, now);
		const row = await db.selectFrom('measurement').selectAll().executeTakeFirstOrThrow();
		expect(row).toMatchObject({
			value: '42.857143',
			numerator: '12',
			denominator: '28',
			organisation_id: world.milg
		});
	});

	test('of a KPI that names its reporter is that organisation’s alone', async () => {
		const sent = measurement({ kpiId: world.kpis.named });
		await expect(measure(db, world.milgReporter, sent, now)).rejects.toBeInstanceOf(NotFound);
		expect(await state()).toMatchObject({ measurement: 0, audit_entry: 0 });
		await measure(db, world.mpwReporter, sent, now);
		expect(await state()).toMatchObject({ measurement: 1 });
	});

	test('below 0 is taken where the baseline or a target is, and refused where none is', async () => {
		const below = measurement({ value: -3 });
		await expect(measure(db, world.milgReporter, below, now)).rejects.toMatchObject({
			problems: [{ field: 'value', problem: 'value_outside_unit', low: 0 }]
		});
		await db
			.insertInto('kpi_target')
			.values({ kpi_id: world.kpis.shared, due_on: '2027-12-31', value: '-5' })
			.execute();
		await measure(db, world.milgReporter, below, now);
		const row = await db.selectFrom('measurement').select('value').executeTakeFirstOrThrow();
		expect(Number(row.value)).toBe(-3);
	});

	test('after the plan’s end is stored, until the day that the KPI says', async () => {
		const later = new Date('2033-03-31T04:00:00Z');
		// no report asks for days
		await db.deleteFrom('reporting_period').execute();
		const on = async (measuredOn: string, seen: string | null = null) =>
			measure(db, world.milgReporter, measurement({ measuredOn, seen }), later);
		const first = await on('2029-03-01');
		const { kpiId } = measurement();
		const until = { measured_until: '2032-12-31' };
		await db.updateTable('kpi').set(until).where('id', '=', kpiId).execute();
		const problem = { field: 'measured_on', problem: 'after_measuring', until: '2032-12-31' };
		await expect(on('2033-01-01', first)).rejects.toMatchObject({ problems: [problem] });
		await on('2032-12-31', first);
		expect(await state()).toMatchObject({ measurement: 2 });
	});

	test('after one that the person has not seen is a conflict', async () => {
		await measure(db, world.milgReporter, measurement(), now);
		const other = measure(db, world.mpwReporter, measurement({ value: 300 }), now);
		await expect(other).rejects.toBeInstanceOf(Conflict);
	});
});

describe('money to date', () => {
	test('is stored for all lines, raises the revision by one, and twice sent is stored once', async () => {
		const before = await state();
		const sent = spending();
		const id = await reportSpending(db, world.milgReporter, sent, now);
		expect(await reportSpending(db, world.milgReporter, sent, now)).toBe(id);
		expect(await state()).toMatchObject({
			spending: 2,
			audit_entry: before.audit_entry! + 1,
			revision: before.revision! + 1
		});
	});

	test('with one wrong line stores none', async () => {
		const before = await state();
		const sent = spending();
		sent.lines[1] = { ...sent.lines[1]!, disbursement: 30_001n };
		await expect(reportSpending(db, world.milgReporter, sent, now)).rejects.toMatchObject({
			problems: [{ field: `disbursement-${world.lines[1]}`, problem: 'above_obligation' }]
		});
		expect(await state()).toEqual(before);
	});

	test('of another’s activity, or entered by who only co-reports, changes nothing', async () => {
		const before = await state();
		await expect(reportSpending(db, world.mpwReporter, spending(), now)).rejects.toBeInstanceOf(
			NotFound
		);
		const coReported = spending({ activityId: world.ofMpw });
		await expect(reportSpending(db, world.milgReporter, coReported, now)).rejects.toBeInstanceOf(
			NotFound
		);
		expect(await state()).toEqual(before);
	});

	test('may not fall on a later day, but may be corrected for the same one', async () => {
		const seen = await reportSpending(db, world.milgReporter, spending(), now);
		const line = { lineId: world.lines[0]!, obligation: 60_000n, disbursement: 40_000n };
		const later = spending({
			asOf: '2026-11-20',
			seen,
			lines: [{ ...line, requestId: randomUUID() }]
		});
		await expect(reportSpending(db, world.milgReporter, later, now)).rejects.toMatchObject({
			problems: [{ field: `obligation-${world.lines[0]}`, problem: 'below_earlier' }]
		});
		await reportSpending(db, world.milgReporter, { ...later, asOf: '2026-09-30' }, now);
		const current = await db
			.selectFrom('spending_current')
			.innerJoin('spending', 'spending.id', 'spending_current.spending_id')
			.where('spending.budget_line_id', '=', world.lines[0]!)
			.select('spending.obligation')
			.executeTakeFirstOrThrow();
		expect(current.obligation).toBe('600.00');
	});

	test('above an allotment that the planner lowered a moment before is refused beside the field', async () => {
		const before = await state();
		const waiting = await db.transaction().execute(async (trx) => {
			await trx
				.updateTable('budget_line')
				.set({ allotment: '500.00' })
				.where('id', '=', world.lines[0]!)
				.execute();
			const sent = reportSpending(db, world.milgReporter, spending(), now).catch(
				(cause: unknown) => cause
			);
			await untilSomebodyWaits(db);
			return { sent };
		});
		expect(await waiting.sent).toMatchObject({
			problems: [{ field: `obligation-${world.lines[0]}`, problem: 'above_allotment' }]
		});
		expect(await state()).toEqual(before);
	});

	test('of a line of another activity stores nothing', async () => {
		const before = await state();
		const sent = spending({ activityId: world.ofIco });
		await expect(reportSpending(db, world.planner, sent, now)).rejects.toMatchObject({
			problems: [{ field: '', problem: 'no_such_line' }]
		});
		expect(await state()).toEqual(before);
	});
});

test('everybody finds what is theirs to enter, and nothing else', async () => {
	const ofMilg = await duties(db, world.planId, [world.milg]);
	expect(ofMilg.activities).toEqual(new Set([world.ofMilg, world.ofMpw]));
	expect(ofMilg.money).toEqual(new Set([world.ofMilg]));
	expect(ofMilg.kpis).toEqual(new Set([world.kpis.shared, world.kpis.ratio]));
	const ofMpw = await duties(db, world.planId, [world.mpw]);
	expect(ofMpw.kpis).toEqual(new Set([world.kpis.shared, world.kpis.ratio, world.kpis.named]));
	expect((await duties(db, world.planId, [world.ocm])).activities).toEqual(new Set([world.ofIco]));
	const where = await plansOf(db, [world.milg, world.mpw, world.ocm, world.ico]);
	expect(where.map(({ plan, organisationId }) => [plan.slug, organisationId])).toEqual([
		['small', world.ico],
		['small', world.milg],
		['small', world.mpw],
		['small', world.ocm]
	]);
	expect(await plansOf(db, [])).toEqual([]);
});
