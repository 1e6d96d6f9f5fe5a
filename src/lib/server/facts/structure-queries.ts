/** What a plan sets out: each kind of record in one query for the whole plan, with all its versions. */
import { sql, type RawBuilder } from 'kysely';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { RevisionCame } from '#lib/domain/editions/planned-courses.ts';
import type { PlanHistory } from '#lib/domain/editions/structure.ts';
import type { DatedTotal } from '#lib/domain/editions/totals.ts';
import type { OverrideDecision } from '#lib/domain/records/overrides.ts';
import type { IsoDate, PeriodRecord, TermTag } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { writtenMoment } from './as-known.ts';
import { isClosed } from './report-standing.ts';

type OfElement<Row> = Row & { elementId: string };

const integer = (column: string): RawBuilder<number> => sql<number>`${sql.ref(column)}::int`;

/** Which version of its record a row of `v` is. */
const dated = [
	'v.id',
	'v.holds_from as holdsFrom',
	integer('v.revision').as('revision'),
	'v.retired'
] as const;

const numberOf = (text: string | null) => (text === null ? null : Number(text));
const amountOf = (text: string | null) => (text === null ? null : parseMoney(text));

/** An amendment as a joined row has it; null: there was none. */
function amendmentOf(row: {
	id: string | null;
	title: string | null;
	number: string | null;
	on: IsoDate | null;
	address: string | null;
}): RevisionCame['amendment'] {
	const { id, title, number, on, address } = row;
	if (id === null || title === null) return null;
	return { id, title, instrument: number !== null && on !== null ? { number, on, address } : null };
}

/** How each revision of a plan came about, ascending. */
export async function revisions(db: Db, planId: string): Promise<RevisionCame[]> {
	const rows = await db
		.selectFrom('plan_revision')
		.innerJoin('plan', 'plan.id', 'plan_revision.plan_id')
		.leftJoin('amendment', 'amendment.id', 'plan_revision.amendment_id')
		.where('plan_revision.plan_id', '=', planId)
		.select([
			integer('plan_revision.revision').as('revision'),
			sql<IsoDate | null>`(recorded_at at time zone plan.time_zone)::date`.as('recordedOn'),
			'plan_revision.way'
		])
		.select(['amendment.id', 'amendment.title'])
		.select(['amendment.instrument_number as number', 'amendment.instrument_on as on'])
		.select('amendment.instrument_address as address')
		.orderBy('plan_revision.revision')
		.execute();
	return rows.map(({ revision, recordedOn, way, ...amendment }) => ({
		...{ revision, recordedOn },
		way: way === 'correction' || way === 'amendment' ? way : 'adopted',
		amendment: amendmentOf(amendment)
	}));
}

export async function settings(db: Db, planId: string): Promise<PlanHistory['settings']> {
	const rows = await db
		.selectFrom('plan_version as v')
		.where('v.plan_id', '=', planId)
		.select([...dated, 'v.title', 'v.currency'])
		.select(['v.period_start as periodStart', 'v.period_end as periodEnd'])
		.select(['v.fiscal_year_start_month as fiscalYearStartMonth'])
		.select(['v.roll_up_method as rollUpMethod', 'v.goal_status_rule as goalStatusRule'])
		.select(['v.confidence_rules as confidenceRules', 'v.coverage_threshold'])
		.execute();
	return rows.map(({ coverage_threshold, ...row }) => ({
		...row,
		coverageThreshold: Number(coverage_threshold)
	}));
}

/** By position among their siblings. */
export async function elements(db: Db, planId: string): Promise<PlanHistory['elements']> {
	const rows = await db
		.selectFrom('element_version as v')
		.where('v.plan_id', '=', planId)
		.select([
			...dated,
			'v.parent_id as parentId',
			'v.kind',
			'v.position',
			'v.code',
			'v.title',
			'v.short_title as shortTitle',
			'v.weight',
			'v.critical',
			'v.applicable',
			'v.planned_start as plannedStart',
			'v.planned_end as plannedEnd',
			'v.forecast_start as forecastStart',
			'v.forecast_end as forecastEnd'
		])
		.orderBy('v.id')
		.execute();
	return rows.map((row) => ({ ...row, weight: numberOf(row.weight) }));
}

export function links(db: Db, planId: string): Promise<PlanHistory['links']> {
	return db
		.selectFrom('element_link_version as v')
		.where('v.plan_id', '=', planId)
		.select([...dated, 'v.element_id as elementId', 'v.serves_id as servesId'])
		.orderBy('v.id')
		.execute();
}

/** Those opened so far, by end; of some that end on one day the shortest comes last. */
export function periods(db: Db, planId: string): Promise<PeriodRecord[]> {
	return db
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
		.select(['id', 'label', 'starts_on as startsOn', 'ends_on as endsOn', 'due_on as dueOn'])
		.select(isClosed('reporting_period.id').as('closed'))
		.select((eb) =>
			eb
				.selectFrom('period_step as opening')
				.whereRef('opening.period_id', '=', 'reporting_period.id')
				.where('opening.step', '=', 'opened')
				.select(writtenMoment('opening.occurred_at').as('at'))
				.limit(1)
				.as('openedAt')
		)
		.orderBy('ends_on')
		.orderBy('starts_on')
		.execute();
}

