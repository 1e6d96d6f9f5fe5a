import { planFigures, type PlanWithFigures } from '#lib/domain/figures/figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { Kept } from './kept.ts';
import type { PlanRow } from './plans.ts';
import { record } from './record.ts';

const kept = new Kept<PlanWithFigures>(200);

/**
 * A plan's rows and figures as known on a day, kept by revision.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function figures(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<PlanWithFigures> {
	return kept.get([plan.id, plan.seed_digest, plan.revision, asOf, today], async () => {
		const rows = await record(db, plan, asOf, today);
		return { record: rows, figures: planFigures(rows, asOf) };
	});
}
