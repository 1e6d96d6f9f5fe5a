/** What happened to a plan and its reports, the newest first. */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

export const happeningKinds = [
	'submitted',
	'returned',
	'approved',
	'published',
	'corrected',
	'amended',
	'adopted'
] as const;
export type HappeningKind = (typeof happeningKinds)[number];

export interface Happening {
	/** Of what it is made, and its number there: it never changes. */
	key: string;
	kind: HappeningKind;
	at: Date;
	period: string | null;
	acronym: string | null;
	/** An amendment's title. */
	title: string | null;
	/** Who did it; null: nobody is named. For staff alone. */
	by: string | null;
}

export const happeningsShown = 100;

/**
 * Publications, amendments and the adoption, at most 100; for staff what reports went through before
 * they were published, but for what goes on inside an organisation.
 *
 * @param inner whether what is not published is asked for too, and who did it
 */
export async function happenings(db: Db, planId: string, inner: boolean): Promise<Happening[]> {
	const { rows } = await sql<Happening>`
		select key, kind, at, period, acronym, title, case when ${inner} then by_name end as by
		from (
			select 'step-' || step.id as key, step.state as kind, step.occurred_at as at,
				period.label as period, organisation.acronym, null as title, person.name as by_name
			from report_transition step
			join report on report.id = step.report_id
			join reporting_period period on period.id = report.period_id
			join organisation on organisation.id = report.organisation_id
			left join user_account person on person.id = step.by_user
			where ${inner} and period.plan_id = ${planId} and step.handed_in is null
				and step.state in ('submitted', 'returned', 'approved')
			union all
			select 'snapshot-' || snapshot.id,
				case when snapshot.version = 1 then 'published' else 'corrected' end,
				snapshot.published_at, period.label, null, null, person.name
			from snapshot
			join reporting_period period on period.id = snapshot.period_id
			left join user_account person on person.id = snapshot.by_user
			where snapshot.plan_id = ${planId}
			union all
			select 'amendment-' || amendment.id, 'amended', adopted_at, null, null, title, person.name
			from amendment left join user_account person on person.id = amendment.adopted_by
			where plan_id = ${planId} and adopted_at is not null
			union all
			select 'adoption', 'adopted', adopted_at, null, null, null, null
			from plan where id = ${planId} and adopted_at is not null
		) as happening
		order by at desc, key desc
		limit ${happeningsShown}
	`.execute(db);
	return rows;
}
