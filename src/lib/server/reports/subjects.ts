import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { ConfidenceRule } from '#lib/domain/records/confidence-rules.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { statement } from '../db/statement.ts';
import type { Trx } from '../db/connect.ts';
import type { Subject } from './entering.ts';
import { listOf, writersOfKpi, type IdOrColumn, type Writer, type Writers } from './writers.ts';

interface PlanDays {
	id: string;
	time_zone: string;
	period_start: IsoDate | null;
	period_end: IsoDate | null;
}

/** What every entry is held against, of the plan. */
export const subjectOf = (
	{ code, writers, ...plan }: PlanDays & { code: string; writers: Writer[] },
	now: Date
): Subject => ({
	planId: plan.id,
	code,
	writers,
	today: todayIn(plan.time_zone, now),
	periodStart: plan.period_start,
	periodEnd: plan.period_end
});

export interface ActivitySubject extends Subject {
	plannedStart: IsoDate | null;
	plannedEnd: IsoDate | null;
	/** The plan's. */
	confidenceRules: ConfidenceRule[];
}

/**
 * Makes what reads an activity and keeps others who enter something of it waiting; it gives undefined
 * where there is no such.
 *
 * @param writersOf who enters what is entered
 */
export function lockActivity(writersOf: (elementId: IdOrColumn) => Writers) {
	const locked = statement((db, given: { activityId: string }) =>
		db
			.selectFrom('element')
			.innerJoin('plan', 'plan.id', 'element.plan_id')
			.where('element.id', '=', given.activityId)
			.where('element.kind', '=', 'activity')
			.where('element.retired_at', 'is', null)
			.where('plan.draft', '=', false)
			.select(['plan.id', 'plan.time_zone', 'plan.period_start', 'plan.period_end'])
			.select(['element.code', 'element.planned_start', 'element.planned_end'])
			.select('plan.confidence_rules')
			.select(listOf(writersOf(given.activityId)).as('writers'))
			.forNoKeyUpdate('element')
	);
	return async (trx: Trx, activityId: string, now: Date): Promise<ActivitySubject | undefined> => {
		const [row] = await locked(trx, { activityId });
		if (!row) return undefined;
		const { planned_start: plannedStart, planned_end: plannedEnd, confidence_rules: rules } = row;
		return { ...subjectOf(row, now), plannedStart, plannedEnd, confidenceRules: rules };
	};
}

const kpi = statement((db, given: { kpiId: string }) =>
	db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('kpi.id', '=', given.kpiId)
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.where('plan.draft', '=', false)
		.select(['plan.id', 'plan.time_zone', 'plan.period_start', 'plan.period_end', 'kpi.code'])
		.select(listOf(writersOfKpi(given.kpiId)).as('writers'))
		.forNoKeyUpdate('kpi')
);

/** The same of a KPI, as far as it is no measurement that is entered. */
export async function lockKpi(trx: Trx, kpiId: string, now: Date): Promise<Subject | undefined> {
	const [row] = await kpi(trx, { kpiId });
	return row && subjectOf(row, now);
}
