import { sql, type Kysely } from 'kysely';

/** The home shows what was recorded last, of all plans. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create index activity_update_recorded on activity_update (recorded_at desc, id desc);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index activity_update_recorded;`.execute(db);
}
