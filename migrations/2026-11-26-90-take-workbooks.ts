import { sql, type Kysely } from 'kysely';

/**
 * Workbooks that somebody sent and has not yet taken into a plan, each with the map of its columns: they
 * go by themselves. What a person said of a layout is kept, by the words of its header, so that the next
 * file of the same layout is read alike.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table workbook_upload (
			id uuid primary key default gen_random_uuid(),
			plan_id bigint not null references plan on delete cascade,
			user_id bigint not null references user_account on delete cascade,
			name text not null,
			slug text,
			sheets jsonb not null,
			maps jsonb not null,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null
		);
		create index workbook_upload_plan on workbook_upload (plan_id);
		create index workbook_upload_user on workbook_upload (user_id);
		create index workbook_upload_age on workbook_upload (expires_at);
		create table column_map (
			plan_id bigint not null references plan on delete cascade,
			shape text not null,
			map jsonb not null,
			used_at timestamptz not null default now(),
			primary key (plan_id, shape)
		);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table column_map, workbook_upload`.execute(db);
}
