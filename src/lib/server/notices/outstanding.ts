/** Reports of a period that have not been submitted. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ReportingState } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';

export interface ReportingPeriod {
	id: string;
	label: string;
	dueOn: IsoDate;
}

export interface OutstandingReport {
	periodId: string;
	organisationId: string;
	slug: string;
	acronym: string;
	name: string;
	state: ReportingState;
	dueOn: IsoDate;
	/** When it was last asked for; null: never. */
	chasedAt: Date | null;
}

/** A plan's period by its label; undefined where it has none such. */
export async function periodOf(
	db: Db,
	planId: string,
	label: string
): Promise<ReportingPeriod | undefined> {
	return await db
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
		.where('label', '=', label)
		.select(['id', 'label', 'due_on as dueOn'])
		.executeTakeFirst();
}

/** Periods whose reports fall, or fell, due near a day: others need no reminder. */
export async function periodsDueNear(
	db: Db,
	planId: string,
	day: IsoDate,
	days: number
): Promise<ReportingPeriod[]> {
	return await db
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
		.where(sql<boolean>`due_on between ${day}::date - ${days}::int and ${day}::date + ${days}::int`)
		.select(['id', 'label', 'due_on as dueOn'])
		.execute();
}

/** Reports of periods that are there and were not submitted, or were returned; by acronym. */
export async function outstanding(
	db: Db,
	periodIds: readonly string[]
): Promise<OutstandingReport[]> {
	const { rows } = await sql<OutstandingReport>`
		select report.period_id as "periodId", report.organisation_id as "organisationId",
			organisation.slug, organisation.acronym, organisation.name,
			coalesce(step.state, 'not_submitted') as state,
			coalesce(report.due_on, period.due_on) as "dueOn",
			(
				select max(notice.made_at) from notice
				where notice.period_id = report.period_id and notice.kind = 'chased'
					and notice.organisation_id = report.organisation_id
			) as "chasedAt"
		from report
		join reporting_period period on period.id = report.period_id
		join organisation on organisation.id = report.organisation_id
		left join lateral (
			select state from report_transition step
			where step.report_id = report.id order by step.id desc limit 1
		) step on true
		where report.period_id = any(${periodIds}::bigint[])
			and coalesce(step.state, 'not_submitted') in ('not_submitted', 'draft', 'returned')
		order by organisation.acronym
	`.execute(db);
	return rows;
}
