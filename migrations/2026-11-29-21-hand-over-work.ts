import { sql, type Kysely } from 'kysely';

/**
 * Which office of an owner answers for an element and which deputises for it, from when to when; and
 * that an element was handed over: by whom, to whom, on which day, and what with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table office (
			id bigint generated always as identity primary key,
			-- the first state of the same record; null: this is it
			record_id bigint references office,
			plan_id bigint not null references plan,
			element_id bigint not null,
			organisation_id bigint not null references organisation,
			capacity text not null check (capacity in ('answers', 'deputises')),
			office_title text not null check (office_title <> ''),
			-- null: from the beginning; until further notice
			held_from date check (isfinite(held_from)),
			held_until date check (isfinite(held_until)),
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			check (held_until >= held_from),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index office_element on office (element_id, id desc);
		create index office_plan on office (plan_id);
		create trigger append_only before update or delete or truncate on office
			for each statement execute function refuse_change();

		create table hand_over (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan,
			element_id bigint not null,
			role text not null check (role in ('lead', 'co_lead', 'reporter')),
			from_organisation_id bigint not null references organisation,
			to_organisation_id bigint not null references organisation,
			-- null: not said
			from_office text,
			to_office text,
			-- the first day on which it is the later one's
			handed_on date not null check (isfinite(handed_on)),
			handed_over text,
			reason text not null check (reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			check (from_organisation_id <> to_organisation_id or to_office is not null)
		);
		create index hand_over_element on hand_over (element_id, id);
		create index hand_over_plan on hand_over (plan_id);
		create trigger append_only before update or delete or truncate on hand_over
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table hand_over, office`.execute(db);
}
