/** Every organisation's report of each of some periods, with when somebody last did something with it. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ReportState } from '#lib/domain/reporting/cycle.ts';
import type { Db } from '../db/connect.ts';
import { extendedUntil, lastStep } from '../facts/report-standing.ts';

export interface MatrixReport {
	id: string;
	periodId: string;
	state: ReportState;
	dueOn: IsoDate;
	extendedUntil: IsoDate | null;
	/** The last entry or step; null: there was none. */
	lastActivity: Date | null;
}

export interface MatrixRow {
	slug: string;
	acronym: string;
	name: string;
	/** By the id of its period; of a period in which nothing was to be reported there is none. */
	reports: Map<string, MatrixReport>;
}

const lastEntry = (table: string) =>
	sql`(select max(recorded_at) from ${sql.table(table)} where report_id = report.id)`;

const lastActivity = sql<Date | null>`greatest(
	last.occurred_at, ${lastEntry('activity_update')}, ${lastEntry('measurement')},
	${lastEntry('spending')}, ${lastEntry('milestone_reached')}
)`;

/** By acronym. */
export async function matrix(db: Db, periodIds: readonly string[]): Promise<MatrixRow[]> {
	const found = await db
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.leftJoinLateral(lastStep('report.id'), (join) => join.onTrue())
		.where('report.period_id', '=', sql<string>`any(${periodIds}::bigint[])`)
		.select(['report.id', 'report.period_id as periodId', 'last.state'])
		.select(['organisation.slug', 'organisation.acronym', 'organisation.name'])
		.select(sql<IsoDate>`coalesce(report.due_on, period.due_on)`.as('dueOn'))
		.select([extendedUntil('report.id').as('extendedUntil'), lastActivity.as('lastActivity')])
		.orderBy('organisation.acronym')
		.orderBy('organisation.id')
		.execute();
	const rows = new Map<string, MatrixRow>();
	for (const { slug, acronym, name, state, ...report } of found) {
		const row = rows.get(slug) ?? { slug, acronym, name, reports: new Map() };
		row.reports.set(report.periodId, { ...report, state: state ?? 'not_submitted' });
		rows.set(slug, row);
	}
	return [...rows.values()];
}
