/** What a plan sets out, each kind of row in one query for the whole plan. */
import { sql } from 'kysely';
import type { OverrideDecision } from '#lib/domain/records/overrides.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	KpiRecord,
	MilestoneRecord,
	OwnerRecord,
	PeriodRecord,
	PlanRecord
} from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';

type OfElement<Row> = Row & { elementId: string };

export type ElementRow = Omit<
	ElementRecord,
	'owners' | 'milestones' | 'terms' | 'update' | 'updates'
>;

/** Parents before children, siblings by position; retired elements are left out. */
export async function elements(db: Db, planId: string): Promise<ElementRow[]> {
	const rows = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select([
			'id',
			'parent_id as parentId',
			'kind',
			'position',
			'code',
			'title',
			'short_title as shortTitle',
			'weight',
			'critical',
			'applicable',
			'planned_start as plannedStart',
			'planned_end as plannedEnd',
			'forecast_start as forecastStart',
			'forecast_end as forecastEnd'
		])
		.orderBy('position')
		.orderBy('id')
		.execute();
	const children = Map.groupBy(rows, (row) => row.parentId);
	const inOrder = (parent: string | null): typeof rows =>
		(children.get(parent) ?? []).flatMap((row) => [row, ...inOrder(row.id)]);
	return inOrder(null).map((row) => ({ ...row, weight: numberOf(row.weight) }));
}

const numberOf = (text: string | null) => (text === null ? null : Number(text));
const amountOf = (text: string | null) => (text === null ? null : parseMoney(text));

