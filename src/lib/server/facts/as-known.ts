import { sql, type RawBuilder } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Scope, SnapshotKnown } from '#lib/domain/records/scope.ts';

/** A column's moment as that of a snapshot is written: texts of one zone sort as moments do. */
export const writtenMoment = (column: string): RawBuilder<string> =>
	sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')`;

/**
 * What was known on a day: `current` reads all rows that are there, otherwise what was recorded by the
 * end of `knownOn` in the plan's time zone.
 */
export interface AsKnown {
	planId: string;
	knownOn: IsoDate;
	timeZone: string;
	current: boolean;
	/** Of what is published, the snapshot; null: of another edition. */
	snapshot: SnapshotKnown | null;
	/** Whether what is entered counts before its report is submitted; of what is published it never does. */
	drafts: boolean;
	/** That of the plan: it rises with each report that is submitted. */
	periodRevision: string;
}

/** What is known of a plan on a day; on the present day all that is there. */
export function asKnown(
	plan: { id: string; time_zone: string; period_revision: string },
	{ knownOn, today, snapshot = null, edition }: Pick<Scope, 'knownOn' | 'today'> & Partial<Scope>
): AsKnown {
	return {
		...{ planId: plan.id, timeZone: plan.time_zone, periodRevision: plan.period_revision },
		...{ knownOn, snapshot, drafts: edition === 'draft' },
		current: snapshot === null && knownOn >= today
	};
}

/** The instant at which the day of an `AsKnown` ends. */
const endOfDay = ({ knownOn, timeZone }: AsKnown) =>
	sql<Date>`((${knownOn}::date + 1)::timestamp at time zone ${timeZone})`;

/** Whether a column that says when something was recorded names a moment by then. */
export function wasKnown(known: AsKnown, column: string): RawBuilder<boolean> {
	if (known.current) return sql<boolean>`true`;
	const byDay = sql<boolean>`${sql.ref(column)} < ${endOfDay(known)}`;
	if (known.snapshot === null) return byDay;
	return sql<boolean>`(${byDay} and ${sql.ref(column)} <= ${known.snapshot.publishedAt}::timestamptz)`;
}

/**
 * Whether a period is there: of what is published those that were opened by then, of another edition all.
 *
 * @param period the column with its id
 */
export function wasOpened({ snapshot }: AsKnown, period: string): RawBuilder<boolean> {
	if (snapshot === null) return sql<boolean>`true`;
	return sql<boolean>`(not exists (
		select from period_step as opening
		where opening.period_id = ${sql.ref(period)} and opening.step = 'opened'
			and opening.occurred_at > ${snapshot.publishedAt}::timestamptz
	))`;
}

/** Whether a report would be published with the next snapshot; there is none to come: false. */
function isUpcoming({ snapshot }: AsKnown, report: RawBuilder<unknown>): RawBuilder<boolean> {
	if (!snapshot?.upcoming) return sql<boolean>`false`;
	return sql<boolean>`(exists (
		select from report as own join reporting_period as period on period.id = own.period_id
		where own.id = ${report} and period.ends_on <= ${snapshot.upcoming.through}::date
	) and (
		select latest.state from report_transition as latest
		where latest.report_id = ${report} order by latest.id desc limit 1
	) = 'approved')`;
}

/**
 * Whether a row that was reported stands in no report, or in one that was submitted since: what is
 * entered before is its ministry's draft.
 *
 * @param table with the columns `report_id` and `recorded_at`
 * @param known which steps are, by the columns of `step`
 */
export function isSubmitted(table: string, known = sql<boolean>`true`): RawBuilder<boolean> {
	const report = sql.ref(`${table}.report_id`);
	return sql<boolean>`(${report} is null or exists (
		select from report_transition as step
		where step.report_id = ${report} and step.state = 'submitted'
			and step.occurred_at >= ${sql.ref(`${table}.recorded_at`)} and ${known}
	))`;
}

/**
 * Whether a row that was reported counts: it was recorded by then, and its report was submitted since, or,
 * of what is published, published since; what stands in no report counts with the next snapshot.
 *
 * @param table with the columns `report_id` and `recorded_at`
 */
export function isReported(known: AsKnown, table: string): RawBuilder<boolean> {
	const recorded = wasKnown(known, `${table}.recorded_at`);
	if (known.snapshot === null && known.drafts) return recorded;
	if (known.snapshot === null) {
		const submitted = isSubmitted(table, wasKnown(known, 'step.occurred_at'));
		return sql<boolean>`(${recorded} and ${submitted})`;
	}
	const report = sql.ref(`${table}.report_id`);
	return sql<boolean>`(${recorded} and (${report} is null or exists (
		select from report_transition as step
		where step.report_id = ${report} and step.state = 'published'
			and step.snapshot_id <= ${known.snapshot.id}
			and step.occurred_at >= ${sql.ref(`${table}.recorded_at`)}
	) or ${isUpcoming(known, report)}))`;
}

/**
 * Whether a report's step counts: it was made by then, and of what is published it is that the report
 * was first sent, or that it was published; what the ICT office and a ministry say to each other between
 * is theirs, so that one sent, returned or approved, and not published, is there as sent.
 *
 * @param table of `report_transition`
 */
export function wasReported(known: AsKnown, table: string): RawBuilder<boolean> {
	const made = wasKnown(known, `${table}.occurred_at`);
	if (known.snapshot === null) return made;
	const state = sql.ref(`${table}.state`);
	const report = sql.ref(`${table}.report_id`);
	const upcoming = isUpcoming(known, report);
	return sql<boolean>`((${state} = 'published'
		and ${sql.ref(`${table}.snapshot_id`)} <= ${known.snapshot.id})
		or (${state} = 'submitted' and ${made} and not exists (
			select from report_transition as earlier
			where earlier.report_id = ${report} and earlier.state = 'submitted'
				and earlier.id < ${sql.ref(`${table}.id`)}
		))
		or (${state} = 'approved' and ${upcoming}))`;
}
