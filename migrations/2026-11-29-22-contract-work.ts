import { sql, type Kysely } from 'kysely';

/** What was contracted for an activity, on one of its budget lines or on none; states as of closures. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table contract (
			id bigint generated always as identity primary key,
			-- the first state of the same record; null: this is it
			record_id bigint references contract,
			plan_id bigint not null references plan,
			element_id bigint not null,
			contract_title text not null check (contract_title <> ''),
			-- open contracting identifier
			ocid text,
			supplier text,
			supplier_identifier text,
			supplier_organisation_id bigint references organisation,
			contract_value numeric(20, 2) check (contract_value >= 0),
			-- a line may be removed; what was said of it stays
			budget_line_id bigint,
			contract_state text not null check (
				contract_state in ('planned', 'active', 'ended', 'cancelled')
			),
			signed_on date check (isfinite(signed_on)),
			starts_on date check (isfinite(starts_on)),
			ends_on date check (isfinite(ends_on)),
			withdrawn boolean not null default false,
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			check (ends_on >= starts_on),
			check (supplier is null or supplier_organisation_id is null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index contract_element on contract (element_id, id desc);
		create index contract_plan on contract (plan_id);
		create trigger append_only before update or delete or truncate on contract
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table contract`.execute(db);
}
