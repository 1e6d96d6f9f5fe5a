import { sql, type Kysely } from 'kysely';

/**
 * A KPI's page is found by its code, so a code stands for one live KPI of a plan. The plan is its
 * element's, which never changes: a trigger copies it, since no constraint reaches over two tables.
 * Rules whose refusal is told beside a field get names that say what they hold.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table kpi add plan_id bigint references plan;
		update kpi set plan_id = element.plan_id from element where element.id = kpi.element_id;
		alter table kpi alter plan_id set not null;
		create unique index kpi_code on kpi (plan_id, code) where retired_at is null;

		create function take_plan_of_element() returns trigger language plpgsql as $$
		begin
			select plan_id into new.plan_id from element where id = new.element_id;
			return new;
		end $$;
		create trigger take_plan before insert or update of element_id, plan_id on kpi
			for each row execute function take_plan_of_element();

		alter table plan rename constraint plan_check to plan_period_in_order;
		alter table element rename constraint element_check1 to element_planned_in_order;
		alter table element rename constraint element_check2 to element_forecast_in_order;
		alter table activity_update rename constraint activity_update_check to activity_update_in_order;
		alter table activity_update
			rename constraint activity_update_check1 to activity_update_completed_at_100;
		alter table activity_update
			rename constraint activity_update_check2 to activity_update_not_started_at_0;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table activity_update
			rename constraint activity_update_not_started_at_0 to activity_update_check2;
		alter table activity_update
			rename constraint activity_update_completed_at_100 to activity_update_check1;
		alter table activity_update rename constraint activity_update_in_order to activity_update_check;
		alter table element rename constraint element_forecast_in_order to element_check2;
		alter table element rename constraint element_planned_in_order to element_check1;
		alter table plan rename constraint plan_period_in_order to plan_check;

		drop trigger take_plan on kpi;
		drop function take_plan_of_element;
		alter table kpi drop plan_id;
	`.execute(db);
}
