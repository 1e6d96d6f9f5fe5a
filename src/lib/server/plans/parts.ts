/** What hangs on a plan's elements, each kind in one query, keyed by element. */
import { sql } from 'kysely';
import { parseMoney } from '#lib/domain/money.ts';
import type {
	BudgetLineRecord,
	KpiRecord,
	MeasurementRecord,
	MilestoneRecord,
	OwnerRecord,
	UpdateRecord
} from '#lib/domain/records.ts';
import type { Db } from '../db/connect.ts';
import { endOfDay, type AsKnown } from './as-known.ts';

const numeric = (text: string | null) => (text === null ? null : Number(text));
const amount = (text: string | null) => (text === null ? null : parseMoney(text));

function grouped<Row extends { elementId: string }, Item>(
	rows: Row[],
	item: (row: Row) => Item
): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const row of rows) {
		const group = groups.get(row.elementId);
		if (group) group.push(item(row));
		else groups.set(row.elementId, [item(row)]);
	}
	return groups;
}

/** Who owns each element now: lead first, then co-leads, then reporters, by acronym. */
export async function owners(db: Db, planId: string): Promise<Map<string, OwnerRecord[]>> {
	const rows = await db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.innerJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.where('element.plan_id', '=', planId)
		.where('owner.valid_to', 'is', null)
		.select([
			'owner.element_id as elementId',
			'organisation.id as organisationId',
			'organisation.acronym',
			'organisation.name',
			'owner.role',
			sql<string>`coalesce(organisation.reports_through_id, organisation.id)`.as('reportsThroughId')
		])
		.orderBy(sql`array_position(array['lead', 'co_lead', 'reporter'], owner.role)`)
		.orderBy('organisation.acronym')
		.execute();
	return grouped(rows, ({ elementId: _, ...owner }) => owner);
}

export async function milestones(db: Db, known: AsKnown): Promise<Map<string, MilestoneRecord[]>> {
	const rows = await db
		.selectFrom('milestone')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('milestone_reached as reached')
					.whereRef('reached.milestone_id', '=', 'milestone.id')
					.$if(!known.current, (query) => query.where('reached.recorded_at', '<', endOfDay(known)))
					.orderBy('reached.id', 'desc')
					.limit(1)
					.select('reached.reached_on')
					.as('latest'),
			(join) => join.onTrue()
		)
		.where('element.plan_id', '=', known.planId)
		.select([
			'milestone.element_id as elementId',
			'milestone.id',
			'milestone.title',
			'milestone.weight',
			'milestone.planned_on as plannedOn',
			'latest.reached_on as reachedOn'
		])
		.orderBy('milestone.element_id')
		.orderBy('milestone.position')
		.execute();
	return grouped(rows, ({ elementId: _, weight, ...milestone }) => ({
		...milestone,
		weight: Number(weight)
	}));
}

/** Codes of each element's framework terms, in the framework's order. */
export async function terms(db: Db, planId: string): Promise<Map<string, string[]>> {
	const rows = await db
		.selectFrom('element_term')
		.innerJoin('element', 'element.id', 'element_term.element_id')
		.innerJoin('framework_term as term', 'term.id', 'element_term.term_id')
		.where('element.plan_id', '=', planId)
		.select(['element_term.element_id as elementId', 'term.code'])
		.orderBy('term.framework_id')
		.orderBy('term.position')
		.execute();
	return grouped(rows, (row) => row.code);
}

const updateColumns = [
	'activity_update.element_id as elementId',
	'activity_update.id',
	'activity_update.as_of as asOf',
	'activity_update.recorded_at as recordedAt',
	'activity_update.delivery',
	'activity_update.physical_percent as physicalPercent',
	'activity_update.actual_start as actualStart',
	'activity_update.actual_end as actualEnd',
	'activity_update.recovery_on as recoveryOn',
	'activity_update.slippage_cause as slippageCause',
	'activity_update.declared_confidence as declaredConfidence',
	'activity_update.note'
] as const;

/** The latest update of each activity that was known on the day. */
export async function updates(db: Db, known: AsKnown): Promise<Map<string, UpdateRecord>> {
	const ofPlan = db
		.selectFrom('activity_update')
		.innerJoin('element', 'element.id', 'activity_update.element_id')
		.where('element.plan_id', '=', known.planId)
		.select(updateColumns);
	const latest = known.current
		? ofPlan.innerJoin('activity_current', 'activity_current.update_id', 'activity_update.id')
		: ofPlan
				.where('activity_update.recorded_at', '<', endOfDay(known))
				.where('activity_update.as_of', '<=', known.asOf)
				.distinctOn('activity_update.element_id')
				.orderBy('activity_update.element_id')
				.orderBy('activity_update.as_of', 'desc')
				.orderBy('activity_update.id', 'desc');
	const rows = await latest.execute();
	return new Map(rows.map((row) => [row.elementId, asUpdate(row)]));
}

type UpdateRow = Omit<UpdateRecord, 'recordedAt' | 'physicalPercent'> & {
	elementId: string;
	recordedAt: Date;
	physicalPercent: string | null;
};

