/** The organisations of a plan with the days of their names, ends and successors. */
import { sql } from 'kysely';
import type { OrganisationDays } from '#lib/domain/editions/organisations.ts';
import type { Db } from '../db/connect.ts';

/**
 * All that own something of a plan on some day or reported on it, and whoever follows them, came before
 * them or reports for them: what they are called, and when that changes, is no part of any one plan.
 */
export async function organisationDays(db: Db, planId: string): Promise<OrganisationDays[]> {
	const { rows } = await sql<OrganisationDays>`
		with recursive named (id) as (
			select organisation_id from owner_version where plan_id = ${planId}
			union
			select report.organisation_id from report
				join reporting_period period on period.id = report.period_id
				where period.plan_id = ${planId}
			union
			select measurement.organisation_id from measurement
				join kpi on kpi.id = measurement.kpi_id
				where kpi.plan_id = ${planId} and measurement.organisation_id is not null
		),
		bound (id) as (
			select id from named
			union
			select near.id
			from bound
			cross join lateral (
				select successor_id as id from organisation_succession where predecessor_id = bound.id
				union select predecessor_id from organisation_succession where successor_id = bound.id
				union select reports_through_id from organisation
					where organisation.id = bound.id and reports_through_id is not null
			) as near
		)
		select one.id, one.valid_to as "endedOn", one.reports_through_id as "reportsThroughId",
			(
				select json_agg(
					json_build_object('from', holds_from, 'acronym', acronym, 'name', name)
					order by holds_from
				)
				from organisation_name where organisation_id = one.id
			) as names,
			array(
				select successor_id::text from organisation_succession
				where predecessor_id = one.id order by successor_id
			) as "successorIds"
		from organisation one
		where one.id in (select id from bound)
		order by one.id
	`.execute(db);
	return rows;
}
