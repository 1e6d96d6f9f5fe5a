import { sql, type Kysely } from 'kysely';

/**
 * A plan in the making: the text of its publication, and the tree that a person works out of it. It is
 * no plan before it is adopted, so nothing that shows plans can show it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table plan_draft (
			id bigint generated always as identity primary key,
			title text not null check (title <> ''),
			-- letter for letter; places in worked count its UTF-16 code units
			text text not null check (text <> ''),
			-- the file that it was read from; null: pasted
			file_name text,
			worked jsonb not null,
			version integer not null default 1 check (version > 0),
			begun_at timestamptz not null default now(),
			changed_at timestamptz not null default now(),
			discarded_at timestamptz,
			-- the plan that was made of it, and the day on which that was adopted
			plan_id bigint references plan,
			adopted_on date,
			check ((plan_id is null) = (adopted_on is null)),
			check (plan_id is null or discarded_at is null)
		);
		create index plan_draft_plan on plan_draft (plan_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table plan_draft`.execute(db);
}
