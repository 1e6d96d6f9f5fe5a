/** From which item of which template something in a plan was taken. */
import type { Origin } from '#lib/domain/templates/origin.ts';
import type { Db } from '../db/connect.ts';
import { holdsHidden } from './queries.ts';

const templateColumns = [
	...(['template.slug', 'template.title as template', 'template.language'] as const),
	...(['plan.slug as plan_slug', 'plan.title as plan_title'] as const),
	...(['plan.language as plan_language'] as const)
] as const;

const elements = (db: Db) =>
	db
		.selectFrom('element')
		.innerJoin('template_element as item', 'item.id', 'element.template_element_id')
		.innerJoin('template', 'template.id', 'item.template_id')
		.innerJoin('plan', 'plan.id', 'template.plan_id')
		.select(templateColumns)
		.select(holdsHidden.as('hidden'))
		.select(['element.id as of', 'item.id', 'item.code', 'item.title', 'item.description']);

const kpis = (db: Db) =>
	db
		.selectFrom('kpi')
		.innerJoin('template_kpi as item', 'item.id', 'kpi.template_kpi_id')
		.innerJoin('template', 'template.id', 'item.template_id')
		.innerJoin('plan', 'plan.id', 'template.plan_id')
		.select(templateColumns)
		.select(holdsHidden.as('hidden'))
		.select(['kpi.id as of', 'item.id', 'item.code', 'item.title'])
		.select('item.definition as description');

type Row = Awaited<ReturnType<ReturnType<typeof elements>['execute']>>[number];

const originOf = (row: Row): Origin => ({
	template: { slug: row.slug, title: row.template, language: row.language },
	plan: {
		...{ slug: row.plan_slug, title: row.plan_title, language: row.plan_language },
		hidden: row.hidden
	},
	item: { id: row.id, code: row.code, title: row.title, text: row.description }
});

/** Of an element; null: it was taken from none. */
export async function ofElement(db: Db, id: string): Promise<Origin | null> {
	const row = await elements(db).where('element.id', '=', id).executeTakeFirst();
	return row ? originOf(row) : null;
}

/** Of a KPI; null: it was taken from none. */
export async function ofKpi(db: Db, id: string): Promise<Origin | null> {
	const row = await kpis(db).where('kpi.id', '=', id).executeTakeFirst();
	return row ? originOf(row) : null;
}

export interface Origins {
	/** By the ids of elements. */
	elements: Map<string, Origin>;
	/** By the ids of KPIs. */
	kpis: Map<string, Origin>;
}

/** Of all that a plan has taken. */
export async function ofPlan(db: Db, planId: string): Promise<Origins> {
	const [ofElements, ofKpis] = await Promise.all([
		elements(db).where('element.plan_id', '=', planId).execute(),
		kpis(db).where('kpi.plan_id', '=', planId).execute()
	]);
	const byId = (rows: Row[]) => new Map(rows.map((row) => [row.of, originOf(row)]));
	return { elements: byId(ofElements), kpis: byId(ofKpis) };
}
