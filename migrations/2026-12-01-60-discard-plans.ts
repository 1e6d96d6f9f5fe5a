import { sql, type Kysely } from 'kysely';

/** A draft that is discarded is set aside whole: nothing shows it any more, and its title is free again. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table plan
			add column discarded_at timestamptz,
			-- what was adopted is public, and stays
			add constraint plan_discarded_draft check (discarded_at is null or draft)
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table plan drop column discarded_at`.execute(db);
}
