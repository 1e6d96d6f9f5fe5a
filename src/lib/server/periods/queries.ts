/** A plan's reporting periods as they stand: open, closed, published. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Frequency, ReportingState } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { extendedUntil, isClosed, lastStep } from '../facts/report-standing.ts';

export interface PeriodStanding {
	id: string;
	frequency: Frequency;
	label: string;
	startsOn: IsoDate;
	endsOn: IsoDate;
	dueOn: IsoDate;
	closed: boolean;
	/** The last version of its snapshot; null: it was not published yet. */
	published: { id: string; version: number; on: IsoDate } | null;
}

/** By end. */
export async function ofPlan(db: Db, planId: string): Promise<PeriodStanding[]> {
	const rows = await db
		.selectFrom('reporting_period as period')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('snapshot')
					.whereRef('snapshot.period_id', '=', 'period.id')
					.orderBy('snapshot.version', 'desc')
					.limit(1)
					.select(['snapshot.id', 'snapshot.version', 'snapshot.published_on'])
					.as('last'),
			(join) => join.onTrue()
		)
		.where('period.plan_id', '=', planId)
		.select(['period.id', 'period.frequency', 'period.label'])
		.select(['period.starts_on as startsOn', 'period.ends_on as endsOn'])
		.select(['period.due_on as dueOn', isClosed('period.id').as('closed')])
		.select(['last.id as snapshotId', 'last.version', 'last.published_on as publishedOn'])
		.orderBy('period.ends_on')
		.orderBy('period.starts_on')
		.execute();
	return rows.map(({ snapshotId, version, publishedOn, ...period }) => ({
		...period,
		published:
			snapshotId !== null && version !== null && publishedOn !== null
				? { id: snapshotId, version, on: publishedOn }
				: null
	}));
}

/** When a period that had been closed was opened again, and why; null: it was not, or is closed again. */
export async function openedAgain(
	db: Db,
	periodId: string
): Promise<{ at: Date; reason: string } | null> {
	const last = await db
		.selectFrom('period_step')
		.where('period_id', '=', periodId)
		.orderBy('id', 'desc')
		.limit(1)
		.select(['step', 'occurred_at as at', 'reason'])
		.executeTakeFirst();
	return last?.step === 'reopened' && last.reason !== null
		? { at: last.at, reason: last.reason }
		: null;
}

/** Organisations that lead something of a plan, or enter something of it, in whose reports it stands. */
export async function reporting(db: Db, planId: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select distinct through.through_id as id
		from (
			select owner.organisation_id from owner
				join element on element.id = owner.element_id
				where element.plan_id = ${planId} and element.retired_at is null
					and owner.valid_to is null
			union
			select kpi.reporter_id from kpi
				where kpi.plan_id = ${planId} and kpi.retired_at is null and kpi.reporter_id is not null
		) as writer
		join reporting_through as through using (organisation_id)
		order by 1
	`.execute(db);
	return rows.map(({ id }) => id);
}

/** The same by acronym, as a list names them. */
export async function reportingNamed(
	db: Db,
	planId: string
): Promise<{ id: string; acronym: string; name: string }[]> {
	return await db
		.selectFrom('organisation')
		.where('id', '=', sql<string>`any(${await reporting(db, planId)}::bigint[])`)
		.select(['id', 'acronym', 'name'])
		.orderBy('acronym')
		.orderBy('id')
		.execute();
}

/** An organisation's report of a period, as the ICT office sees it. */
export interface PeriodReport {
	id: string;
	slug: string;
	acronym: string;
	name: string;
	state: Exclude<ReportingState, 'not_due'>;
	/** Its last step; null: none. */
	seen: string | null;
	/** Who took it; null: nobody is named. */
	lastBy: string | null;
	since: Date | null;
	dueOn: IsoDate;
	extendedUntil: IsoDate | null;
	/** Whether everybody reads what was sent once, wherever the report is since. */
	wasPublished: boolean;
}

/** By acronym. */
export async function reportsOf(db: Db, periodId: string): Promise<PeriodReport[]> {
	const rows = await db
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.leftJoinLateral(lastStep('report.id'), (join) => join.onTrue())
		.where('report.period_id', '=', periodId)
		.select(['report.id', 'organisation.slug', 'organisation.acronym', 'organisation.name'])
		.select(['last.id as seen', 'last.state', 'last.occurred_at as since'])
		.select('last.by_user as lastBy')
		.select(sql<IsoDate>`coalesce(report.due_on, period.due_on)`.as('dueOn'))
		.select(extendedUntil('report.id').as('extendedUntil'))
		.select(({ exists, selectFrom }) =>
			exists(
				selectFrom('report_transition as step')
					.whereRef('step.report_id', '=', 'report.id')
					.where('step.state', '=', 'published')
					.select('step.id')
			)
				.$castTo<boolean>()
				.as('wasPublished')
		)
		.orderBy('organisation.acronym')
		.execute();
	return rows.map(({ state, ...row }) => ({ ...row, state: state ?? 'not_submitted' }));
}
