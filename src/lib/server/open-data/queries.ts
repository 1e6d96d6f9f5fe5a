/** What of a plan the API sends besides its figures. */
import { textNames } from '#lib/kinds/field.ts';
import { kpi, type KpiTexts } from '#lib/kinds/kpi.ts';
import type { Db } from '../db/connect.ts';
import type { ProvenanceDocument } from './shapes/object.ts';

export async function kpiTexts(db: Db, planId: string): Promise<Map<string, KpiTexts>> {
	const rows = await db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('element.plan_id', '=', planId)
		.select('kpi.id')
		.select(textNames(kpi).map((name) => `kpi.${name}` as const))
		.execute();
	return new Map(rows.map(({ id, ...texts }) => [id, texts]));
}

export function notes(db: Db, planId: string) {
	return db
		.selectFrom('plan_note')
		.where('plan_id', '=', planId)
		.select(['id', 'code', 'topic', 'subtopic', 'marker', 'text'])
		.orderBy('position')
		.execute();
}

/** Where the title of each plan comes from, by plan id. */
export async function planTitleSources(db: Db): Promise<Map<string, ProvenanceDocument>> {
	const rows = await db
		.selectFrom('provenance')
		.where('plan_id', 'is not', null)
		.where('field', '=', 'title')
		.select(['plan_id', 'kind', 'quote', 'reason'])
		.execute();
	return new Map(
		rows.map(({ plan_id, kind, quote, reason }) => [
			plan_id ?? '',
			{ kind, ...(quote !== null && { quote }), ...(reason !== null && { reason }) }
		])
	);
}