/** Lead first, then co-leads, then reporters, by acronym. */
export function owners(db: Db, planId: string): Promise<PlanHistory['owners']> {
	return db
		.selectFrom('owner_version as v')
		.innerJoin('organisation', 'organisation.id', 'v.organisation_id')
		.where('v.plan_id', '=', planId)
		.select([
			...dated,
			'v.element_id as elementId',
			'v.organisation_id as organisationId',
			'v.role'
		])
		.orderBy(sql`array_position(array['lead', 'co_lead', 'reporter'], v.role)`)
		.orderBy('organisation.acronym')
		.execute();
}

export async function milestones(db: Db, planId: string): Promise<PlanHistory['milestones']> {
	const rows = await db
		.selectFrom('milestone_version as v')
		.where('v.plan_id', '=', planId)
		.select([...dated, 'v.element_id as elementId', 'v.title', 'v.weight'])
		.select(['v.planned_on as plannedOn', 'v.position'])
		.orderBy('v.position')
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

/** Each element's terms, by framework and in its order. */
export function terms(db: Db, planId: string): Promise<PlanHistory['terms']> {
	return db
		.selectFrom('element_term_version as v')
		.innerJoin('framework_term as term', 'term.id', 'v.term_id')
		.where('v.plan_id', '=', planId)
		.select([...dated, 'v.element_id as elementId', 'v.term_id as termId', 'term.code'])
		.orderBy('term.framework_id')
		.orderBy('term.axis_id')
		.orderBy('term.position')
		.execute();
}

/** The terms of a list of their ids, by framework and in its order. */
const termsIn = (column: 'v.terms') => sql<TermTag[]>`(
	select coalesce(
		json_agg(
			json_build_object('id', term.id::text, 'code', term.code)
			order by term.framework_id, term.axis_id, term.position
		), '[]'
	)
	from framework_term term where term.id = any (${sql.ref(column)})
)`;

/** By position among those of their element. */
export async function kpis(db: Db, planId: string): Promise<PlanHistory['kpis']> {
	const rows = await db
		.selectFrom('kpi_version as v')
		.where('v.plan_id', '=', planId)
		.select([
			...dated,
			'v.element_id as elementId',
			'v.position',
			'v.code',
			'v.title',
			'v.unit',
			'v.unit_kind',
			'v.unit_low',
			'v.unit_high',
			'v.direction',
			'v.frequency',
			'v.over_time as overTime',
			'v.over_organisations as overOrganisations',
			'v.baseline_value as baselineValue',
			'v.baseline_on as baselineOn',
			'v.range_low as rangeLow',
			'v.range_high as rangeHigh',
			'v.range_zero_distance as rangeZeroDistance',
			'v.tolerance',
			'v.result_level as resultLevel',
			'v.measured_until as measuredUntil',
			'v.disaggregation',
			termsIn('v.terms').as('terms')
		])
		.orderBy('v.position')
		.orderBy('v.id')
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
export async function targets(db: Db, planId: string): Promise<PlanHistory['targets']> {
	const rows = await db
		.selectFrom('kpi_target_version as v')
		.where('v.plan_id', '=', planId)
		.select([...dated, 'v.kpi_id as kpiId', 'v.due_on as dueOn', 'v.value'])
		.orderBy('v.due_on')
		.execute();
	return rows.map((row) => ({ ...row, value: Number(row.value) }));
}

/** What each line is expected to cost, by appropriation year and fund source. */
export async function budgetLines(db: Db, planId: string): Promise<PlanHistory['budgetLines']> {
	const rows = await db
		.selectFrom('budget_line_version as v')
		.innerJoin('fund_source', 'fund_source.id', 'v.fund_source_id')
		.where('v.plan_id', '=', planId)
		.select([...dated, 'v.element_id as elementId', 'fund_source.title as fundSource'])
		.select(['v.appropriation_year as appropriationYear', 'v.cost'])
		.orderBy('v.element_id')
		.orderBy('v.appropriation_year')
		.orderBy('fund_source.code')
		.execute();
	return rows.map((row) => ({ ...row, cost: amountOf(row.cost) }));
}

/** Totals of the stages that are released, by line and stage, as {@link totalOn} reads them. */
export async function released(
	db: Db,
	planId: string
): Promise<Map<string, Record<'appropriation' | 'allotment', DatedTotal[]>>> {
	const rows = await db
		.selectFrom('budget_release')
		.where('plan_id', '=', planId)
		.select(['budget_line_id', 'stage', 'as_of as asOf', 'revision', 'amount'])
		.orderBy('as_of')
		.orderBy('id')
		.execute();
	const lines: Awaited<ReturnType<typeof released>> = new Map();
	for (const { budget_line_id, stage, asOf, revision, amount } of rows) {
		const line = lines.get(budget_line_id) ?? { appropriation: [], allotment: [] };
		line[stage].push({ asOf, revision: Number(revision), amount: amountOf(amount) });
		lines.set(budget_line_id, line);
	}
	return lines;
}
