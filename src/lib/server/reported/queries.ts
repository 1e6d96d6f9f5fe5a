/** What ministries reported on a plan, as known on a day, each kind of row in one query. */
import { sql } from 'kysely';
import { parseMoney } from '#lib/domain/money.ts';
import type {
	BudgetLineRecord,
	IsoDate,
	MeasurementRecord,
	ReportRecord,
	UpdateRecord
} from '#lib/domain/records.ts';
import type { Db } from '../db/connect.ts';
import { endOfDay, type AsKnown } from '../plans/as-known.ts';

const numberOf = (text: string | null) => (text === null ? null : Number(text));

/** Whether a column holds one of the ids; one parameter, however many there are. */
const isOneOf = (column: string, ids: string[]) =>
	sql<boolean>`${sql.ref(column)} = any(${ids}::bigint[])`;

/** An instant as ISO 8601, written by the database: thousands of dates are slow to read and write again. */
const instant = (column: string) =>
	// every connection's own zone is UTC
	sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const updateColumns = [
	'activity_update.element_id as elementId',
	'activity_update.id',
	'activity_update.as_of as asOf',
	instant('activity_update.recorded_at').as('recordedAt'),
	'activity_update.delivery',
	'activity_update.physical_percent as physicalPercent',
	'activity_update.actual_start as actualStart',
	'activity_update.actual_end as actualEnd',
	'activity_update.recovery_on as recoveryOn',
	'activity_update.slippage_cause as slippageCause',
	'activity_update.declared_confidence as declaredConfidence',
	'activity_update.note'
] as const;

/** The latest update of each activity, by element. */
export async function updates(db: Db, known: AsKnown): Promise<Map<string, UpdateRecord>> {
	const rows = known.current
		? await db
				.selectFrom('activity_current')
				.innerJoin('activity_update', 'activity_update.id', 'activity_current.update_id')
				.where('activity_current.plan_id', '=', known.planId)
				.select(updateColumns)
				.execute()
		: await db
				.selectFrom('activity_update')
				.where('plan_id', '=', known.planId)
				.where('recorded_at', '<', endOfDay(known))
				.where('as_of', '<=', known.asOf)
				.distinctOn('element_id')
				.orderBy('element_id')
				.orderBy('as_of', 'desc')
				.orderBy('id', 'desc')
				.select(updateColumns)
				.execute();
	return new Map(
		rows.map(({ elementId, physicalPercent, ...row }) => [
			elementId,
			{ ...row, physicalPercent: numberOf(physicalPercent) }
		])
	);
}

/** When each milestone was reached, by its id; those never reached are left out. */
export async function milestonesReached(
	db: Db,
	milestoneIds: string[],
	known: AsKnown
): Promise<Map<string, IsoDate | null>> {
	if (milestoneIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('milestone_reached')
		.where(isOneOf('milestone_id', milestoneIds))
		.$if(!known.current, (query) => query.where('recorded_at', '<', endOfDay(known)))
		.distinctOn('milestone_id')
		.orderBy('milestone_id')
		.orderBy('id', 'desc')
		.select(['milestone_id as id', 'reached_on as reachedOn'])
		.execute();
	return new Map(rows.map(({ id, reachedOn }) => [id, reachedOn]));
}

/** Ascending by day; of several versions of a day and organisation the last. By KPI. */
export async function measurements(
	db: Db,
	kpiIds: string[],
	known: AsKnown
): Promise<Map<string, MeasurementRecord[]>> {
	if (kpiIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('measurement')
		.where(isOneOf('kpi_id', kpiIds))
		.where('measured_on', '<=', known.asOf)
		.$if(!known.current, (query) => query.where('recorded_at', '<', endOfDay(known)))
		.distinctOn(['kpi_id', 'measured_on', 'organisation_id'])
		.orderBy('kpi_id')
		.orderBy('measured_on')
		.orderBy('organisation_id')
		.orderBy('id', 'desc')
		.select([
			'kpi_id as kpiId',
			'id',
			'measured_on as measuredOn',
			instant('recorded_at').as('recordedAt'),
			'organisation_id as organisationId',
			'value',
			'numerator',
			'denominator'
		])
		.execute();
	const ofKpis = new Map<string, MeasurementRecord[]>();
	for (const { kpiId, value, numerator, denominator, ...row } of rows) {
		const measurement = {
			...row,
			value: Number(value),
			numerator: numberOf(numerator),
			denominator: numberOf(denominator)
		};
		const ofKpi = ofKpis.get(kpiId);
		if (ofKpi) ofKpi.push(measurement);
		else ofKpis.set(kpiId, [measurement]);
	}
	return ofKpis;
}

export type Spent = Pick<BudgetLineRecord, 'obligation' | 'disbursement' | 'spendingAsOf'>;

/** The latest spending of each budget line, by its id. */
export async function spent(
	db: Db,
	lineIds: string[],
	known: AsKnown
): Promise<Map<string, Spent>> {
	if (lineIds.length === 0) return new Map();
	const columns = [
		'spending.budget_line_id as lineId',
		'spending.obligation',
		'spending.disbursement',
		'spending.as_of as spendingAsOf'
	] as const;
	const rows = known.current
		? await db
				.selectFrom('spending_current')
				.innerJoin('spending', 'spending.id', 'spending_current.spending_id')
				.where(isOneOf('spending_current.budget_line_id', lineIds))
				.select(columns)
				.execute()
		: await db
				.selectFrom('spending')
				.where(isOneOf('budget_line_id', lineIds))
				.where('recorded_at', '<', endOfDay(known))
				.where('as_of', '<=', known.asOf)
				.distinctOn('budget_line_id')
				.orderBy('budget_line_id')
				.orderBy('as_of', 'desc')
				.orderBy('id', 'desc')
				.select(columns)
				.execute();
	return new Map(
		rows.map(({ lineId, obligation, disbursement, spendingAsOf }) => [
			lineId,
			{
				obligation: parseMoney(obligation),
				disbursement: parseMoney(disbursement),
				spendingAsOf
			}
		])
	);
}

/** The last state of each organisation's report. */
export function reportStates(db: Db, known: AsKnown): Promise<ReportRecord[]> {
	return db
		.selectFrom('report_transition as step')
		.innerJoin('report', 'report.id', 'step.report_id')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('period.plan_id', '=', known.planId)
		.$if(!known.current, (query) => query.where('step.occurred_at', '<', endOfDay(known)))
		.distinctOn('step.report_id')
		.orderBy('step.report_id')
		.orderBy('step.id', 'desc')
		.select([
			'report.period_id as periodId',
			'report.organisation_id as organisationId',
			'organisation.acronym',
			'step.state',
			'step.reason',
			sql<IsoDate>`(step.occurred_at at time zone ${known.timeZone})::date`.as('since')
		])
		.execute();
}
