import { sql, type Kysely } from 'kysely';

/**
 * A plan's page reads the latest update of every activity, and its curve reads all of them. Through
 * `element` the database joined the updates of all plans first (20 plans of 1,000 activities with
 * 200,000 updates: 42 and 66 ms); by their own plan both are one range of an index (7 and 17 ms,
 * most of it reading the answer).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table activity_update add column plan_id bigint;
		alter table activity_update disable trigger append_only;
		update activity_update set plan_id = element.plan_id
			from element where element.id = activity_update.element_id;
		alter table activity_update enable trigger append_only;
		alter table activity_update
			alter column plan_id set not null,
			add constraint activity_update_of_plan
				foreign key (element_id, plan_id) references element (id, plan_id);
		create index activity_update_plan on activity_update (plan_id, as_of, id)
			include (element_id, delivery, physical_percent, recorded_at);

		alter table activity_current add column plan_id bigint;
		update activity_current set plan_id = element.plan_id
			from element where element.id = activity_current.element_id;
		alter table activity_current
			alter column plan_id set not null,
			add constraint activity_current_of_plan
				foreign key (element_id, plan_id) references element (id, plan_id);
		create index activity_current_plan on activity_current (plan_id) include (update_id);

		-- what a plan sets out is read anew only when it changes, not with every report
		alter table plan add column structure_revision bigint not null default 0;

		-- whoever reports names the activity; which plan it is of follows
		create function set_plan_of_element() returns trigger language plpgsql as $$
		begin
			select plan_id into new.plan_id from element where id = new.element_id;
			return new;
		end $$;
		create trigger set_plan before insert on activity_update
			for each row execute function set_plan_of_element();

		create or replace function keep_activity_current() returns trigger language plpgsql as $$
		begin
			insert into activity_current (element_id, plan_id, update_id, as_of)
			values (new.element_id, new.plan_id, new.id, new.as_of)
			on conflict (element_id) do update
				set update_id = excluded.update_id, as_of = excluded.as_of
				where (excluded.as_of, excluded.update_id) > (activity_current.as_of, activity_current.update_id);
			return null;
		end $$;
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function keep_activity_current() returns trigger language plpgsql as $$
		begin
			insert into activity_current (element_id, update_id, as_of)
			values (new.element_id, new.id, new.as_of)
			on conflict (element_id) do update
				set update_id = excluded.update_id, as_of = excluded.as_of
				where (excluded.as_of, excluded.update_id) > (activity_current.as_of, activity_current.update_id);
			return null;
		end $$;
		drop trigger set_plan on activity_update;
		drop function set_plan_of_element;
		alter table plan drop column structure_revision;
		alter table activity_current drop column plan_id;
		alter table activity_update drop column plan_id;
	`.execute(db);
}
