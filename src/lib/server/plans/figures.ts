import { planFigures, type PlanFigures } from '#lib/domain/figures.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from './queries.ts';
import { record } from './record.ts';

export interface PlanWithFigures {
	record: PlanRecord;
	figures: PlanFigures;
}

/** How many plans' figures one process keeps. */
const kept = 200;
const cache = new Map<string, Promise<PlanWithFigures>>();

/**
 * A plan's rows and figures as known on a day. Kept by revision: whatever changes what a plan shows
 * raises its revision in the same transaction, so an entry under the revision just read is exact.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function figures(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<PlanWithFigures> {
	const key = [plan.id, plan.seed_digest, plan.revision, asOf, today].join(' ');
	const found = cache.get(key);
	if (found) return found;
	const made = record(db, plan, asOf, today).then((rows) => ({
		record: rows,
		figures: planFigures(rows, asOf)
	}));
	cache.set(key, made);
	made.catch(() => cache.delete(key));
	for (const oldest of cache.keys()) {
		if (cache.size <= kept) break;
		cache.delete(oldest);
	}
	return made;
}
