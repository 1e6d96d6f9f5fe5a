/**
 * Reads a plan as the arithmetic wants it. One plan is a handful of indexed queries, each for the
 * whole plan; nothing is asked row by row.
 */
import { sql, type Selectable } from 'kysely';
import type { IsoDate, PlanRecord } from '#lib/domain/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanTable } from '../db/schema.ts';
import { endOfDay, type AsKnown } from './as-known.ts';
import { budgetLines, kpis, milestones, owners, terms, updates } from './parts.ts';

export type PlanRow = Selectable<PlanTable>;

/** The plan with this slug, or undefined. */
export function find(db: Db, slug: string): Promise<PlanRow | undefined> {
	return db.selectFrom('plan').selectAll().where('slug', '=', slug).executeTakeFirst();
}

/** One text for the revisions of all plans: while it is the same, nothing that any plan shows has changed. */
export async function revisions(db: Db): Promise<string> {
	const { digest } = await db
		.selectFrom('plan')
		.select(
			sql<string>`coalesce(md5(string_agg(concat_ws(' ', id, seed_digest, revision), ',' order by id)), '')`.as(
				'digest'
			)
		)
		.executeTakeFirstOrThrow();
	return digest;
}

/** All plans: published ones by title, then demonstrations. */
export function list(db: Db): Promise<PlanRow[]> {
	return db.selectFrom('plan').selectAll().orderBy('demonstration').orderBy('title').execute();
}

/**
 * Everything that the plan's figures rest on, as known on `asOf`.
 *
 * @param today the day in the plan's time zone; asking for it reads the current rows
 */
export async function record(
	db: Db,
	plan: PlanRow,
	asOf: IsoDate,
	today: IsoDate
): Promise<PlanRecord> {
	const known: AsKnown = {
		planId: plan.id,
		asOf,
		timeZone: plan.time_zone,
		current: asOf >= today
	};
	const [
		rows,
		alsoServes,
		periods,
		reports,
		ofOwners,
		ofMilestones,
		ofTerms,
		ofUpdates,
		ofKpis,
		lines
	] = await Promise.all([
		elements(db, plan.id),
		links(db, plan.id),
		reportingPeriods(db, plan.id),
		reportStates(db, known),
		owners(db, plan.id),
		milestones(db, known),
		terms(db, plan.id),
		updates(db, known),
		kpis(db, known),
		budgetLines(db, known)
	]);
	return {
		id: plan.id,
		slug: plan.slug,
		title: plan.title,
		currency: plan.currency,
		language: plan.language,
		demonstration: plan.demonstration,
		periodStart: plan.period_start,
		periodEnd: plan.period_end,
		fiscalYearStartMonth: plan.fiscal_year_start_month,
		rollUpMethod: plan.roll_up_method,
		goalStatusRule: plan.goal_status_rule,
		confidenceRules: plan.confidence_rules,
		coverageThreshold: Number(plan.coverage_threshold),
		revision: Number(plan.revision),
		elements: rows.map((row) => ({
			id: row.id,
			parentId: row.parent_id,
			kind: row.kind,
			position: row.position,
			code: row.code,
			title: row.title,
			shortTitle: row.short_title,
			weight: row.weight === null ? null : Number(row.weight),
			critical: row.critical,
			applicable: row.applicable,
			plannedStart: row.planned_start,
			plannedEnd: row.planned_end,
			forecastStart: row.forecast_start,
			forecastEnd: row.forecast_end,
			owners: ofOwners.get(row.id) ?? [],
			milestones: ofMilestones.get(row.id) ?? [],
			terms: ofTerms.get(row.id) ?? [],
			update: ofUpdates.get(row.id) ?? null
		})),
		kpis: ofKpis,
		budgetLines: lines,
		alsoServes,
		periods,
		reports
	};
}

/** Parents before children, siblings by position. */
async function elements(db: Db, planId: string) {
	const rows = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select([
			'id',
			'parent_id',
			'kind',
			'position',
			'code',
			'title',
			'short_title',
			'weight',
			'critical',
			'applicable',
			'planned_start',
			'planned_end',
			'forecast_start',
			'forecast_end'
		])
		.orderBy('position')
		.orderBy('id')
		.execute();
	const children = Map.groupBy(rows, (row) => row.parent_id);
	const inOrder = (parent: string | null): typeof rows =>
		(children.get(parent) ?? []).flatMap((row) => [row, ...inOrder(row.id)]);
	return inOrder(null);
}

/** Links between elements that are both still in the plan. */
function links(db: Db, planId: string) {
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

function reportingPeriods(db: Db, planId: string) {
	return db
		.selectFrom('reporting_period')
		.where('plan_id', '=', planId)
		.select(['id', 'label', 'starts_on as startsOn', 'ends_on as endsOn', 'due_on as dueOn'])
		.orderBy('ends_on')
		.execute();
}

/** The last state of each report that was known on the day. */
async function reportStates(db: Db, known: AsKnown) {
	const rows = await db
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
	return rows;
}
