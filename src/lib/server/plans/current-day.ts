/** A day comes from which an amendment holds: the current rows follow. Figures do not wait for it. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { today } from '#lib/domain/records/dates.ts';
import type { Db } from '../db/connect.ts';
import { indexPlan } from '../search/commands.ts';
import { transact } from '../writing/write.ts';

const startsAfterMilliseconds = 5_000;
const againAfterMilliseconds = 600_000;

/** Brings the current rows of every plan to its present day; no plan is brought back to an earlier one. */
export async function bringToPresent(db: Db, now: Date): Promise<void> {
	const plans = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.select(['id', 'time_zone', 'current_day'])
		.execute();
	for (const { id, time_zone, current_day } of plans) {
		const day = today(time_zone, now);
		if (current_day >= day) continue;
		await transact(db, async (trx) => {
			await sql`select bring_to(${id}, ${day})`.execute(trx);
			await indexPlan(trx, id);
			return { result: undefined, entries: [] };
		});
	}
}

/** Does so after a start and every ten minutes, until the signal ends it. */
export async function keepPresent(db: Db, present: () => Date, end: AbortSignal): Promise<void> {
	let next = startsAfterMilliseconds;
	while (!end.aborted) {
		try {
			await wait(next, undefined, { signal: end, ref: false });
			await bringToPresent(db, present());
		} catch {
			// the end, or a database that is away: it is tried again, and each change of a plan does it too
		}
		next = againAfterMilliseconds;
	}
}
