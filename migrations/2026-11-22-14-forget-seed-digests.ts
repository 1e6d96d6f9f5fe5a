import { sql, type Kysely } from 'kysely';

/**
 * What was kept of a seed's content was a digest of the parsed plan; from now on it is one of its
 * files, so those from before would tell of changes that never were.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`update plan set seed_digest = null where seed_digest is not null`.execute(db);
}

/** Nothing to take back: a digest that is not known says nothing. */
export async function down(): Promise<void> {}
