import { sql, type Kysely } from 'kysely';

/**
 * A KPI's unit has a kind, from which its scale and bounds come, and a free label. A flow adds up over
 * the plan or within each target's window. A budget line says what the plan expects it to cost, which
 * is what weighs an activity, beside what is appropriated of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table kpi drop constraint kpi_over_time_check;
		update kpi set over_time = 'flow_plan' where over_time = 'sum';
		alter table kpi
			add constraint kpi_over_time_check
				check (over_time in ('last', 'flow_plan', 'flow_window', 'ratio')),
			add column unit_kind text not null default 'count'
				check (unit_kind in
					('count', 'percent_of_whole', 'percent_change', 'currency', 'duration', 'index')),
			add column unit_low numeric,
			add column unit_high numeric,
			add constraint kpi_unit_bounds check (unit_low < unit_high);
		update kpi set unit_kind = case
			when lower(unit) in ('%', 'percent', 'per cent', 'persen') then 'percent_of_whole'
			when lower(unit) in ('minutes', 'hours', 'days', 'weeks', 'months', 'years') then 'duration'
			when unit ~ '^[A-Z]{3}$' then 'currency'
			when lower(unit) in ('stage', 'level', 'index', 'score', 'points') then 'index'
			else 'count'
		end;
		update kpi set unit = '%' where unit_kind = 'percent_of_whole';
		alter table budget_line add column cost numeric(20, 2) check (cost >= 0);
		update budget_line set cost = appropriation;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table budget_line drop column cost;
		update kpi set unit = 'percent' where unit_kind = 'percent_of_whole';
		alter table kpi
			drop constraint kpi_over_time_check,
			drop column unit_kind,
			drop column unit_low,
			drop column unit_high;
		update kpi set over_time = 'sum' where over_time in ('flow_plan', 'flow_window');
		alter table kpi
			add constraint kpi_over_time_check check (over_time in ('sum', 'last', 'ratio'));
	`.execute(db);
}
