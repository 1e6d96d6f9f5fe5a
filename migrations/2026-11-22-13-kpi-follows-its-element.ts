import { sql, type Kysely } from 'kysely';

/** A KPI takes its plan from its element by the function that updates use, and a foreign key holds it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger take_plan on kpi;
		drop function take_plan_of_element;
		create trigger set_plan before insert or update of element_id, plan_id on kpi
			for each row execute function set_plan_of_element();
		alter table kpi
			add constraint kpi_of_plan foreign key (element_id, plan_id) references element (id, plan_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table kpi drop constraint kpi_of_plan;
		drop trigger set_plan on kpi;
		create function take_plan_of_element() returns trigger language plpgsql as $$
		begin
			select plan_id into new.plan_id from element where id = new.element_id;
			return new;
		end $$;
		create trigger take_plan before insert or update of element_id, plan_id on kpi
			for each row execute function take_plan_of_element();
	`.execute(db);
}
