import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { find } from '#lib/server/facts/plans.ts';
import { ofPlan, reportsOf } from '#lib/server/periods/queries.ts';
import { approveClean, cleanReports } from '#lib/server/reports/clean.ts';
import { reviewed, type ReviewedItem } from '#lib/server/reports/review.ts';
import * as steps from '#lib/server/reports/steps.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';

const now = new Date('2026-11-22T04:00:00Z');
const today = '2026-11-22';
const { db } = await freshDatabase();
const world = await reportingPlan(db);

const reportIn = async (periodId: string, organisationId: string) => {
	const { id } = await db
		.insertInto('report')
		.values({ period_id: periodId, organisation_id: organisationId })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
};

/** The two quarters before, by their last days. */
const before = await db
	.insertInto('reporting_period')
	.values([
		{
			...{ plan_id: world.planId, frequency: 'quarter', label: '2026 Q1' },
			...{ starts_on: '2026-01-01', ends_on: '2026-03-31', due_on: '2026-04-30' }
		},
		{
			...{ plan_id: world.planId, frequency: 'quarter', label: '2026 Q2' },
			...{ starts_on: '2026-04-01', ends_on: '2026-06-30', due_on: '2026-07-30' }
		}
	])
	.returning(['id', 'ends_on'])
	.execute();

const milg = await reportIn(world.periodId, world.milg);
const mpw = await reportIn(world.periodId, world.mpw);
const ocm = await reportIn(world.periodId, world.ocm);
const former = await Promise.all(
	before.map(async ({ id, ends_on: on }) => ({ on, report: await reportIn(id, world.milg) }))
);

interface Told {
	report: string | null;
	on: string;
	percent: number;
	delivery?: 'in_progress' | 'completed';
}

const update = (element: string, { report, on, percent, delivery = 'in_progress' }: Told) =>
	db
		.insertInto('activity_update')
		.values({
			...{ element_id: element, report_id: report, as_of: on, delivery },
			...{ physical_percent: String(percent), request_id: randomUUID(), note: null },
			actual_end: delivery === 'completed' ? on : null
		})
		.execute();

const measure = (
	kpi: string,
	{ report, on, value }: { report: string | null; on: string; value: number }
) =>
	db
		.insertInto('measurement')
		.values({
			...{ kpi_id: kpi, report_id: report, measured_on: on, value: String(value) },
			...{ request_id: randomUUID(), organisation_id: world.mpw }
		})
		.execute();

const spend = (
	line: string,
	said: { report: string | null; on: string; amounts: [string, string] }
) =>
	db
		.insertInto('spending')
		.values({
			...{ budget_line_id: line, report_id: said.report, as_of: said.on },
			...{ obligation: said.amounts[0], disbursement: said.amounts[1], request_id: randomUUID() }
		})
		.execute();

async function submit(actor: Actor, reportId: string): Promise<void> {
	await steps.submit(db, actor, { reportId, seen: null }, now);
}

const quarterEnd = '2026-09-30';

beforeAll(async () => {
	for (const { on, report } of former) {
		await update(world.ofMilg, { report, on, percent: 60 });
		await spend(world.lines[0]!, { report, on, amounts: ['500.00', '400.00'] });
	}
	for (const [at, value] of [40, 41, 42].entries())
		await measure(world.kpis.named, { report: null, on: `2026-0${at + 1}-15`, value });
	// MILG fell, and says that less is spent than before
	await update(world.ofMilg, { report: milg, on: '2026-08-31', percent: 65 });
	await update(world.ofMilg, { report: milg, on: quarterEnd, percent: 50 });
	await spend(world.lines[0]!, { report: milg, on: quarterEnd, amounts: ['450.00', '400.00'] });
	await spend(world.lines[1]!, { report: milg, on: quarterEnd, amounts: ['300.00', '100.00'] });
	// MPW reached a milestone, and wrote a digit too many
	await update(world.ofMpw, { report: mpw, on: quarterEnd, percent: 50 });
	await db
		.insertInto('milestone_reached')
		.values({ milestone_id: world.milestones[0]!, report_id: mpw, reached_on: '2026-09-01' })
		.execute();
	await measure(world.kpis.named, { report: mpw, on: quarterEnd, value: 430 });
	// OCM goes on
	await update(world.ofIco, { report: ocm, on: quarterEnd, percent: 10 });
	await submit(world.milgReporter, milg);
	await submit(world.mpwReporter, mpw);
	await submit(world.ocmReporter, ocm);
});

