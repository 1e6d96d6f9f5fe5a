import type { Db } from '../db/connect.ts';
import * as plans from './plans.ts';
import type { PlanRow } from './plans.ts';

/** So often is a plan read anew that somebody changes meanwhile, before a snapshot is taken of it. */
const mostReadings = 3;

/**
 * Reads of a plan that see one state of the database, though they are several queries: where the
 * plan's revision is another when they are done, they are done again; in the end within a snapshot.
 *
 * @param plan read in this request, so that its revision is the present one
 * @param read is given the plan as it is then; it must not write
 */
export async function settled<Value>(
	db: Db,
	plan: PlanRow,
	read: (db: Db, plan: PlanRow) => Promise<Value>
): Promise<Value> {
	if (db.isTransaction) return read(db, plan);
	let before = plan;
	for (let reading = 0; reading < mostReadings; reading += 1) {
		const value = await read(db, before);
		const after = await plans.find(db, plan.slug);
		if (after === undefined || after.revision === before.revision) return value;
		before = after;
	}
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (snapshot) => {
			const within = await plans.findById(snapshot, plan.id);
			return read(snapshot, within);
		});
}
