/** A plan as small as reporting needs: two ministries, an activity each, a KPI, budget lines, a period. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { SentUpdate } from '#lib/server/reports/updates.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '#lib/server/db/connect.ts';

async function organisation(db: Db, acronym: string, reportsThrough: string | null = null) {
	const { id } = await db
		.insertInto('organisation')
		.values({
			slug: acronym.toLowerCase(),
			jurisdiction: 'test',
			acronym,
			name: `Ministry ${acronym}`,
			kind: 'ministry',
			reports_through_id: reportsThrough
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Somebody with one role. */
export async function person(db: Db, role: Role, organisationId: string | null): Promise<Actor> {
	const name = `${role} ${organisationId ?? ''}`.trim();
	const { id } = await db
		.insertInto('user_account')
		.values({ email: `${role}.${organisationId ?? 'all'}@example.org`, name })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('role_grant')
		.values({ user_id: id, role, organisation_id: organisationId })
		.execute();
	return { kind: 'user', id, grants: [{ role, organisationId }] };
}

async function element(
	db: Db,
	planId: string,
	parent: { id: string; kind: 'goal' | 'objective' } | null,
	values: { kind: 'goal' | 'objective' | 'activity'; code: string }
) {
	const { id } = await db
		.insertInto('element')
		.values({
			plan_id: planId,
			parent_id: parent?.id ?? null,
			parent_kind: parent?.kind ?? null,
			position: Number(values.code.replaceAll(/\D/g, '')),
			title: `Element ${values.code}`,
			planned_start: values.kind === 'activity' ? '2024-01-01' : null,
			planned_end: values.kind === 'activity' ? '2027-12-31' : null,
			...values
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function owned(
	db: Db,
	elementId: string,
	organisationId: string,
	role: 'lead' | 'co_lead' | 'reporter'
) {
	await db
		.insertInto('owner')
		.values({ element_id: elementId, organisation_id: organisationId, role })
		.execute();
}

async function plan(db: Db) {
	const words = { one: 'x', many: 'xs' };
	const { id } = await db
		.insertInto('plan')
		.values({
			slug: 'small',
			title: 'Small plan',
			language: 'en',
			currency: 'PHP',
			time_zone: 'Asia/Manila',
			period_start: '2022-04-01',
			period_end: '2028-12-31',
			labels: JSON.stringify({ goal: words, objective: words, activity: words }),
			confidence_rules: JSON.stringify([])
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function budgetLine(db: Db, elementId: string, year: number, fundSourceId: string) {
	const { id } = await db
		.insertInto('budget_line')
		.values({
			element_id: elementId,
			fund_source_id: fundSourceId,
			appropriation_year: year,
			appropriation: '1000.00',
			allotment: '800.00'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function kpi(db: Db, elementId: string, values: { code: string; ratio: boolean }) {
	const { id } = await db
		.insertInto('kpi')
		.values({
			element_id: elementId,
			position: 1,
			code: values.code,
			title: `KPI ${values.code}`,
			unit: values.ratio ? '%' : 'count',
			unit_kind: values.ratio ? 'percent_of_whole' : 'count',
			direction: 'up',
			frequency: 'quarter',
			over_time: 'last',
			over_organisations: values.ratio ? 'ratio' : 'none'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/**
 * MILG leads 1.1.1, which has budget lines; MPW leads 1.1.2, which has two milestones and which MILG
 * co-reports. Nobody owns the objective O1.1, whose KPIs are therefore measured by both leads; of the
 * one that names MPW as its reporter only by MPW. OCM reports for ICO, which leads 1.1.3.
 */
export async function reportingPlan(db: Db) {
	const [milg, mpw, ocm] = [
		await organisation(db, 'MILG'),
		await organisation(db, 'MPW'),
		await organisation(db, 'OCM')
	];
	const ico = await organisation(db, 'ICO', ocm);
	const planId = await plan(db);
	const goal = await element(db, planId, null, { kind: 'goal', code: 'G1' });
	const objective = await element(
		db,
		planId,
		{ id: goal, kind: 'goal' },
		{ kind: 'objective', code: 'O1.1' }
	);
	const beneath = { id: objective, kind: 'objective' } as const;
	const activity = (code: string) => element(db, planId, beneath, { kind: 'activity', code });
	const [ofMilg, ofMpw, ofIco] = [
		await activity('1.1.1'),
		await activity('1.1.2'),
		await activity('1.1.3')
	];
	await owned(db, ofMilg, milg, 'lead');
	await owned(db, ofMpw, mpw, 'lead');
	await owned(db, ofMpw, milg, 'reporter');
	await owned(db, ofIco, ico, 'lead');
	const milestones = await db
		.insertInto('milestone')
		.values([
			{ element_id: ofMpw, position: 1, title: 'Designed', planned_on: '2025-06-30' },
			{ element_id: ofMpw, position: 2, title: 'Built', planned_on: '2027-06-30' }
		])
		.returning('id')
		.execute();
	const fund = await db
		.insertInto('fund_source')
		.values({ plan_id: planId, code: 'GF', title: 'General fund' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const lines = [
		await budgetLine(db, ofMilg, 2025, fund.id),
		await budgetLine(db, ofMilg, 2026, fund.id)
	];
	const shared = await kpi(db, objective, { code: 'O1.1.K1', ratio: false });
	const ratio = await kpi(db, objective, { code: 'O1.1.K2', ratio: true });
	const named = await kpi(db, objective, { code: 'O1.1.K3', ratio: false });
	await db.updateTable('kpi').set({ reporter_id: mpw }).where('id', '=', named).execute();
	const period = await db
		.insertInto('reporting_period')
		.values({
			plan_id: planId,
			frequency: 'quarter',
			label: '2026 Q3',
			starts_on: '2026-07-01',
			ends_on: '2026-09-30',
			due_on: '2026-10-30'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return {
		planId,
		periodId: period.id,
		milg,
		mpw,
		ocm,
		ico,
		objective,
		ofMilg,
		ofMpw,
		ofIco,
		milestones: milestones.map(({ id }) => id),
		lines,
		kpis: { shared, ratio, named },
		milgReporter: await person(db, 'reporter', milg),
		mpwReporter: await person(db, 'reporter', mpw),
		ocmReporter: await person(db, 'reporter', ocm),
		planner: await person(db, 'planner', null),
		leader: await person(db, 'leader', null)
	};
}

/**
 * A ministry's report, by its last step: what an act on it says that it has seen.
 *
 * @param organisationId its ministry's; where there are several periods, the report of the latest
 */
export async function standingReport(db: Db, organisationId: string) {
	const { id } = await db
		.selectFrom('report')
		.where('organisation_id', '=', organisationId)
		.orderBy('id', 'desc')
		.select('id')
		.executeTakeFirstOrThrow();
	const { seen } = await db
		.selectFrom('report_transition')
		.where('report_id', '=', id)
		.select((eb) => eb.fn.max('id').as('seen'))
		.executeTakeFirstOrThrow();
	return { reportId: id, seen };
}

/** What a ministry sends of an activity that goes on, in its own request. */
export const sentUpdate = (
	activityId: string,
	percent: number,
	seen: string | null
): SentUpdate => ({
	activityId,
	requestId: randomUUID(),
	seen,
	delivery: 'in_progress',
	percent,
	asOf: '2026-09-30',
	actualStart: '2024-02-01',
	actualEnd: null,
	slippageCause: 'staffing',
	recoveryOn: '2028-03-31',
	declaredConfidence: null,
	declaredReason: null,
	note: null,
	reached: []
});
