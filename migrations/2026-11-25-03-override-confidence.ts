import { sql, type Kysely } from 'kysely';

/**
 * A person's decision to show another confidence than the computed one, for a reason and a time; one
 * without a confidence lifts what was decided before. The latest of an element counts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table confidence_override (
			id bigint generated always as identity primary key,
			element_id bigint not null references element,
			confidence text check (confidence in ('on_track', 'at_risk', 'off_track')),
			reason text not null check (reason <> ''),
			set_on date not null,
			expires_on date,
			recorded_at timestamptz not null default now(),
			constraint confidence_override_ends
				check ((confidence is null) = (expires_on is null) and expires_on > set_on)
		);
		create index confidence_override_element on confidence_override (element_id, id desc);
		create trigger append_only before update or delete or truncate on confidence_override
			for each statement execute function refuse_change();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table confidence_override`.execute(db);
}
