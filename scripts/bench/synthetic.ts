/** Made-up plans of a stated size, written by the database itself so that millions of rows take seconds. */
import { sql } from 'kysely';
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import type { Db, Trx } from '#lib/server/db/connect.ts';

export interface Size {
	plans: number;
	/** Activities of each plan; ten an objective, five objectives a goal. */
	activities: number;
	/** Quarterly updates of each activity. */
	updates: number;
	/** That lead the activities of all plans; left out: 20. */
	organisations?: number;
}

const fewOrganisations = 20;

export const sizes: Record<string, Size> = {
	S: { plans: 1, activities: 200, updates: 10 },
	M: { plans: 20, activities: 1_000, updates: 10 },
	L: { plans: 200, activities: 1_000, updates: 10 }
};

const labels = JSON.stringify({
	goal: { one: 'Goal', many: 'Goals' },
	objective: { one: 'Objective', many: 'Objectives' },
	activity: { one: 'Activity', many: 'Activities' }
});

/** Fills an empty, migrated database. Every tenth organisation is silent in the last quarter. */
export async function fill(db: Db, size: Size): Promise<void> {
	const { organisations = fewOrganisations } = size;
	await sql`
		insert into organisation (slug, jurisdiction, acronym, name, kind)
		select 'org-' || n, 'bench', 'ORG' || n, 'Organisation ' || n, 'ministry'
		from generate_series(1, ${organisations}::int) n
	`.execute(db);
	await sql`
		insert into plan (slug, title, language, currency, time_zone, period_start, period_end, labels,
			roll_up_method, confidence_rules)
		select 'bench-' || n, 'Plan ' || n, 'en', 'PHP', 'Asia/Manila', '2022-01-01', '2028-12-31',
			${labels}::jsonb, 'cost', ${JSON.stringify(defaultConfidenceRules)}::jsonb
		from generate_series(1, ${size.plans}::int) n
	`.execute(db);
	await elements(db, size);
	await periodsAndMeasurements(db, size);
	await db.transaction().execute(updatesAndSpending);
	await sql`vacuum analyze`.execute(db);
}

async function elements(
	db: Db,
	{ activities, organisations = fewOrganisations }: Size
): Promise<void> {
	const goals = Math.ceil(activities / 50);
	await sql`
		insert into element (plan_id, kind, position, code, title)
		select plan.id, 'goal', n, 'G' || n, 'Goal number ' || n || ' of the plan'
		from plan, generate_series(1, ${goals}::int) n
	`.execute(db);
	await sql`
		insert into element (plan_id, kind, parent_id, parent_kind, position, code, title)
		select plan_id, 'objective', id, 'goal', n, 'O' || position || '.' || n, 'Objective number ' || n
		from element, generate_series(1, 5) n where kind = 'goal'
	`.execute(db);
	await sql`
		insert into element (plan_id, kind, parent_id, parent_kind, position, code, title, planned_start, planned_end)
		select plan_id, 'activity', id, 'objective', n, substr(code, 2) || '.' || n,
			'Activity number ' || n || ' with a title as long as titles are',
			date '2022-01-01' + (id * 7 + n * 31)::int % 900,
			date '2025-06-30' + (id * 11 + n * 47)::int % 1200
		from element, generate_series(1, 10) n where kind = 'objective'
	`.execute(db);
	await sql`
		insert into owner (element_id, organisation_id, role)
		select id, 1 + id % ${organisations}::int, 'lead' from element where kind = 'activity'
	`.execute(db);
	await sql`
		insert into fund_source (plan_id, code, title) select id, 'GF', 'General fund' from plan
	`.execute(db);
	await sql`
		insert into budget_line (element_id, fund_source_id, appropriation_year, cost, appropriation, allotment)
		select element.id, fund_source.id, 2026, 1000000 + element.id % 97 * 10000,
			1000000 + element.id % 97 * 10000, 900000
		from element join fund_source using (plan_id) where kind = 'activity'
	`.execute(db);
	await sql`
		insert into kpi (element_id, position, code, title, unit, unit_kind, direction, frequency, over_time,
			over_organisations, baseline_value, baseline_on)
		select id, n, code || '.K' || n, 'KPI ' || n, '%', 'percent_of_whole', 'up', 'quarter', 'last', 'none', 0, '2022-12-31'
		from element, generate_series(1, 2) n where kind = 'objective'
	`.execute(db);
	await sql`insert into kpi_target select id, '2028-12-31', 100 from kpi`.execute(db);
}

async function periodsAndMeasurements(db: Db, { updates }: Size): Promise<void> {
	await sql`
		insert into reporting_period (plan_id, frequency, label, starts_on, ends_on, due_on)
		select plan.id, 'quarter', to_char(starts, 'YYYY "Q"Q'), starts::date,
			(starts + interval '3 months - 1 day')::date, (starts + interval '4 months')::date
		from plan, generate_series(timestamp '2026-07-01' - ${updates - 1}::int * interval '3 months',
			timestamp '2026-07-01', interval '3 months') starts
	`.execute(db);
	await sql`
		insert into measurement (kpi_id, measured_on, recorded_at, value)
		select kpi.id, period.ends_on, period.ends_on + interval '20 days',
			4 * (row_number() over (partition by kpi.id order by period.ends_on)) + kpi.id % 9
		from kpi join reporting_period period using (plan_id)
		order by period.ends_on, kpi.id
	`.execute(db);
}

/** What triggers do row by row takes minutes for millions of rows: here it is done for all of them at once. */
async function updatesAndSpending(trx: Trx): Promise<void> {
	await sql`alter table activity_update disable trigger user`.execute(trx);
	await sql`alter table spending disable trigger user`.execute(trx);
	await sql`
		insert into activity_update (plan_id, element_id, as_of, recorded_at, delivery, physical_percent, actual_start)
		select element.plan_id, element.id, period.ends_on, period.ends_on + interval '20 days', 'in_progress',
			least(99, 5 + (row_number() over (partition by element.id order by period.ends_on)) * 8
				+ element.id % 7), element.planned_start
		from element join reporting_period period using (plan_id)
		where kind = 'activity' and (element.id % 10 > 0 or period.ends_on < '2026-09-30')
		order by period.ends_on, element.id
	`.execute(trx);
	await sql`
		insert into activity_current (element_id, plan_id, update_id, as_of)
		select distinct on (element_id) element_id, plan_id, id, as_of
		from activity_update order by element_id, as_of desc
	`.execute(trx);
	await sql`
		insert into spending (budget_line_id, as_of, recorded_at, obligation, disbursement)
		select line.id, '2026-09-30', '2026-10-20', 500000 + line.id % 13 * 1000, 300000 + line.id % 17 * 1000
		from budget_line line
	`.execute(trx);
	await sql`
		insert into spending_current (budget_line_id, spending_id, as_of)
		select budget_line_id, id, as_of from spending
	`.execute(trx);
	await sql`alter table activity_update enable trigger user`.execute(trx);
	await sql`alter table spending enable trigger user`.execute(trx);
}
