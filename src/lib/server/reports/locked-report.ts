/** A report as an act finds it: locked, so that of two who act on it one comes first. */
import { sql } from 'kysely';
import type { Standing } from '#lib/domain/reporting/cycle.ts';
import { takesEntries } from '#lib/domain/reporting/open-report.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { Trx } from '../db/connect.ts';
import { statement } from '../db/statement.ts';
import { extendedUntil, isClosed, lastStep } from '../facts/report-standing.ts';

export interface FoundReport extends Standing {
	id: string;
	planId: string;
	periodId: string;
	/** For example `2026 Q3`. */
	period: string;
	organisationId: string;
	acronym: string;
	/** Its own organisation, and those that report through it. */
	organisationIds: string[];
	/** Of its last step; null: there was none. */
	version: string | null;
	/** Whether its period, or an extension of its own, lets it be sent. */
	open: boolean;
}

const locked = statement((db, given: { reportId: string }) =>
	db
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.innerJoin('plan', 'plan.id', 'period.plan_id')
		.where('report.id', '=', given.reportId)
		.where('plan.draft', '=', false)
		.select(['report.id', 'period.plan_id', 'plan.time_zone', 'report.period_id'])
		.select(['period.label', 'report.organisation_id', 'organisation.acronym'])
		.select(
			sql<string[]>`array(
				select organisation_id::text from reporting_through
				where through_id = report.organisation_id
			)`.as('through')
		)
		.forNoKeyUpdate('report')
);

/** Read once the report is locked: who waited sees what was done meanwhile. */
const standing = statement((db, given: { reportId: string }) =>
	db
		.selectFrom('report')
		.leftJoinLateral(lastStep('report.id'), (join) => join.onTrue())
		.where('report.id', '=', given.reportId)
		.select(['last.id', 'last.state', 'last.handed_in'])
		.select([
			isClosed('report.period_id').as('closed'),
			extendedUntil('report.id').as('extendedUntil')
		])
);

/** Undefined: there is no such report. */
export async function lockReport(
	trx: Trx,
	reportId: string,
	now: Date
): Promise<FoundReport | undefined> {
	const [row] = await locked(trx, { reportId });
	const [at] = row ? await standing(trx, { reportId }) : [];
	if (!row || !at) return undefined;
	return {
		...{ id: row.id, planId: row.plan_id, periodId: row.period_id, period: row.label },
		...{ organisationId: row.organisation_id, acronym: row.acronym },
		organisationIds: [row.organisation_id, ...row.through],
		...{ version: at.id, state: at.state ?? 'not_submitted', handedIn: at.handed_in ?? false },
		open: takesEntries(at, at.extendedUntil, todayIn(row.time_zone, now))
	};
}
