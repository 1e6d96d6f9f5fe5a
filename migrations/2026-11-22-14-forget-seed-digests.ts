import { sql, type Kysely } from 'kysely';

const forget = sql`update plan set seed_digest = null where seed_digest is not null`;

/**
 * What was kept of a seed's content was a digest of the parsed plan; from now on it is one of its
 * files. Each would tell the other of changes that never were.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await forget.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await forget.execute(db);
}
