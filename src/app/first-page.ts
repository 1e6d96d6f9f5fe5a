/** Where somebody begins who signs in and asks for nothing in particular. */
import * as users from '#lib/server/auth/users.ts';
import { firstPage } from '#lib/server/auth/next-path.ts';
import type { Entered } from '#lib/server/auth/sign-in.ts';
import type { Db } from '#lib/server/db/connect.ts';
import * as plans from '#lib/server/facts/plans.ts';

/**
 * Leads a planner who would see what waits on to the periods of the first plan that has some; a leader
 * goes on seeing what waits, and so does whoever signs in by halves, until the sign-in is finished.
 *
 * @param next where the sign-in leads otherwise
 */
export async function beginAt(
	db: Db,
	{ known }: Pick<Entered, 'known'>,
	next: string
): Promise<string> {
	if (next !== firstPage || !known) return next;
	const grants = (await users.find(db, known.userId))?.grants ?? [];
	const has = (role: string) => grants.some((grant) => grant.role === role);
	if (!has('planner') || has('leader')) return next;
	const [plan] = await plans.reportedOn(db);
	return plan ? `/plans/${plan.slug}/periods` : next;
}
