/** How much of what was reported for a period was corrected. */
import { sql } from 'kysely';
import type { PeriodRecord } from '#lib/domain/records/records.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import { asKnown, isReported } from '../facts/as-known.ts';
import type { PlanRow } from '../facts/plans.ts';

/**
 * How many updates and measurements of a period were followed by another of the same day, as far as
 * was known on a day; 0 where no period is due.
 */
export async function corrections(
	db: Db,
	plan: PlanRow,
	scope: Scope,
	period: Pick<PeriodRecord, 'startsOn' | 'endsOn'> | null
): Promise<number> {
	if (period === null) return 0;
	const known = asKnown(plan, scope);
	const updates = db
		.selectFrom('activity_update')
		.where('plan_id', '=', plan.id)
		.where('as_of', '>=', period.startsOn)
		.where('as_of', '<=', period.endsOn)
		.where(isReported(known, 'activity_update'))
		.groupBy(['element_id', 'as_of'])
		.having(sql`count(*)`, '>', 1)
		.select(sql<number>`1`.as('one'));
	const measurements = db
		.selectFrom('measurement')
		.innerJoin('kpi', 'kpi.id', 'measurement.kpi_id')
		.where('kpi.plan_id', '=', plan.id)
		.where('measured_on', '>=', period.startsOn)
		.where('measured_on', '<=', period.endsOn)
		.where(isReported(known, 'measurement'))
		.groupBy(['kpi_id', 'organisation_id', 'measured_on'])
		.having(sql`count(*)`, '>', 1)
		.select(sql<number>`1`.as('one'));
	const { corrected } = await db
		.selectFrom(updates.unionAll(measurements).as('corrected'))
		.select(sql<number>`count(*)::int`.as('corrected'))
		.executeTakeFirstOrThrow();
	return corrected;
}
