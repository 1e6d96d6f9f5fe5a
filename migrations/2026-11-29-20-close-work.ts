import { sql, type Kysely } from 'kysely';

/**
 * That an activity, a goal or a plan was closed: why, when, for what money, what came of it. A record is
 * its states, which are appended and never changed: the last one counts, and one that is withdrawn says
 * that the record is taken back, and why.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table closure (
			id bigint generated always as identity primary key,
			-- the first state of the same record; null: this is it
			record_id bigint references closure,
			plan_id bigint not null references plan,
			-- null: the plan as a whole
			element_id bigint,
			closure_reason text not null check (
				closure_reason in ('completed', 'stopped', 'merged', 'superseded', 'not_needed', 'other')
			),
			explanation text,
			closed_on date not null check (isfinite(closed_on)),
			final_cost numeric(20, 2) check (final_cost >= 0),
			delivered text not null check (delivered <> ''),
			benefits text,
			benefits_from date check (isfinite(benefits_from)),
			benefit_kpi_id bigint references kpi,
			lessons text,
			withdrawn boolean not null default false,
			-- why it was changed or withdrawn; null: it was added
			state_reason text check (state_reason <> ''),
			recorded_at timestamptz not null default clock_timestamp(),
			foreign key (element_id, plan_id) references element (id, plan_id),
			check (closure_reason = 'completed' or explanation is not null),
			check ((record_id is null) = (state_reason is null)),
			check (not withdrawn or record_id is not null)
		);
		create index closure_element on closure (element_id, id desc);
		create index closure_plan on closure (plan_id);
		create trigger append_only before update or delete or truncate on closure
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table closure`.execute(db);
}
