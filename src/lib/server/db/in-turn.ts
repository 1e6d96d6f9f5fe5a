import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** Lets one process at a time do this: of several that start together each finds it done or not begun. */
export async function inTurn(db: Db, work: () => Promise<void>): Promise<void> {
	await db.connection().execute(async (held) => {
		await sql`select pg_advisory_lock(hashtext('in turn'))`.execute(held);
		try {
			await work();
		} finally {
			await sql`select pg_advisory_unlock(hashtext('in turn'))`.execute(held);
		}
	});
}