async function look(reportIds: readonly string[], within = db): Promise<ReviewedItem[]> {
	const plan = (await find(db, 'small'))!;
	const periods = await ofPlan(db, world.planId);
	const period = periods.find(({ id }) => id === world.periodId)!;
	return await reviewed(within, plan, { period, periods, reportIds, today });
}

const brief = (items: ReviewedItem[]) =>
	items.map(({ kind, code, warnings }) => [kind, code, ...warnings]);

describe('the queue', () => {
	test('says what looks wrong first, the gravest before others', async () => {
		expect(brief(await look([milg, mpw, ocm]))).toEqual([
			['line', '1.1.1', 'spending_fell'],
			['activity', '1.1.1', 'fell'],
			['activity', '1.1.2', 'milestone_unproven'],
			['kpi', 'O1.1.K3', 'outside_history'],
			['activity', '1.1.3'],
			['line', '1.1.1']
		]);
	});

	test('sets this period beside the last, whatever the report said in between', async () => {
		const items = await look([milg]);
		expect(items.find(({ kind }) => kind === 'activity')).toMatchObject({
			now: { on: quarterEnd, done: 0.5 },
			before: { on: '2026-06-30', done: 0.6 }
		});
		expect(items.filter(({ kind }) => kind === 'line')).toMatchObject([
			{
				now: { obligation: 45_000n, disbursement: 40_000n },
				before: { on: '2026-06-30', obligation: 50_000n }
			},
			{ now: { obligation: 30_000n, disbursement: 10_000n }, before: null }
		]);
	});

	test('asks for no evidence that is there', async () => {
		await db
			.insertInto('evidence')
			.values({
				...{ plan_id: world.planId, element_id: world.ofMpw, milestone_id: world.milestones[0]! },
				...{ caption: 'The design', link: 'https://example.org/design', report_id: mpw }
			})
			.execute();
		const [, activity] = brief(await look([mpw]));
		expect(activity).toEqual(['activity', '1.1.2']);
	});

	const give = (of: object, caption: string, report = milg) =>
		db
			.insertInto('evidence')
			.values({
				plan_id: world.planId,
				caption,
				link: 'https://example.org/x',
				report_id: report,
				...of
			})
			.execute();
	const said = async (
		table: 'activity_update' | 'spending',
		{ day, report }: { day: string; report: string }
	) =>
		(
			await db
				.selectFrom(table)
				.where('as_of', '=', day)
				.where('report_id', '=', report)
				.select('id')
				.executeTakeFirstOrThrow()
		).id;

	test('sets beside each entry what the report shows of it, and nothing else', async () => {
		// added to what the report said in August: what it said later keeps it
		const august = await said('activity_update', { day: '2026-08-31', report: milg });
		await give({ element_id: world.ofMilg, update_id: august }, 'The site in August');
		await give({ element_id: world.ofMilg }, 'The activity as a whole');
		const spending = await said('spending', { day: quarterEnd, report: milg });
		await give({ element_id: world.ofMilg, spending_id: spending }, 'The order of payment');
		const earlier = former[1]!;
		const june = await said('activity_update', { day: earlier.on, report: earlier.report });
		await give({ element_id: world.ofMilg, update_id: june }, 'In June', earlier.report);
		await give({ kpi_id: world.kpis.named }, 'The count', mpw);
		const shown = Object.fromEntries(
			(await look([milg, mpw])).map(({ kind, code, shown: found, ...item }) => [
				`${kind} ${code} ${'year' in item ? item.year : ''}`.trim(),
				found.map(({ caption }) => caption)
			])
		);
		expect(shown).toEqual({
			'activity 1.1.1': ['The site in August', 'The activity as a whole'],
			'activity 1.1.2': ['The design'],
			'kpi O1.1.K3': ['The count'],
			'line 1.1.1 2025': ['The order of payment'],
			'line 1.1.1 2026': []
		});
	});

	test('takes what shows an update for the one milestone of which that says so', async () => {
		const reach = (milestone: string) =>
			db
				.insertInto('milestone_reached')
				.values({ milestone_id: milestone, report_id: ocm, reached_on: '2026-09-02' })
				.execute();
		const [first, second] = await db
			.insertInto('milestone')
			.values(
				// the last is never reached: the work goes on
				['Bought', 'Placed', 'Switched on'].map((title, at) => ({
					...{ element_id: world.ofIco, position: at + 1, title }
				}))
			)
			.returning('id')
			.execute();
		const warned = async () => brief(await look([ocm]));
		await reach(first!.id);
		expect(await warned()).toEqual([['activity', '1.1.3', 'milestone_unproven']]);
		const update_id = await said('activity_update', { day: quarterEnd, report: ocm });
		await give({ element_id: world.ofIco, update_id }, 'The receipt', ocm);
		expect(await warned()).toEqual([['activity', '1.1.3']]);
		await reach(second!.id);
		expect(await warned()).toEqual([['activity', '1.1.3', 'milestone_unproven']]);
		for (const { id } of [first!, second!])
			await give({ element_id: world.ofIco, milestone_id: id }, 'A milestone', ocm);
		expect(await warned()).toEqual([['activity', '1.1.3']]);
	});

	test('is the same few queries for one report and for all', async () => {
		let asked = 0;
		const counting: KyselyPlugin = {
			transformQuery: ({ node }) => node,
			transformResult: ({ result }) => {
				asked += 1;
				return Promise.resolve(result);
			}
		};
		const counted = async (reportIds: readonly string[]) => {
			asked = 0;
			await look(reportIds, db.withPlugin(counting));
			return asked;
		};
		const one = await counted([ocm]);
		expect(one).toBeGreaterThan(4);
		expect(await counted([milg, mpw, ocm])).toBe(one);
	});
});

