import { sql, type Kysely } from 'kysely';

/**
 * What a form was answered, by the id that it carries and what it said: the same one sent twice, as by
 * a second click while the answer is slow, acts once and is answered alike.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table sent_form (
			request_id uuid not null,
			digest text not null,
			result jsonb not null,
			recorded_at timestamptz not null default now(),
			primary key (request_id, digest)
		);
		create index sent_form_age on sent_form (recorded_at);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table sent_form`.execute(db);
}
