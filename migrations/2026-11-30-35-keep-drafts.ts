import { sql, type Kysely } from 'kysely';

/**
 * What a person typed into a form of a report and did not send yet, by the form's address: it is there
 * on another device too. Nobody else sees it, it counts nowhere, and it goes when the entry is stored.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table entry_draft (
			user_id bigint not null references user_account,
			address text not null check (length(address) between 1 and 100),
			fields jsonb not null check (jsonb_typeof(fields) = 'object'),
			saved_at timestamptz not null default now(),
			primary key (user_id, address)
		);
		create index entry_draft_age on entry_draft (saved_at);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table entry_draft`.execute(db);
}