describe('approving all that is clean', () => {
	const standing = async () => {
		const reports = await reportsOf(db, world.periodId);
		return { reports, items: await look([milg, mpw, ocm]) };
	};
	const seen = async (id: string) =>
		(await reportsOf(db, world.periodId)).find((report) => report.id === id)!.seen;
	const stateOf = async (id: string) =>
		(await reportsOf(db, world.periodId)).find((report) => report.id === id)!.state;

	test('offers neither what looks wrong nor what is empty', async () => {
		const { reports, items } = await standing();
		expect(cleanReports(reports, items).map(({ acronym }) => acronym)).toEqual(['OCM']);
		expect(cleanReports(reports, [])).toEqual([]);
	});

	test('is the planner’s', async () => {
		const sent = [{ reportId: ocm, seen: await seen(ocm) }];
		const act = approveClean(db, world.ocmReporter, { sent, ...(await standing()) }, now);
		await expect(act).rejects.toThrow(NotAllowed);
		expect(await stateOf(ocm)).toBe('submitted');
	});

	test('leaves out what looks wrong, though a form names it, and what changed meanwhile', async () => {
		const sent = [
			{ reportId: milg, seen: await seen(milg) },
			{ reportId: ocm, seen: await seen(ocm) }
		];
		const back = { reportId: ocm, seen: await seen(ocm), reason: 'A note is missing.', items: [] };
		await steps.returnReport(db, world.planner, back, now);
		const stale = await approveClean(db, world.planner, { sent, ...(await standing()) }, now);
		expect(stale).toEqual({ approved: [], leftOut: [milg, ocm] });
		expect(await stateOf(milg)).toBe('submitted');
		expect(await stateOf(ocm)).toBe('returned');
	});

	test('approves the others, each by its own step; sent twice it is done once', async () => {
		const again = { reportId: ocm, seen: await seen(ocm) };
		await steps.submit(db, world.ocmReporter, again, now);
		const sent = [{ reportId: ocm, seen: await seen(ocm) }];
		const once = await approveClean(db, world.planner, { sent, ...(await standing()) }, now);
		expect(once).toEqual({ approved: [ocm], leftOut: [] });
		const twice = await approveClean(db, world.planner, { sent, ...(await standing()) }, now);
		expect(twice).toEqual({ approved: [ocm], leftOut: [] });
		const approvals = await db
			.selectFrom('report_transition')
			.where('report_id', '=', ocm)
			.where('state', '=', 'approved')
			.select('by_user')
			.execute();
		expect(approvals).toHaveLength(1);
	});
});
