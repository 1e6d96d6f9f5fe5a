import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

const patienceMilliseconds = 1_000;

/** Whether the database answers within a second. */
export async function answers(db: Db): Promise<boolean> {
	const asked = sql`select 1`.execute(db).then(
		() => true,
		() => false
	);
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<boolean>((done) => {
		timer = setTimeout(() => done(false), patienceMilliseconds);
	});
	return await Promise.race([asked, patience]).finally(() => clearTimeout(timer));
}