function asUpdate({
	elementId: _,
	recordedAt,
	physicalPercent,
	...update
}: UpdateRow): UpdateRecord {
	return {
		...update,
		recordedAt: recordedAt.toISOString(),
		physicalPercent: numeric(physicalPercent)
	};
}

/** The plan's KPIs in its order, each with its targets and the measurements known on the day. */
export async function kpis(db: Db, known: AsKnown): Promise<KpiRecord[]> {
	const [rows, targets, measurements] = await Promise.all([
		db
			.selectFrom('kpi')
			.innerJoin('element', 'element.id', 'kpi.element_id')
			.where('element.plan_id', '=', known.planId)
			.where('kpi.retired_at', 'is', null)
			.where('element.retired_at', 'is', null)
			.selectAll('kpi')
			.orderBy('element.code')
			.orderBy('kpi.position')
			.execute(),
		db
			.selectFrom('kpi_target')
			.innerJoin('kpi', 'kpi.id', 'kpi_target.kpi_id')
			.innerJoin('element', 'element.id', 'kpi.element_id')
			.where('element.plan_id', '=', known.planId)
			.select(['kpi_id', 'due_on', 'value'])
			.orderBy('due_on')
			.execute(),
		measurementsOf(db, known)
	]);
	const targetsOf = Map.groupBy(targets, (target) => target.kpi_id);
	const measured = Map.groupBy(measurements, (measurement) => measurement.kpiId);
	return rows.map((row) => ({
		id: row.id,
		elementId: row.element_id,
		code: row.code,
		title: row.title,
		unit: row.unit,
		direction: row.direction,
		frequency: row.frequency,
		overTime: row.over_time,
		overOrganisations: row.over_organisations,
		baselineValue: numeric(row.baseline_value),
		baselineOn: row.baseline_on,
		rangeLow: numeric(row.range_low),
		rangeHigh: numeric(row.range_high),
		rangeZeroDistance: numeric(row.range_zero_distance),
		tolerance: Number(row.tolerance),
		targets: (targetsOf.get(row.id) ?? []).map((target) => ({
			dueOn: target.due_on,
			value: Number(target.value)
		})),
		measurements: (measured.get(row.id) ?? []).map(({ kpiId: _, ...measurement }) => measurement)
	}));
}

async function measurementsOf(
	db: Db,
	known: AsKnown
): Promise<(MeasurementRecord & { kpiId: string })[]> {
	const rows = await db
		.selectFrom('measurement')
		.innerJoin('kpi', 'kpi.id', 'measurement.kpi_id')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('element.plan_id', '=', known.planId)
		.where('measurement.measured_on', '<=', known.asOf)
		.$if(!known.current, (query) => query.where('measurement.recorded_at', '<', endOfDay(known)))
		.distinctOn(['measurement.kpi_id', 'measurement.measured_on', 'measurement.organisation_id'])
		.orderBy('measurement.kpi_id')
		.orderBy('measurement.measured_on')
		.orderBy('measurement.organisation_id')
		.orderBy('measurement.id', 'desc')
		.select([
			'measurement.kpi_id as kpiId',
			'measurement.id',
			'measurement.measured_on as measuredOn',
			'measurement.recorded_at as recordedAt',
			'measurement.organisation_id as organisationId',
			'measurement.value',
			'measurement.numerator',
			'measurement.denominator'
		])
		.execute();
	return rows.map((row) => ({
		...row,
		recordedAt: row.recordedAt.toISOString(),
		value: Number(row.value),
		numerator: numeric(row.numerator),
		denominator: numeric(row.denominator)
	}));
}

/** The plan's budget lines with the latest spending that was known on the day. */
export async function budgetLines(db: Db, known: AsKnown): Promise<BudgetLineRecord[]> {
	const rows = await db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.$if(known.current, (query) =>
			query.leftJoin('spending_current', 'spending_current.budget_line_id', 'line.id')
		)
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('spending')
					.$if(known.current, (query) =>
						query.where('spending.id', '=', sql<string>`spending_current.spending_id`)
					)
					.$if(!known.current, (query) =>
						query
							.whereRef('spending.budget_line_id', '=', 'line.id')
							.where('spending.recorded_at', '<', endOfDay(known))
							.where('spending.as_of', '<=', known.asOf)
							.orderBy('spending.as_of', 'desc')
							.orderBy('spending.id', 'desc')
							.limit(1)
					)
					.select(['spending.obligation', 'spending.disbursement', 'spending.as_of'])
					.as('spent'),
			(join) => join.onTrue()
		)
		.where('element.plan_id', '=', known.planId)
		.where('element.retired_at', 'is', null)
		.select([
			'line.id',
			'line.element_id as elementId',
			'fund_source.title as fundSource',
			'line.appropriation_year as appropriationYear',
			'line.appropriation',
			'line.allotment',
			'spent.obligation',
			'spent.disbursement',
			'spent.as_of as spendingAsOf'
		])
		.orderBy('line.element_id')
		.orderBy('line.appropriation_year')
		.orderBy('fund_source.code')
		.execute();
	return rows.map((row) => ({
		...row,
		appropriation: amount(row.appropriation),
		allotment: amount(row.allotment),
		obligation: amount(row.obligation),
		disbursement: amount(row.disbursement)
	}));
}
