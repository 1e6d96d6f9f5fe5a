import type { ProgressReport } from '#lib/domain/progress.ts';
import type { Db } from '../db/connect.ts';
import { endOfDay, type AsKnown } from '../plans/as-known.ts';

/**
 * The progress that each activity reported, as known on the day, ascending by the day it speaks of.
 * Only what the curve needs is read: at a thousand activities these are the most rows of the page.
 */
export async function progressUpdates(
	db: Db,
	known: AsKnown
): Promise<Map<string, ProgressReport[]>> {
	const rows = await db
		.selectFrom('activity_update')
		.where('plan_id', '=', known.planId)
		.where('as_of', '<=', known.asOf)
		.$if(!known.current, (query) => query.where('recorded_at', '<', endOfDay(known)))
		.orderBy('as_of')
		.orderBy('id')
		.select(['element_id as elementId', 'as_of as asOf', 'delivery', 'physical_percent as percent'])
		.execute();
	const histories = new Map<string, ProgressReport[]>();
	for (const { elementId, asOf, delivery, percent } of rows) {
		const physicalPercent = percent === null ? null : Number(percent);
		const update = { asOf, delivery, physicalPercent };
		const history = histories.get(elementId);
		if (history === undefined) histories.set(elementId, [update]);
		// a later version of the same day replaces the one before
		else if (history.at(-1)?.asOf === asOf) history[history.length - 1] = update;
		else history.push(update);
	}
	return histories;
}
