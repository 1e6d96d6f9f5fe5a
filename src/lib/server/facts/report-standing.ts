/** Where a report or a period stands by its last rows, as columns of a query that has it. */
import { sql, type AliasedExpression, type Selectable } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ReportTransitionTable } from '../db/schema/reports.ts';

/** Whether a period is closed. @param period the column with its id */
export const isClosed = (period: string) => sql<boolean>`coalesce((
	select step.step from period_step as step
	where step.period_id = ${sql.ref(period)} order by step.id desc limit 1
), 'opened') = 'closed'`;

/**
 * The last day of a report's latest extension; null: it has none.
 *
 * @param report the column with its id
 * @param known which of them are, by the columns of `extension`
 */
export const extendedUntil = (report: string, known = sql<boolean>`true`) => sql<IsoDate | null>`(
	select extension.until from report_extension as extension
	where extension.report_id = ${sql.ref(report)} and ${known}
	order by extension.id desc limit 1
)`;

/**
 * A report's last step, to be joined laterally as `last`.
 *
 * @param report the column with its id
 * @param counts which of them count, by the columns of `step`
 */
export const lastStep = (
	report: string,
	counts = sql<boolean>`true`
): AliasedExpression<Selectable<ReportTransitionTable>, 'last'> =>
	sql<Selectable<ReportTransitionTable>>`(
		select step.* from report_transition as step
		where step.report_id = ${sql.ref(report)} and ${counts}
		order by step.id desc limit 1
	)`.as('last');
