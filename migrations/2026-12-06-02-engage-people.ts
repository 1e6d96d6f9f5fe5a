import { sql, type Kysely, type RawBuilder } from 'kysely';

/**
 * Whom a plan is for and who takes part in it, and what organisations can do: counts of people by role and
 * level, training, and what was appointed or established. All are records of the plan as a whole, states
 * as of closures. Nobody is named.
 */
const tables: Record<string, RawBuilder<unknown>> = {
	stakeholder: sql`
		stakeholder_name text not null check (stakeholder_name <> ''),
		stakeholder_kind text not null check (stakeholder_kind in
			('organisations', 'officials', 'industry', 'academia', 'citizens', 'others')),
		engagement text not null check (engagement in ('primary_audience', 'audience', 'engaged')),
		asked_for text check (asked_for <> ''),
		stakeholder_organisation_id bigint references organisation,`,
	head_count: sql`
		counted_organisation_id bigint not null references organisation,
		role_term_id bigint not null references framework_term,
		level_term_id bigint references framework_term,
		counted_on date not null check (isfinite(counted_on)),
		-- how many there are, and how many are needed; null: not counted, not said
		people_present numeric check (people_present >= 0 and people_present = trunc(people_present)),
		people_needed numeric check (people_needed >= 0 and people_needed = trunc(people_needed)),
		constraint head_count_says check (num_nonnulls(people_present, people_needed) > 0),`,
	training: sql`
		training_title text not null check (training_title <> ''),
		held_on date not null check (isfinite(held_on)),
		held_through date check (isfinite(held_through)),
		seats numeric check (seats > 0 and seats = trunc(seats)),
		check (held_through >= held_on),`,
	attendance: sql`
		training_id bigint not null references training,
		attending_organisation_id bigint not null references organisation,
		people_attended numeric not null
			check (people_attended >= 0 and people_attended = trunc(people_attended)),
		-- of them so many reached the level; null: not assessed
		people_qualified numeric
			check (people_qualified >= 0 and people_qualified = trunc(people_qualified)),
		role_term_id bigint references framework_term,
		level_term_id bigint references framework_term,
		check (people_qualified <= people_attended),`,
	establishment: sql`
		established_organisation_id bigint not null references organisation,
		establishment_kind text not null check (establishment_kind in
			('appointed', 'established', 'vacated', 'dissolved')),
		-- the post or the unit, as it is called
		established_title text not null check (established_title <> ''),
		role_term_id bigint references framework_term,
		happened_on date not null check (isfinite(happened_on)),
		instrument_title text not null check (instrument_title <> ''),
		instrument_address text check (instrument_address <> ''),`
};

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const [name, columns] of Object.entries(tables)) {
		const table = sql.table(name);
		await sql`
			create table ${table} (
				id bigint generated always as identity primary key,
				-- the first state of the same record; null: this is it
				record_id bigint references ${table},
				plan_id bigint not null references plan,
				-- of none: they are of the plan as a whole
				element_id bigint check (element_id is null),
				${columns}
				withdrawn boolean not null default false,
				state_reason text check (state_reason <> ''),
				recorded_at timestamptz not null default clock_timestamp(),
				check ((record_id is null) = (state_reason is null)),
				check (not withdrawn or record_id is not null)
			);
			create index ${sql.id(`${name}_plan`)} on ${table} (plan_id);
			create trigger append_only before update or delete or truncate on ${table}
				for each statement execute function refuse_change();
		`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop table establishment;
		drop table attendance;
		drop table training;
		drop table head_count;
		drop table stakeholder;
	`.execute(db);
}
