import { today } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import { asKnown } from '../facts/as-known.ts';
import { ofPlan, type RecordState } from './queries.ts';

export interface DatedClosure extends RecordState<'closure'> {
	/** The day on which its last state was recorded, in the plan's time zone. */
	recordedOn: IsoDate;
}

/** The closures of a plan and its elements as they were known on a day, withdrawn ones too. */
export async function closures(
	db: Db,
	plan: Pick<PlanRow, 'id' | 'time_zone' | 'period_revision'>,
	days: { knownOn: IsoDate; today: IsoDate }
): Promise<DatedClosure[]> {
	const known = await ofPlan(db, 'closure', asKnown(plan, days));
	return known.map((one) => ({ ...one, recordedOn: today(plan.time_zone, one.recordedAt) }));
}
