import { sql, type Kysely } from 'kysely';

/** Where an activity is done: administrative units, by name and code; states as of closures. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table location (
			id bigint generated always as identity primary key,
			-- the first state of the same record; null: this is it
			record_id bigint references location,
			plan_id bigint not null references plan,
			element_id bigint not null,
			unit_name text not null check (unit_name <> ''),
			unit_code text,
			code_system text,
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			check (unit_code is null or code_system is not null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index location_element on location (element_id, id desc);
		create index location_plan on location (plan_id);
		create trigger append_only before update or delete or truncate on location
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table location`.execute(db);
}
