/** What of a plan becomes the items of a template: words and definitions, nothing that was set or reported. */
import { provenanceNames } from '#lib/kinds/field.ts';
import { kpi as kpiKind } from '#lib/kinds/kpi.ts';
import type { KeptProvenance } from '#lib/domain/templates/template.ts';
import type { Trx } from '../db/connect.ts';
import { templateKpiColumns } from '../db/schema/templates.ts';
import { inPlanOrder } from '../elements/plan-order.ts';
import { holding, type HeldIn } from '../plans/texts.ts';
import { elementKey, kpiKey, toKeep, type SubjectKey } from '../provenance/queries.ts';

const words = ['code', 'title', 'short_title', 'description', 'deliverable_defined'] as const;
const ofElement = new Set<string>([...words, 'kind', 'split', 'terms', 'also_serves']);
const ofKpi = new Set([...provenanceNames(kpiKind, templateKpiColumns), 'code', 'disaggregation']);

const byPosition = (
	one: { id: string; position: number },
	other: { id: string; position: number }
) => one.position - other.position || Number(one.id) - Number(other.id);

/** What a template would hold of a plan. */
export async function parts(trx: Trx, held: HeldIn) {
	const [elements, kpis] = await Promise.all([
		holding(trx, 'element', ['kind', 'parent_id', 'position', ...words], held),
		holding(
			trx,
			'kpi',
			['element_id', 'position', 'code', 'disaggregation', ...templateKpiColumns],
			held
		)
	]);
	const ordered = inPlanOrder(
		elements.map((row) => ({ ...row, parentId: row.parent_id })).sort(byPosition)
	);
	const ids = new Set(ordered.map(({ id }) => id));
	const measured = Map.groupBy(kpis.sort(byPosition), (row) => row.element_id);
	return { ids, elements: ordered, kpis: ordered.flatMap(({ id }) => measured.get(id) ?? []) };
}

type Parts = Awaited<ReturnType<typeof parts>>;
type Kept = Map<SubjectKey, KeptProvenance[]>;

const keptOf = (kept: Kept, key: SubjectKey, fields: ReadonlySet<string>): string =>
	JSON.stringify(
		(kept.get(key) ?? []).filter(({ field }) => fields.has(field) || field.startsWith('terms.'))
	);

/** Writes elements; the ids of their items by their own. */
async function insertElements(
	trx: Trx,
	template_id: string,
	{ elements }: Parts,
	kept: Kept
): Promise<Map<string, string>> {
	const items = new Map<string, string>();
	for (const [position, element] of elements.entries()) {
		const { id } = await trx
			.insertInto('template_element')
			.values({
				...{ template_id, position, kind: element.kind, element_id: element.id },
				...{ code: element.code, title: element.title },
				...{ short_title: element.short_title, description: element.description },
				deliverable_defined: element.deliverable_defined,
				parent_id: items.get(element.parentId ?? '') ?? null,
				provenance: keptOf(kept, elementKey(element.id), ofElement)
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		items.set(element.id, id);
	}
	return items;
}

async function insertKpis(
	trx: Trx,
	template_id: string,
	{ kpis }: Parts,
	{ kept, items }: { kept: Kept; items: Map<string, string> }
): Promise<void> {
	const places = new Map<string, number>();
	const rows = kpis.map(({ id, element_id, disaggregation, position: _, ...kpi }) => {
		const place = places.get(element_id) ?? 0;
		places.set(element_id, place + 1);
		return {
			...kpi,
			...{ template_id, template_element_id: items.get(element_id)!, position: place },
			...{ kpi_id: id, provenance: keptOf(kept, kpiKey(id), ofKpi) },
			disaggregation: disaggregation && JSON.stringify(disaggregation)
		};
	});
	if (rows.length > 0) await trx.insertInto('template_kpi').values(rows).execute();
}

async function insertTerms(trx: Trx, held: HeldIn, items: Map<string, string>): Promise<void> {
	const terms = await holding(trx, 'element_term', ['element_id', 'term_id'], held);
	const rows = terms.flatMap(({ element_id, term_id }) => {
		const template_element_id = items.get(element_id);
		return template_element_id === undefined ? [] : [{ template_element_id, term_id }];
	});
	if (rows.length === 0) return;
	const inOrder = rows.sort((one, other) => Number(one.term_id) - Number(other.term_id));
	await trx.insertInto('template_term').values(inOrder).execute();
}

async function insertLinks(trx: Trx, held: HeldIn, items: Map<string, string>): Promise<void> {
	const links = await holding(trx, 'element_link', ['element_id', 'serves_id'], held);
	const rows = links.flatMap((link) => {
		const [template_element_id, serves_id] = [
			items.get(link.element_id),
			items.get(link.serves_id)
		];
		if (template_element_id === undefined || serves_id === undefined) return [];
		return [{ template_element_id, serves_id }];
	});
	if (rows.length > 0) await trx.insertInto('template_link').values(rows).execute();
}

/** Copies what a plan holds into a template that has no items; how many elements it has then. */
export async function copyItems(trx: Trx, templateId: string, held: HeldIn): Promise<number> {
	const [ofPlan, kept] = await Promise.all([parts(trx, held), toKeep(trx, held.planId)]);
	const items = await insertElements(trx, templateId, ofPlan, kept);
	await insertKpis(trx, templateId, ofPlan, { kept, items });
	await insertTerms(trx, held, items);
	await insertLinks(trx, held, items);
	return ofPlan.elements.length;
}
