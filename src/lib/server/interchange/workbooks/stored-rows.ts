/** The rows of a plan that a workbook can state. */
import { termNames } from '../../frameworks/queries.ts';
import { sql } from 'kysely';
import type { TotalStage } from '#lib/domain/interchange/roles.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { inPlanOrder } from '../../elements/plan-order.ts';

export const plan = (db: Db, planId: string) =>
	db
		.selectFrom('plan')
		.where('id', '=', planId)
		.select(['slug', 'title', 'currency', 'language', 'period_start', 'period_end'])
		.select(['id', 'time_zone', 'period_revision', 'draft'])
		.executeTakeFirstOrThrow();

/** In the plan's order, retired ones among them. */
async function elements(db: Db, planId: string) {
	const rows = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.selectAll()
		.orderBy('position')
		.orderBy('id')
		.execute();
	return inPlanOrder(rows.map((row) => ({ ...row, parentId: row.parent_id })));
}

const owners = (db: Db, planId: string) =>
	db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.innerJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.where('element.plan_id', '=', planId)
		.where('owner.valid_to', 'is', null)
		.select(['owner.element_id', 'owner.role', 'organisation.acronym'])
		.execute();

const milestones = (db: Db, planId: string) =>
	db
		.selectFrom('milestone')
		.innerJoin('element', 'element.id', 'milestone.element_id')
		.where('element.plan_id', '=', planId)
		.select(['milestone.element_id', 'milestone.title', 'milestone.planned_on', 'milestone.weight'])
		.orderBy('milestone.position')
		.execute();

const terms = (db: Db, planId: string) =>
	db
		.selectFrom('element_term')
		.innerJoin('element', 'element.id', 'element_term.element_id')
		.where('element.plan_id', '=', planId)
		.select(['element_term.element_id', 'element_term.term_id'])
		.execute();

const links = (db: Db, planId: string) =>
	db
		.selectFrom('element_link')
		.innerJoin('element as served', 'served.id', 'element_link.serves_id')
		.where('element_link.plan_id', '=', planId)
		.select(['element_link.element_id', 'served.code'])
		.execute();

const kpis = (db: Db, planId: string) =>
	db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.leftJoin('organisation', 'organisation.id', 'kpi.reporter_id')
		.where('element.plan_id', '=', planId)
		.selectAll('kpi')
		.select(['element.code as element', 'organisation.acronym as reporter'])
		.orderBy('kpi.position')
		.orderBy('kpi.id')
		.execute();

const targets = (db: Db, planId: string) =>
	db
		.selectFrom('kpi_target')
		.innerJoin('kpi', 'kpi.id', 'kpi_target.kpi_id')
		.where('kpi.plan_id', '=', planId)
		.select(['kpi_target.kpi_id', 'kpi_target.due_on', 'kpi_target.value'])
		.orderBy('kpi_target.due_on')
		.execute();

const lines = (db: Db, planId: string) =>
	db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.where('element.plan_id', '=', planId)
		.select(['line.id', 'element.code as element', 'fund_source.code as fund'])
		.select([
			'line.appropriation_year as year',
			'line.cost',
			'line.appropriation',
			'line.allotment'
		])
		.orderBy('line.id')
		.execute();

/**
 * By line: what it was to cost when it was adopted, since when it costs what it does, and since when it is
 * there; null: since the plan was adopted, or it is no plan yet.
 */
async function adoptedCosts(db: Db, planId: string) {
	const { rows } = await sql<{
		id: string;
		original: string | null;
		from: string | null;
		since: string | null;
	}>`
		with held as (
			-- of each day the version that counts
			select distinct on (v.id, v.holds_from) v.id, v.holds_from, v.cost
			from budget_line_version v join plan on plan.id = v.plan_id
			where v.plan_id = ${planId} and not plan.draft and v.holds_from <= plan.current_day
				and not v.retired
			order by v.id, v.holds_from, v.revision desc
		),
		stepped as (
			select *, row_number() over of_line as step, lag(cost) over of_line as before
			from held window of_line as (partition by id order by holds_from)
		)
		select id, max(cost) filter (where step = 1)::text as original,
			(max(holds_from) filter (where step > 1 and cost is distinct from before))::text as from,
			nullif(min(holds_from), '-infinity')::text as since
		from stepped group by id
	`.execute(db);
	return new Map(rows.map((row) => [row.id, row]));
}

/**
 * By line and stage each total that differs from the one before it, by its day; null: from the beginning.
 * Of a line's cost those of its versions, also from a day that comes.
 */
async function totals(db: Db, planId: string) {
	const { rows } = await sql<{
		id: string;
		stage: TotalStage;
		from: string | null;
		amount: string | null;
	}>`
		with held as (
			-- of each day what counts
			(
				select distinct on (v.id, v.holds_from) v.id, 'cost' as stage, v.holds_from as day,
					v.cost as amount, v.retired
				from budget_line_version v where v.plan_id = ${planId}
				order by v.id, v.holds_from, v.revision desc
			)
			union all
			(
				select distinct on (budget_line_id, stage, as_of) budget_line_id, stage, as_of, amount, false
				from budget_release where plan_id = ${planId}
				order by budget_line_id, stage, as_of, id desc
			)
		),
		stepped as (
			select *, lag(amount) over (partition by id, stage order by day) as before
			from held where not retired
		)
		select id, stage, nullif(day, '-infinity')::text as "from", amount::text as amount
		from stepped where amount is distinct from before
		order by id, stage desc, day
	`.execute(db);
	return Map.groupBy(rows, ({ id }) => id);
}

const funds = (db: Db, planId: string) =>
	db
		.selectFrom('fund_source')
		.where('plan_id', '=', planId)
		.select(['code', 'title'])
		.orderBy('id')
		.execute();

export async function ofPlan(db: Db, planId: string) {
	return {
		elements: await elements(db, planId),
		owners: await owners(db, planId),
		milestones: await milestones(db, planId),
		terms: await terms(db, planId),
		links: await links(db, planId),
		kpis: await kpis(db, planId),
		targets: await targets(db, planId),
		lines: await lines(db, planId),
		adoptedCosts: await adoptedCosts(db, planId),
		totals: await totals(db, planId),
		funds: await funds(db, planId),
		allTerms: await termNames(db)
	};
}

/**
 * Keeps others from changing what is compared until the transaction ends. As in every command rows are
 * locked before their plan, so that nobody waits in a circle.
 */
export async function lockRecords(trx: Trx, planId: string): Promise<void> {
	await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.select('id')
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();
	await trx
		.selectFrom('kpi')
		.where('plan_id', '=', planId)
		.select('id')
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();
	await trx
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', planId)
		.select('line.id')
		.orderBy('line.id')
		.forNoKeyUpdate('line')
		.execute();
}
