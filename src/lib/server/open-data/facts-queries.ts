/** A plan's raw facts for open data, as they were entered: each kind of row in one query. */
import { sql, type InferResult, type Selectable } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { VersionTables } from '../db/schema/database.ts';
import { isReported, wasKnown, wasOpened, wasReported, type AsKnown } from '../facts/as-known.ts';

type VersionTable = Extract<keyof VersionTables, `${string}_version`>;
type VersionColumns = Pick<
	Selectable<VersionTables['element_version']>,
	'plan_id' | 'id' | 'holds_from' | 'revision' | 'retired'
>;

/** A moment with its offset, written by the database. */
const moment = (column: string) => momentOrNull(column).$castTo<string>();
const momentOrNull = (column: string) =>
	// every connection's own zone is UTC
	sql<string | null>`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')`;

/** A decimal exactly as entered, without zeros at its end that say nothing. */
const decimal = (column: string) => sql<string>`trim_scale(${sql.ref(column)})::text`;
const decimalOrNull = (column: string) => sql<string | null>`trim_scale(${sql.ref(column)})::text`;

/** Organisations that own something of the plan, report on it, or through which others do. */
export function organisations(db: Db, planId: string) {
	const named = sql<boolean>`organisation.id in (
		select owner.organisation_id from owner join element on element.id = owner.element_id
			where element.plan_id = ${planId}
		union select report.organisation_id from report
			join reporting_period as period on period.id = report.period_id
			where period.plan_id = ${planId}
		union select measurement.organisation_id from measurement
			join kpi on kpi.id = measurement.kpi_id where kpi.plan_id = ${planId}
	)`;
	return db
		.selectFrom('organisation')
		.where(named)
		.select(['organisation.id', 'acronym', 'name', 'kind', 'valid_from', 'valid_to'])
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('organisation_succession as after')
				.whereRef('after.predecessor_id', '=', 'organisation.id')
				.select(sql<string>`after.successor_id::text`.as('id'))
				.orderBy('after.successor_id')})`.as('successors')
		)
		.orderBy('organisation.id')
		.execute();
}

export function owners(db: Db, planId: string) {
	return db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.where('element.plan_id', '=', planId)
		.select(['owner.element_id', 'owner.organisation_id', 'owner.role'])
		.select(['owner.valid_from', 'owner.valid_to'])
		.orderBy('owner.id')
		.execute();
}

/**
 * All versions of a kind of record that were recorded by a day, each with what it says of itself. The
 * numbers of revisions begin at 1 in the document.
 */
const versionsOf = (db: Db, table: VersionTable, known: AsKnown) =>
	db
		.selectFrom(sql<VersionColumns>`${sql.table(table)}`.as('v'))
		.innerJoin('plan_revision as came', (join) =>
			join.onRef('came.plan_id', '=', 'v.plan_id').onRef('came.revision', '=', 'v.revision')
		)
		.where('v.plan_id', '=', known.planId)
		.where((eb) => eb.or([eb('came.recorded_at', 'is', null), wasKnown(known, 'came.recorded_at')]))
		.select([
			'v.id',
			sql<string | null>`nullif(v.holds_from, '-infinity')`.as('holds_from'),
			sql<number>`v.revision::int + 1`.as('revision'),
			momentOrNull('came.recorded_at').as('recorded_at'),
			'v.retired',
			'came.amendment_id as amendment'
		])
		.orderBy('v.id')
		.orderBy('v.holds_from')
		.orderBy('v.revision');

/** The same with some of the columns that its table has. */
function versions<Table extends VersionTable, Name extends keyof Selectable<VersionTables[Table]>>(
	db: Db,
	table: Table,
	known: AsKnown,
	names: readonly (Name & string)[]
) {
	type Row = InferResult<ReturnType<typeof versionsOf>>[number];
	return versionsOf(db, table, known)
		.select(names.map((name) => sql.ref(`v.${name}`).as(name)))
		.$castTo<Row & Pick<Selectable<VersionTables[Table]>, Name>>();
}

export const settings = (db: Db, known: AsKnown) =>
	versions(db, 'plan_version', known, [
		'roll_up_method',
		'coverage_threshold',
		'fiscal_year_start_month'
	]).execute();

export const elements = (db: Db, known: AsKnown) =>
	versions(db, 'element_version', known, [
		...(['kind', 'code', 'title', 'parent_id', 'position', 'applicable'] as const),
		...(['planned_start', 'planned_end'] as const)
	])
		.select(decimalOrNull('v.weight').as('weight'))
		.execute();

export const links = (db: Db, known: AsKnown) =>
	versions(db, 'element_link_version', known, ['element_id', 'serves_id']).execute();

export const milestones = (db: Db, known: AsKnown) =>
	versions(db, 'milestone_version', known, ['element_id', 'position', 'title', 'planned_on'])
		.select(decimal('v.weight').as('weight'))
		.execute();

export function milestonesReached(db: Db, known: AsKnown) {
	return db
		.selectFrom('milestone_reached as reached')
		.innerJoin('milestone', 'milestone.id', 'reached.milestone_id')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.where('element.plan_id', '=', known.planId)
		.where(isReported(known, 'reached'))
		.select(['reached.id', 'reached.milestone_id', 'reached.reached_on'])
		.select(moment('reached.recorded_at').as('recorded_at'))
		.orderBy('reached.id')
		.execute();
}

export function periods(db: Db, known: AsKnown) {
	return db
		.selectFrom('reporting_period')
		.where('plan_id', '=', known.planId)
		.where(wasOpened(known, 'reporting_period.id'))
		.select(['id', 'label', 'frequency', 'starts_on', 'ends_on', 'due_on'])
		.orderBy('ends_on')
		.orderBy('starts_on')
		.execute();
}

/** The steps of every report; a draft is the ministry's own until it is submitted. */
export function reportSteps(db: Db, known: AsKnown) {
	return db
		.selectFrom('report')
		.innerJoin('reporting_period as period', 'period.id', 'report.period_id')
		.leftJoin('report_transition as step', (join) =>
			join
				.onRef('step.report_id', '=', 'report.id')
				.on('step.state', '!=', 'draft')
				.on(wasReported(known, 'step'))
		)
		.where('period.plan_id', '=', known.planId)
		.where(wasOpened(known, 'period.id'))
		.select(['report.id', 'report.period_id', 'report.organisation_id', 'step.state'])
		.select(moment('step.occurred_at').as('at'))
		.orderBy('report.id')
		.orderBy('step.id')
		.execute();
}

export function updates(db: Db, known: AsKnown) {
	return db
		.selectFrom('activity_update as update')
		.where('update.plan_id', '=', known.planId)
		.where(isReported(known, 'update'))
		.select(['update.id', 'update.element_id', 'update.report_id', 'update.as_of'])
		.select(['update.delivery', 'update.actual_start', 'update.actual_end'])
		.select(['update.recovery_on', 'update.declared_confidence'])
		.select([
			moment('update.recorded_at').as('recorded_at'),
			decimalOrNull('update.physical_percent').as('percent')
		])
		.orderBy('update.id')
		.execute();
}

export const kpis = (db: Db, known: AsKnown) =>
	versions(db, 'kpi_version', known, [
		...(['element_id', 'code', 'title', 'unit', 'unit_kind', 'direction'] as const),
		...(['frequency', 'over_time', 'over_organisations', 'baseline_on'] as const)
	])
		.select([
			decimalOrNull('v.unit_low').as('unit_low'),
			decimalOrNull('v.unit_high').as('unit_high'),
			decimalOrNull('v.baseline_value').as('baseline_value'),
			decimalOrNull('v.range_low').as('range_low'),
			decimalOrNull('v.range_high').as('range_high'),
			decimalOrNull('v.range_zero_distance').as('range_zero_distance'),
			decimal('v.tolerance').as('tolerance')
		])
		.execute();

export const targets = (db: Db, known: AsKnown) =>
	versions(db, 'kpi_target_version', known, ['kpi_id', 'due_on'])
		.select(decimal('v.value').as('value'))
		.execute();

export function measurements(db: Db, known: AsKnown) {
	return db
		.selectFrom('measurement')
		.innerJoin('kpi', 'kpi.id', 'measurement.kpi_id')
		.where('kpi.plan_id', '=', known.planId)
		.where(isReported(known, 'measurement'))
		.select(['measurement.id', 'measurement.kpi_id', 'measurement.organisation_id'])
		.select(['measurement.report_id', 'measurement.measured_on'])
		.select([
			moment('measurement.recorded_at').as('recorded_at'),
			decimal('measurement.value').as('value'),
			decimalOrNull('measurement.numerator').as('numerator'),
			decimalOrNull('measurement.denominator').as('denominator')
		])
		.orderBy('measurement.id')
		.execute();
}

export const budgetLines = (db: Db, known: AsKnown) =>
	versions(db, 'budget_line_version', known, ['element_id', 'cost'])
		.select(sql<number>`v.appropriation_year`.as('fiscal_year'))
		.select(
			sql<string>`(select title from fund_source where id = v.fund_source_id)`.as('fund_source')
		)
		.execute();

/** Totals of what was appropriated and allotted; what was taken back to not set is left out. */
export function released(db: Db, known: AsKnown) {
	return db
		.selectFrom('budget_release')
		.where('plan_id', '=', known.planId)
		.where((eb) =>
			eb.or([eb('recorded_at', 'is', null), wasKnown(known, 'budget_release.recorded_at')])
		)
		.where('amount', 'is not', null)
		.select(['id', 'budget_line_id', 'stage', 'as_of', 'amount'])
		.select([momentOrNull('budget_release.recorded_at').as('recorded_at')])
		.orderBy('budget_line_id')
		.orderBy('id')
		.execute();
}

export function spending(db: Db, known: AsKnown) {
	return db
		.selectFrom('spending')
		.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', known.planId)
		.where(isReported(known, 'spending'))
		.select(['spending.id', 'spending.budget_line_id', 'spending.as_of'])
		.select([moment('spending.recorded_at').as('recorded_at')])
		.select(['spending.obligation', 'spending.disbursement'])
		.orderBy('spending.id')
		.execute();
}
