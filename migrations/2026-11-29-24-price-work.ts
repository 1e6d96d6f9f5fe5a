import { sql, type Kysely } from 'kysely';

/**
 * At which prices a cost is stated, of a budget line or of an activity as a whole; states as of closures.
 * The costs themselves are the plan's: what was adopted and what is in force are versions of the line.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table price_basis (
			id bigint generated always as identity primary key,
			-- the first state of the same record; null: this is it
			record_id bigint references price_basis,
			plan_id bigint not null references plan,
			element_id bigint not null,
			-- null: of the activity as a whole; a line may be removed, what was said of it stays
			budget_line_id bigint,
			price_kind text not null check (price_kind in ('constant', 'current')),
			price_year numeric(4, 0) check (price_year between 1900 and 2200),
			-- the basis of the cost as adopted, where that was another one
			adopted_basis text,
			price_source text,
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			check (price_kind = 'current' or price_year is not null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index price_basis_element on price_basis (element_id, id desc);
		create index price_basis_plan on price_basis (plan_id);
		create trigger append_only before update or delete or truncate on price_basis
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table price_basis`.execute(db);
}
