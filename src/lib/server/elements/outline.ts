/** The plan's tree as an outline for work: what is set for each element, and what is not. */
import { sql } from 'kysely';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { Money } from '#lib/domain/records/records.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { inPlanOrder, type Ordered } from './plan-order.ts';

interface Row {
	id: string;
	parentId: string | null;
	kind: ElementKind;
	code: string;
	title: string;
	version: number;
	weight: string | null;
	plannedStart: string | null;
	plannedEnd: string | null;
	/** The lead's acronym. */
	lead: string | null;
	/** How many co-leads and reporters stand beside the lead. */
	others: number;
	kpis: number;
	/** Appropriated over all its lines; null where none is set. */
	budget: Money | null;
}

export type OutlineRow = Ordered<Row>;

/** The live elements in the plan's order, parents before children. */
export async function outline(db: Db, planId: string): Promise<OutlineRow[]> {
	const rows = await db
		.selectFrom('element')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.leftJoin(owned(db, planId), (join) => join.onRef('owned.element_id', '=', 'element.id'))
		.leftJoin(counted(db, planId), (join) => join.onRef('counted.element_id', '=', 'element.id'))
		.leftJoin(funded(db, planId), (join) => join.onRef('funded.element_id', '=', 'element.id'))
		.select([
			'element.id',
			'parent_id as parentId',
			'kind',
			'element.code',
			'title',
			'version',
			'weight',
			'planned_start as plannedStart',
			'planned_end as plannedEnd',
			'owned.lead',
			'owned.others',
			'counted.kpis',
			'funded.budget'
		])
		.orderBy('position')
		.orderBy('element.id')
		.execute();
	return inPlanOrder(
		rows.map(({ weight, others, kpis, budget, ...row }) => ({
			...row,
			weight: weight === null ? null : plainDecimal(weight),
			others: Number(others ?? 0),
			kpis: Number(kpis ?? 0),
			budget: budget === null ? null : parseMoney(budget)
		}))
	);
}

const owned = (db: Db, planId: string) =>
	db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.innerJoin('organisation', 'organisation.id', 'owner.organisation_id')
		.where('element.plan_id', '=', planId)
		.where('owner.valid_to', 'is', null)
		.groupBy('owner.element_id')
		.select([
			'owner.element_id',
			sql<string | null>`max(organisation.acronym) filter (where owner.role = 'lead')`.as('lead'),
			sql<string>`count(*) filter (where owner.role <> 'lead')`.as('others')
		])
		.as('owned');

const counted = (db: Db, planId: string) =>
	db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('element.plan_id', '=', planId)
		.where('kpi.retired_at', 'is', null)
		.groupBy('kpi.element_id')
		.select((eb) => ['kpi.element_id', eb.fn.countAll<string>().as('kpis')])
		.as('counted');

const funded = (db: Db, planId: string) =>
	db
		.selectFrom('budget_line as line')
		.innerJoin('element', 'element.id', 'line.element_id')
		.where('element.plan_id', '=', planId)
		.groupBy('line.element_id')
		.select((eb) => [
			'line.element_id',
			eb.fn.sum<string | null>('line.appropriation').as('budget')
		])
		.as('funded');

/** By the served element's id: the codes of the live elements that also serve it. */
export async function servedBy(db: Db, planId: string): Promise<Map<string, string[]>> {
	const rows = await db
		.selectFrom('element_link as link')
		.innerJoin('element', 'element.id', 'link.element_id')
		.where('link.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.select(['link.serves_id', 'element.code'])
		.orderBy('element.code')
		.execute();
	const groups = Map.groupBy(rows, (row) => row.serves_id);
	return new Map([...groups].map(([id, of]) => [id, of.map((row) => row.code)]));
}

export interface RetiredRow {
	id: string;
	kind: ElementKind;
	code: string;
	title: string;
	retiredAt: Date;
	reason: string;
}

/** At most so many retired elements are listed. */
const retiredLimit = 100;

export async function retired(db: Db, planId: string): Promise<RetiredRow[]> {
	return await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is not', null)
		.select(['id', 'kind', 'code', 'title'])
		.select((eb) => [
			eb.ref('retired_at').$notNull().as('retiredAt'),
			eb.ref('retired_reason').$notNull().as('reason')
		])
		.orderBy('retired_at', 'desc')
		.limit(retiredLimit)
		.execute();
}