/** Links between elements that are both still in the plan. */
export function links(db: Db, planId: string): Promise<PlanRecord['alsoServes']> {
	return db
		.selectFrom('element_link as link')
		.innerJoin('element', 'element.id', 'link.element_id')
		.innerJoin('element as served', 'served.id', 'link.serves_id')
		.where('link.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.where('served.retired_at', 'is', null)
		.select(['link.element_id as elementId', 'link.serves_id as servesId'])
		.execute();
}

/** Those opened so far, by end; of some that end on one day the shortest comes last. */
export function periods(db: Db, planId: string): Promise<PeriodRecord[]> {
	return db
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
		.select(['id', 'label', 'starts_on as startsOn', 'ends_on as endsOn', 'due_on as dueOn'])
		.orderBy('ends_on')
		.orderBy('starts_on')
		.execute();
}

/** Who owns each element now: lead first, then co-leads, then reporters, by acronym. */
export function owners(db: Db, planId: string): Promise<OfElement<OwnerRecord>[]> {
	return db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.innerJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.innerJoin('reporting_through', 'reporting_through.organisation_id', 'organisation.id')
		.innerJoin('organisation as through', 'through.id', 'reporting_through.through_id')
		.where('element.plan_id', '=', planId)
		.where('owner.valid_to', 'is', null)
		.select([
			'owner.element_id as elementId',
			'organisation.id as organisationId',
			'organisation.acronym',
			'organisation.name',
			'organisation.valid_to as endedOn',
			'owner.role',
			'through.id as reportsThroughId',
			'through.acronym as reportsThroughAcronym',
			'through.name as reportsThroughName'
		])
		.orderBy(sql`array_position(array['lead', 'co_lead', 'reporter'], owner.role)`)
		.orderBy('organisation.acronym')
		.execute();
}

/** In each element's order. */
export async function milestones(
	db: Db,
	planId: string
): Promise<OfElement<Omit<MilestoneRecord, 'reachedOn'>>[]> {
	const rows = await db
		.selectFrom('milestone')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.where('element.plan_id', '=', planId)
		.select([
			'milestone.element_id as elementId',
			'milestone.id',
			'milestone.title',
			'milestone.weight',
			'milestone.planned_on as plannedOn'
		])
		.orderBy('milestone.element_id')
		.orderBy('milestone.position')
		.execute();
	return rows.map((row) => ({ ...row, weight: Number(row.weight) }));
}

/** What was decided on each element's confidence, in the order in which it was. */
export function overrides(db: Db, planId: string): Promise<OfElement<OverrideDecision>[]> {
	return db
		.selectFrom('confidence_override as one')
		.innerJoin('element', 'element.id', 'one.element_id')
		.where('element.plan_id', '=', planId)
		.select(['one.element_id as elementId', 'one.confidence', 'one.reason'])
		.select(['one.set_on as setOn', 'one.expires_on as expiresOn'])
		.orderBy('one.id')
		.execute();
}

/** Codes of each element's framework terms, in the framework's order. */
export function terms(db: Db, planId: string): Promise<OfElement<{ code: string }>[]> {
	return db
		.selectFrom('element_term')
		.innerJoin('element', 'element.id', 'element_term.element_id')
		.innerJoin('framework_term as term', 'term.id', 'element_term.term_id')
		.where('element.plan_id', '=', planId)
		.select(['element_term.element_id as elementId', 'term.code'])
		.orderBy('term.framework_id')
		.orderBy('term.position')
		.execute();
}

/** In the plan's order. */
export async function kpis(
	db: Db,
	planId: string
): Promise<Omit<KpiRecord, 'fiscalYearStartMonth' | 'targets' | 'measurements'>[]> {
	const rows = await db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('kpi.plan_id', '=', planId)
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.select([
			'kpi.id',
			'kpi.element_id as elementId',
			'kpi.code',
			'kpi.title',
			'kpi.unit',
			'kpi.unit_kind',
			'kpi.unit_low',
			'kpi.unit_high',
			'kpi.direction',
			'kpi.frequency',
			'kpi.over_time as overTime',
			'kpi.over_organisations as overOrganisations',
			'kpi.baseline_value as baselineValue',
			'kpi.baseline_on as baselineOn',
			'kpi.range_low as rangeLow',
			'kpi.range_high as rangeHigh',
			'kpi.range_zero_distance as rangeZeroDistance',
			'kpi.tolerance'
		])
		.orderBy('element.code')
		.orderBy('kpi.position')
		.execute();
	return rows.map(({ unit, unit_kind: kind, unit_low, unit_high, ...row }) => ({
		...row,
		unit: { kind, label: unit, low: numberOf(unit_low), high: numberOf(unit_high) },
		baselineValue: numberOf(row.baselineValue),
		rangeLow: numberOf(row.rangeLow),
		rangeHigh: numberOf(row.rangeHigh),
		rangeZeroDistance: numberOf(row.rangeZeroDistance),
		tolerance: Number(row.tolerance)
	}));
}

/** By due date. */
export async function targets(
	db: Db,
	planId: string
): Promise<(KpiRecord['targets'][number] & { kpiId: string })[]> {
	const rows = await db
		.selectFrom('kpi_target')
		.innerJoin('kpi', 'kpi.id', 'kpi_target.kpi_id')
		.where('kpi.plan_id', '=', planId)
		.select(['kpi_id as kpiId', 'due_on as dueOn', 'value'])
		.orderBy('due_on')
		.execute();
	return rows.map((row) => ({ ...row, value: Number(row.value) }));
}

/** What each line was given; what was spent of it is reported. */
export async function budgetLines(
	db: Db,
	planId: string
): Promise<Omit<BudgetLineRecord, 'obligation' | 'disbursement' | 'spendingAsOf'>[]> {
	const rows = await db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.select([
			'line.id',
			'line.element_id as elementId',
			'fund_source.title as fundSource',
			'line.appropriation_year as appropriationYear',
			'line.cost',
			'line.appropriation',
			'line.allotment'
		])
		.orderBy('line.element_id')
		.orderBy('line.appropriation_year')
		.orderBy('fund_source.code')
		.execute();
	return rows.map((row) => ({
		...row,
		cost: amountOf(row.cost),
		appropriation: amountOf(row.appropriation),
		allotment: amountOf(row.allotment)
	}));
}
