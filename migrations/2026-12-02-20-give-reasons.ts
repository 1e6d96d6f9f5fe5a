import { sql, type Kysely } from 'kysely';

/**
 * Why a confidence is declared stands beside it, and no more among all else in the note. What was
 * declared before keeps its reason where it was written: reports are never changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table activity_update
			add column declared_reason text,
			add constraint activity_update_declared_reason check (
				declared_reason is null or (declared_reason <> '' and declared_confidence is not null)
			)
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table activity_update drop column declared_reason`.execute(db);
}
