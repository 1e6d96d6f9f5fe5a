/** Reads what the leadership page shows, and keeps it by revision. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '#lib/server/db/connect.ts';
import * as decisions from '#lib/server/decisions/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { Kept } from '#lib/server/facts/kept.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { progressReports } from '#lib/server/facts/reported.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import * as leadership from '#lib/views/leadership/dashboard.ts';

async function read(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<leadership.Dashboard> {
	const known = { planId: plan.id, asOf, timeZone: plan.time_zone, current: asOf >= today };
	const [planWithFigures, histories, open, publications] = await Promise.all([
		figures(db, plan, asOf, today),
		progressReports(db, known),
		decisions.open(db, plan.id, asOf),
		provenance.publications(db, plan.id)
	]);
	return leadership.dashboard({ ...planWithFigures, histories, decisions: open, publications });
}

const dashboards = new Kept<leadership.Dashboard>(100);

/**
 * What the leadership page shows of a plan, as known on a day, kept by revision like the figures that
 * it rests on.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function dashboard(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<leadership.Dashboard> {
	return dashboards.get([plan.id, plan.seed_digest, plan.revision, asOf, today], () =>
		read(db, plan, asOf, today)
	);
}
