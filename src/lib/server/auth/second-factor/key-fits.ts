import type { Db } from '#lib/server/db/connect.ts';
import type { Seal } from './seal.ts';

/**
 * Whether the key opens the second factors that people have: after a restoration, or beside a second
 * server, it may be another. Also true where nobody has one.
 */
export async function keyFits(db: Db, seal: Seal): Promise<boolean> {
	const newest = await db
		.selectFrom('second_factor')
		.select(['user_id', 'secret'])
		.where('confirmed_at', 'is not', null)
		.orderBy('confirmed_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return !newest || seal.open(newest.secret, newest.user_id) !== undefined;
}
