/** A plan's raw facts for open data, as they were entered: each kind of row in one query. */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';

/** A moment with its offset, written by the database. */
const moment = (column: string) =>
	// every connection's own zone is UTC
	sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')`;

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
		.leftJoin('organisation_succession as after', 'after.predecessor_id', 'organisation.id')
		.where(named)
		.distinctOn('organisation.id')
		.select(['organisation.id', 'acronym', 'name', 'kind', 'valid_from', 'valid_to'])
		.select('after.successor_id')
		.orderBy('organisation.id')
		.orderBy('after.successor_id')
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

export function elements(db: Db, planId: string) {
	return db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select(['id', 'kind', 'code', 'title', 'parent_id', 'position', 'applicable'])
		.select(['planned_start', 'planned_end', decimalOrNull('weight').as('weight')])
		.orderBy('id')
		.execute();
}

export function milestones(db: Db, planId: string) {
	return db
		.selectFrom('milestone')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.select(['milestone.id', 'milestone.element_id', 'milestone.position', 'milestone.title'])
		.select(['milestone.planned_on', decimal('milestone.weight').as('weight')])
		.orderBy('milestone.id')
		.execute();
}

export function milestonesReached(db: Db, known: AsKnown) {
	return db
		.selectFrom('milestone_reached as reached')
		.innerJoin('milestone', 'milestone.id', 'reached.milestone_id')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.where('element.plan_id', '=', known.planId)
		.where(wasKnown(known, 'reached.recorded_at'))
		.select(['reached.id', 'reached.milestone_id', 'reached.reached_on'])
		.select(moment('reached.recorded_at').as('recorded_at'))
		.orderBy('reached.id')
		.execute();
}

export function periods(db: Db, planId: string) {
	return db
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
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
				.on(wasKnown(known, 'step.occurred_at'))
		)
		.where('period.plan_id', '=', known.planId)
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
		.where(wasKnown(known, 'update.recorded_at'))
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

export function kpis(db: Db, planId: string) {
	return db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('kpi.plan_id', '=', planId)
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.select(['kpi.id', 'kpi.element_id', 'kpi.code', 'kpi.title', 'kpi.unit', 'kpi.unit_kind'])
		.select(['kpi.direction', 'kpi.frequency', 'kpi.over_time', 'kpi.over_organisations'])
		.select([
			'kpi.baseline_on',
			decimalOrNull('kpi.unit_low').as('unit_low'),
			decimalOrNull('kpi.unit_high').as('unit_high'),
			decimalOrNull('kpi.baseline_value').as('baseline_value'),
			decimalOrNull('kpi.range_low').as('range_low'),
			decimalOrNull('kpi.range_high').as('range_high'),
			decimalOrNull('kpi.range_zero_distance').as('range_zero_distance'),
			decimal('kpi.tolerance').as('tolerance')
		])
		.orderBy('kpi.id')
		.execute();
}

export function targets(db: Db, planId: string) {
	return db
		.selectFrom('kpi_target')
		.innerJoin('kpi', 'kpi.id', 'kpi_target.kpi_id')
		.where('kpi.plan_id', '=', planId)
		.where('kpi.retired_at', 'is', null)
		.select(['kpi_target.kpi_id', 'kpi_target.due_on', decimal('kpi_target.value').as('value')])
		.orderBy('kpi_target.kpi_id')
		.orderBy('kpi_target.due_on')
		.execute();
}

export function measurements(db: Db, known: AsKnown) {
	return db
		.selectFrom('measurement')
		.innerJoin('kpi', 'kpi.id', 'measurement.kpi_id')
		.where('kpi.plan_id', '=', known.planId)
		.where('kpi.retired_at', 'is', null)
		.where(wasKnown(known, 'measurement.recorded_at'))
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

export function budgetLines(db: Db, planId: string) {
	return db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.select(['line.id', 'line.element_id', 'fund_source.title as fund_source'])
		.select(['line.appropriation_year as fiscal_year', 'line.cost'])
		.select(['line.appropriation', 'line.allotment'])
		.orderBy('line.id')
		.execute();
}

export function spending(db: Db, known: AsKnown) {
	return db
		.selectFrom('spending')
		.innerJoin('budget_line as line', 'line.id', 'spending.budget_line_id')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', known.planId)
		.where('element.retired_at', 'is', null)
		.where(wasKnown(known, 'spending.recorded_at'))
		.select(['spending.id', 'spending.budget_line_id', 'spending.as_of'])
		.select([moment('spending.recorded_at').as('recorded_at')])
		.select(['spending.obligation', 'spending.disbursement'])
		.orderBy('spending.id')
		.execute();
}
