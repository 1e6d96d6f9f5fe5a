/** What passed on under the revision of an end: owners that ended and began, KPIs that were given to others. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';

export interface PassedOwner {
	id: string;
	elementId: string;
	code: string;
	title: string;
	organisationId: string;
	acronym: string;
	role: OwnerRole;
	from: IsoDate;
	/** It ended in the act; else it began in it. */
	ended: boolean;
	/** It is, on some later day, known to be otherwise by now. */
	changed: boolean;
}

export interface PassedKpi {
	id: string;
	code: string;
	title: string;
	from: IsoDate;
	/** Who measured it before, and who does since. */
	before: { id: string; acronym: string };
	after: { id: string; acronym: string };
	changed: boolean;
}

/** The owners that one plan's revision ended and began. */
export async function passedOwners(
	db: Db,
	planId: string,
	revision: string
): Promise<PassedOwner[]> {
	const { rows } = await sql<PassedOwner>`
		select one.id::text as id, one.element_id::text as "elementId", element.code, element.title,
			one.organisation_id::text as "organisationId", organisation.acronym, one.role,
			one.holds_from as "from", one.retired as ended,
			exists (
				select from (
					select distinct on (day.holds_from) day.retired, day.organisation_id, day.role
					from owner_version day where day.plan_id = one.plan_id
						and day.id = one.id and day.holds_from >= one.holds_from
					order by day.holds_from, day.revision desc
				) as known
				where row(known.retired, known.organisation_id, known.role)
					is distinct from row(one.retired, one.organisation_id, one.role)
			) as changed
		from owner_version one
		join element on element.id = one.element_id
		join organisation on organisation.id = one.organisation_id
		where one.plan_id = ${planId} and one.revision = ${revision}
		order by element.code, one.retired desc, one.id
	`.execute(db);
	return rows;
}

/** The KPIs that one plan's revision gave to others to measure. */
export async function passedKpis(db: Db, planId: string, revision: string): Promise<PassedKpi[]> {
	const { rows } = await sql<
		Omit<PassedKpi, 'before' | 'after'> &
			Record<`${'before' | 'after'}_${'id' | 'acronym'}`, string>
	>`
		select distinct on (one.id) one.id::text as id, one.code, one.title, one.holds_from as "from",
			giver.id::text as before_id, giver.acronym as before_acronym,
			taker.id::text as after_id, taker.acronym as after_acronym,
			exists (
				select from (
					select distinct on (day.holds_from) day.reporter_id
					from kpi_version day where day.plan_id = one.plan_id
						and day.id = one.id and day.holds_from >= one.holds_from
					order by day.holds_from, day.revision desc
				) as known where known.reporter_id is distinct from one.reporter_id
			) as changed
		from kpi_version one
		join lateral (
			select former.reporter_id from kpi_version former
			where former.plan_id = one.plan_id and former.id = one.id
				and former.revision < one.revision and former.holds_from <= one.holds_from
			order by former.holds_from desc, former.revision desc limit 1
		) as former on true
		join organisation giver on giver.id = former.reporter_id
		join organisation taker on taker.id = one.reporter_id
		where one.plan_id = ${planId} and one.revision = ${revision}
			and former.reporter_id is distinct from one.reporter_id
		order by one.id, one.holds_from
	`.execute(db);
	return rows.map(({ before_id, before_acronym, after_id, after_acronym, ...row }) => ({
		...row,
		before: { id: before_id, acronym: before_acronym },
		after: { id: after_id, acronym: after_acronym }
	}));
}

export interface ReportedSince {
	acronym: string;
	period: string;
	code: string;
}

/** What those that follow have reported on what passed on to them, since the act. */
export async function reportedSince(
	db: Db,
	of: { elements: readonly string[]; kpis: readonly string[]; followers: readonly string[] },
	at: Date
): Promise<ReportedSince[]> {
	const { rows } = await sql<ReportedSince>`
		select distinct organisation.acronym, period.label as period, said.code
		from (
			select u.report_id, element.code from activity_update u
				join element on element.id = u.element_id
				where u.element_id = any (${of.elements}::bigint[]) and u.recorded_at >= ${at}
			union select one.report_id, kpi.code from measurement one
				join kpi on kpi.id = one.kpi_id
				where one.kpi_id = any (${of.kpis}::bigint[]) and one.recorded_at >= ${at}
		) as said
		join report on report.id = said.report_id
		join reporting_period period on period.id = report.period_id
		join organisation on organisation.id = report.organisation_id
		where report.organisation_id = any (${of.followers}::bigint[])
		order by organisation.acronym, period, said.code
	`.execute(db);
	return rows;
}
