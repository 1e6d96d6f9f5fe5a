/** The plans that show an organisation, and how what changes of it reaches them. */
import { sql } from 'kysely';
import type { Db, Trx } from '../db/connect.ts';
import { indexPlan } from '../search/commands.ts';
import type { DatedRevision } from '../writing/dating.ts';
import { raiseDraftRevision, raiseStructureRevision, type RevisedBy } from '../writing/revision.ts';

/** Plans in which organisations own, measure, report or decide something, or did on some day; by id. */
export async function plansConcerned(db: Db, ids: readonly string[]): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		with asked as (
			-- those that report through one of them are shown with it
			select id from organisation
			where id = any (${ids}::bigint[]) or reports_through_id = any (${ids}::bigint[])
				or parent_id = any (${ids}::bigint[])
		)
		select id::text as id from (
			select plan_id as id from owner_version where organisation_id in (select id from asked)
			union select plan_id from kpi_version where reporter_id in (select id from asked)
			union select plan_id from decision where decider_id in (select id from asked)
			union select period.plan_id from report
				join reporting_period period on period.id = report.period_id
				where report.organisation_id in (select id from asked)
			union select kpi.plan_id from measurement join kpi on kpi.id = measurement.kpi_id
				where measurement.organisation_id in (select id from asked)
		) as concerned
		where id not in (select plan.id from plan where plan.discarded_at is not null)
		order by concerned.id
	`.execute(db);
	return rows.map(({ id }) => id);
}

/**
 * Raises the revision of plans, so that nothing kept of them is shown any more, and has `write` append
 * what changes in each of them. In one order, so that of two who do so neither waits for the other.
 */
export async function revise(
	trx: Trx,
	planIds: readonly string[],
	by: RevisedBy,
	write: (dated: DatedRevision) => Promise<void> = async () => {}
): Promise<void> {
	for (const planId of planIds) {
		// a draft has no days that anything could be passed on from: its planners see that one has ended
		if (await raiseDraftRevision(trx, planId)) continue;
		const dated = await raiseStructureRevision(trx, planId, by);
		await write(dated);
		await indexPlan(trx, planId);
	}
}
