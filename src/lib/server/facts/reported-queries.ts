/** What ministries reported on a plan, each kind of row in one query: as known on a day, or what came since. */
import { sql } from 'kysely';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type {
	BudgetLineRecord,
	IsoDate,
	MeasurementRecord,
	ReportRecord,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { cellsOfMeasurement } from './measured-cells.ts';
import { extendedUntil, lastStep } from './report-standing.ts';
import {
	isReported,
	isSubmitted,
	wasKnown,
	wasOpened,
	wasReported,
	type AsKnown
} from './as-known.ts';
import type { Since } from './appended.ts';

const numberOf = (text: string | null) => (text === null ? null : Number(text));

/** An instant as ISO 8601, written by the database: thousands of dates are slow to read and write again. */
const instant = (column: string) =>
	// every connection's own zone is UTC
	sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

type Asked = AsKnown | Since;

const isSince = (asked: Asked): asked is Since => 'after' in asked;

/** Whether a table's row is asked for, by its id or by when it was recorded. */
const isAsked = (asked: Asked, table: string) =>
	isSince(asked)
		? sql<boolean>`(${sql.ref(`${table}.id`)} > ${asked.after ?? '0'}
				and ${asked.drafts ? sql<boolean>`true` : isSubmitted(table)})`
		: isReported(asked, table);

/** At most 100 with two decimals, which a float holds. */
const physicalPercent = sql<number | null>`activity_update.physical_percent::float8`.as(
	'physicalPercent'
);

const updateColumns = [
	'activity_update.element_id as elementId',
	'activity_update.id',
	'activity_update.as_of as asOf',
	instant('activity_update.recorded_at').as('recordedAt'),
	'activity_update.delivery',
	physicalPercent,
	'activity_update.actual_start as actualStart',
	'activity_update.actual_end as actualEnd',
	'activity_update.recovery_on as recoveryOn',
	'activity_update.slippage_cause as slippageCause',
	'activity_update.declared_confidence as declaredConfidence',
	'activity_update.declared_reason as declaredReason',
	'activity_update.note'
] as const;

export type UpdateRow = UpdateRecord & { elementId: string };

/** All updates of activities, ascending by the day they speak of; of several of one day the last. */
export function updates(db: Db, asked: Asked): Promise<UpdateRow[]> {
	return db
		.selectFrom('activity_update')
		.where('plan_id', '=', asked.planId)
		.where(isAsked(asked, 'activity_update'))
		.distinctOn(['element_id', 'as_of'])
		.orderBy('element_id')
		.orderBy('as_of')
		.orderBy('id', 'desc')
		.select(updateColumns)
		.execute();
}

export interface ReachedRow {
	id: string;
	milestoneId: string;
	/** Null: taken back. */
	reachedOn: IsoDate | null;
}

/** The latest word on each milestone; none on those of which nothing was ever said. */
export function milestonesReached(db: Db, asked: Asked): Promise<ReachedRow[]> {
	return db
		.selectFrom('milestone_reached as reached')
		.innerJoin('milestone', 'milestone.id', 'reached.milestone_id')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.where('element.plan_id', '=', asked.planId)
		.where(isAsked(asked, 'reached'))
		.distinctOn('reached.milestone_id')
		.orderBy('reached.milestone_id')
		.orderBy('reached.id', 'desc')
		.select([
			'reached.id',
			'reached.milestone_id as milestoneId',
			'reached.reached_on as reachedOn'
		])
		.execute();
}

export type MeasurementRow = MeasurementRecord & { kpiId: string };

/** Ascending by day; of several versions of a day and organisation the last. */
export async function measurements(db: Db, asked: Asked): Promise<MeasurementRow[]> {
	const rows = await db
		.selectFrom('measurement')
		.innerJoin('kpi', 'kpi.id', 'measurement.kpi_id')
		.where('kpi.plan_id', '=', asked.planId)
		.where(isAsked(asked, 'measurement'))
		.distinctOn(['measurement.kpi_id', 'measurement.measured_on', 'measurement.organisation_id'])
		.orderBy('measurement.kpi_id')
		.orderBy('measurement.measured_on')
		.orderBy('measurement.organisation_id')
		.orderBy('measurement.id', 'desc')
		.select([
			'measurement.kpi_id as kpiId',
			'measurement.id',
			'measurement.measured_on as measuredOn',
			instant('measurement.recorded_at').as('recordedAt'),
			'measurement.organisation_id as organisationId',
			'measurement.value',
			'measurement.numerator',
			'measurement.denominator'
		])
		.select(cellsOfMeasurement)
		.execute();
	return rows.map(({ value, numerator, denominator, cells, ...row }) => ({
		...row,
		value: Number(value),
		numerator: numberOf(numerator),
		denominator: numberOf(denominator),
		...(cells.length > 0 && { cells })
	}));
}

export type Spent = Pick<BudgetLineRecord, 'obligation' | 'disbursement'> & {
	spendingAsOf: IsoDate;
};
export type SpendingRow = Spent & { id: string; lineId: string };

/** All spending of budget lines, ascending by day; of several of one day the last. */
export async function spending(db: Db, asked: Asked): Promise<SpendingRow[]> {
	const rows = await db
		.selectFrom('spending')
		.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', asked.planId)
		.where(isAsked(asked, 'spending'))
		.distinctOn(['spending.budget_line_id', 'spending.as_of'])
		.orderBy('spending.budget_line_id')
		.orderBy('spending.as_of')
		.orderBy('spending.id', 'desc')
		.select(['spending.id', 'spending.budget_line_id as lineId', 'spending.as_of as spendingAsOf'])
		.select(['spending.obligation', 'spending.disbursement'])
		.execute();
	return rows.map(({ obligation, disbursement, ...row }) => ({
		...row,
		obligation: parseMoney(obligation),
		disbursement: parseMoney(disbursement)
	}));
}

/** Each organisation's reports with their last states. */
export async function reportStates(db: Db, known: AsKnown): Promise<ReportRecord[]> {
	const rows = await db
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.innerJoin('organisation', 'organisation.id', 'report.organisation_id')
		.leftJoinLateral(lastStep('report.id', wasReported(known, 'step')), (join) => join.onTrue())
		.where('period.plan_id', '=', known.planId)
		.where(wasOpened(known, 'period.id'))
		.orderBy('report.id')
		.select([
			'report.period_id as periodId',
			'report.organisation_id as organisationId',
			'organisation.acronym',
			'report.due_on as dueOn'
		])
		.select(['last.state', 'last.reason', 'last.handed_in as handedIn'])
		.select(
			sql<IsoDate | null>`(last.occurred_at at time zone ${known.timeZone})::date`.as('since')
		)
		.select(extendedUntil('report.id', wasKnown(known, 'extension.granted_at')).as('extendedUntil'))
		.execute();
	// what will be published is approved until then
	const published = known.snapshot?.upcoming && {
		...{ state: 'published' as const, since: known.snapshot.publishedOn, reason: null }
	};
	return rows.map(({ state, handedIn, ...row }) => ({
		...row,
		...{ state: state ?? 'not_submitted', ...(state === 'approved' && published) },
		handedIn: handedIn ?? false
	}));
}
