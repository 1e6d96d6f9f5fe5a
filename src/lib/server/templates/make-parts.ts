/** Elements and KPIs that are made of a template's items, each with where its fields come from. */
import { enteredOf, type EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import { changes, type Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import { takenWords } from '#lib/domain/templates/taken-words.ts';
import type {
	KeptProvenance,
	TemplateElement,
	TemplateKpi
} from '#lib/domain/templates/template.ts';
import { provenanceNames } from '#lib/kinds/field.ts';
import { kpi as kpiKind } from '#lib/kinds/kpi.ts';
import type { ElementToMake, KpiToMake, ToMake } from '#lib/domain/templates/taking.ts';
import type { Trx } from '../db/connect.ts';
import { templateKpiColumns } from '../db/schema/templates.ts';
import { lastPosition } from '../elements/siblings.ts';
import { tagField } from '#lib/domain/frameworks/tags.ts';
import { termNames } from '../frameworks/queries.ts';
import { withIds } from '../kpis/parts.ts';
import { edit, type EditedPlan, type Reasoned } from '../writing/editing.ts';
import { NotFound } from '../writing/refusals.ts';
import type { TakenElement, TakenKpi, TakingWords } from './taken-fields.ts';

export type PartsToMake = ToMake<TemplateElement, TemplateKpi>;

export interface MakingParts {
	trx: Trx;
	actor: Actor;
	/** With the batch that all is a part of. */
	plan: EditedPlan;
	reason: string;
	words: TakingWords;
	/** By the id of an item, the element of the plan beneath which it goes. */
	under: Map<string, { id: string; kind: ElementKind; code: string }>;
	/** Ids of elements by the items that they were taken from; what is made is added. */
	ids: Map<string, string>;
}

type Subject = Reasoned['subject'];
interface Item {
	code: string;
	provenance: readonly KeptProvenance[];
}

/** Where fields come from that are as in the template, and those that were changed or are ours. */
function explained(
	subject: Subject,
	item: Item,
	{ unchanged, changed }: { unchanged: readonly string[]; changed: readonly string[] },
	{ plan, reason, words }: MakingParts
): Reasoned[] {
	const own = plan.demonstration ? 'demo' : 'editorial';
	const taken = (field: string) => {
		const { kind, because, ...quoted } = takenWords(item, field, own);
		const isInvented = item.provenance.some((one) => one.field === field && one.kind === 'demo');
		const why = because ?? (isInvented ? words.invented : null);
		return { kind, quoted, why };
	};
	return [
		...unchanged.map((field): Reasoned => {
			const { kind, quoted, why } = taken(field);
			const said = [words.from(item.code), ...(why === null ? [] : [why])].join(' ');
			return { subject, fields: [field], kind, reason: said, words: quoted };
		}),
		...changed.map((field): Reasoned => {
			return { subject, fields: [field], reason, words: taken(field).quoted };
		})
	];
}

/** Names of fields that hold something, by whether they hold the same as the item. */
function compared(item: Record<string, unknown>, made: Record<string, unknown>) {
	const names = Object.keys(made);
	const isSame = (name: string) => item[name] === made[name];
	return {
		unchanged: names.filter((name) => isSame(name) && made[name] !== null),
		changed: names.filter((name) => !isSame(name))
	};
}

/** The columns of an element's words. A short name goes with the title that it shortens. */
const wordsOf = (item: TemplateElement, { code, title, description }: TakenElement) => ({
	...{ code, title, description },
	short_title: title === item.title ? item.shortTitle : null
});

const inTemplate = (item: TemplateElement) => ({
	...{ code: item.code, title: item.title, description: item.description },
	short_title: item.shortTitle
});

async function insertTerms(
	{ trx }: MakingParts,
	id: string,
	{ terms }: TemplateElement
): Promise<void> {
	if (terms.length === 0) return;
	const rows = terms.map((term) => ({ element_id: id, term_id: term.id }));
	await trx.insertInto('element_term').values(rows).execute();
}

interface Named {
	/** What terms are called, by their ids. */
	nameOf: ReadonlyMap<string, string>;
	/** Of the elements that are made, by their items. */
	kinds: ReadonlyMap<string, ElementKind>;
	made: ReadonlyMap<string, TakenElement>;
}

/** Adds one element, as a part of taking many. */
function makeElement(
	{ item, above }: ElementToMake<TemplateElement, TemplateKpi>,
	sent: TakenElement,
	making: MakingParts & Named
): Promise<string> {
	const { trx, actor, plan, reason, ids, under } = making;
	const words = wordsOf(item, sent);
	const among = above?.among === 'taken' ? above.itemId : null;
	const parent =
		among === null
			? (under.get(item.id) ?? null)
			: { id: ids.get(among)!, kind: making.kinds.get(among)!, code: making.made.get(among)!.code };
	const tags = item.terms.map(({ id }) => making.nameOf.get(id)!);
	return edit(trx, actor, plan, {
		...{ action: 'element_added', kind: 'element', reason },
		read: async () => {
			const { kind } = item;
			const told = { kind, parent: parent?.code ?? null, ...words };
			const after: Fields = tags.length > 0 ? { ...told, terms: tags } : told;
			return { code: sent.code, changes: changes({}, after) };
		},
		write: async () => {
			const { id } = await trx
				.insertInto('element')
				.values({
					...{ plan_id: plan.id, kind: item.kind, ...words },
					...{ parent_id: parent?.id ?? null, parent_kind: parent?.kind ?? null },
					position: await lastPosition(trx, plan.id, parent?.id ?? null),
					...{ deliverable_defined: item.deliverableDefined, template_element_id: item.id }
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			await insertTerms(making, id, item);
			const subject = { element_id: id };
			const fields = compared(inTemplate(item), words);
			const alike = [...fields.unchanged, 'kind', ...tags.map(tagField)];
			const flags = item.deliverableDefined ? [] : ['deliverable_defined'];
			const all = { unchanged: [...alike, ...flags], changed: fields.changed };
			return {
				...{ result: id, id },
				explains: [
					...explained(subject, item, all, making),
					{ subject, fields: ['parent', 'position'], reason }
				]
			};
		}
	});
}

/** What served others in the template serves them here, where both are taken or there. */
async function makeLinks({ elements }: PartsToMake, making: MakingParts): Promise<void> {
	const { trx, plan, ids, actor } = making;
	for (const { item } of elements) {
		const served = item.alsoServes.flatMap((id) => ids.get(id) ?? []);
		if (served.length === 0) continue;
		const id = ids.get(item.id)!;
		const subject = { element_id: id };
		await edit(trx, actor, plan, {
			...{ action: 'element_changed', kind: 'element', id, reason: making.reason },
			read: async () => {
				const codes = await trx
					.selectFrom('element')
					.where('id', 'in', [id, ...served])
					.select(['id', 'code'])
					.execute();
				const codeOf = new Map(codes.map((one) => [one.id, one.code]));
				const after = served.map((one) => codeOf.get(one)!).sort();
				return {
					code: codeOf.get(id)!,
					changes: changes({ also_serves: [] }, { also_serves: after })
				};
			},
			write: async () => {
				const rows = served.map((serves_id) => ({ element_id: id, plan_id: plan.id, serves_id }));
				await trx.insertInto('element_link').values(rows).execute();
				const fields = { unchanged: ['also_serves'], changed: [] };
				return { result: undefined, explains: explained(subject, item, fields, making) };
			}
		});
	}
}

/** Makes elements, parents before children, then what they serve besides. */
export async function makeElements(
	made: PartsToMake,
	words: readonly TakenElement[],
	making: MakingParts
): Promise<void> {
	const nameOf = new Map((await termNames(making.trx)).map(({ id, name }) => [id, name]));
	const byItem = new Map(words.map((one) => [one.id, one]));
	const kinds = new Map(made.elements.map(({ item }) => [item.id, item.kind]));
	const all = { ...making, nameOf, kinds, made: byItem };
	for (const one of made.elements)
		making.ids.set(one.item.id, await makeElement(one, byItem.get(one.item.id)!, all));
	await makeLinks(made, making);
}

/** The columns of a KPI's item as they are stored; they come with nothing of its path. */
async function stored(trx: Trx, id: string) {
	const row = await trx
		.selectFrom('template_kpi')
		.where('id', '=', id)
		.select(templateKpiColumns)
		.executeTakeFirst();
	if (!row) throw new NotFound();
	return row;
}

async function nextPlace(trx: Trx, elementId: string): Promise<number> {
	const { next } = await trx
		.selectFrom('kpi')
		.where('element_id', '=', elementId)
		.select((eb) => eb.fn.coalesce(eb(eb.fn.max('position'), '+', 1), eb.val(0)).as('next'))
		.executeTakeFirstOrThrow();
	return Number(next);
}

/** The parts by which a KPI is reported, with ids of its own to come. */
function asNew(disaggregation: Disaggregation): EnteredDisaggregation {
	const { dimensions, crosses } = enteredOf(disaggregation);
	const fresh = dimensions.map(({ terms, ...dimension }) => ({
		...{ ...dimension, id: null },
		terms: terms.map(({ name }) => ({ id: null, name }))
	}));
	return { dimensions: fresh, crosses };
}

/** Adds one KPI, as a part of taking many. */
function makeKpi(
	{ item, of }: KpiToMake<TemplateKpi>,
	sent: TakenKpi,
	making: MakingParts
): Promise<string> {
	const { trx, actor, plan, reason, ids } = making;
	const elementId = of.among === 'plan' ? of.id : ids.get(of.itemId)!;
	const { code, title, definition } = sent;
	return edit(trx, actor, plan, {
		...{ action: 'kpi_added', kind: 'kpi', reason },
		read: async () => {
			const columns = await stored(trx, item.id);
			const means = { means_of_verification: sent.meansOfVerification };
			const made = { ...columns, code, title, definition, ...means };
			const was: Record<string, unknown> = { ...columns, code: item.code };
			return { code, made, was, changes: changes({}, made) };
		},
		write: async (_, { made, was }) => {
			const parts = await withIds(trx, item.disaggregation && asNew(item.disaggregation), null);
			const { id } = await trx
				.insertInto('kpi')
				.values({
					...{ ...made, element_id: elementId, template_kpi_id: item.id },
					position: await nextPlace(trx, elementId),
					disaggregation: parts && JSON.stringify(parts)
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			const fields = compared(was, made);
			const changed = provenanceNames(kpiKind, fields.changed);
			const unchanged = provenanceNames(kpiKind, fields.unchanged).filter(
				(name) => !changed.includes(name)
			);
			const all = { unchanged: [...unchanged, ...(parts ? ['disaggregation'] : [])], changed };
			return { ...{ result: id, id }, explains: explained({ kpi_id: id }, item, all, making) };
		}
	});
}

/** Makes KPIs, in the order of their elements. */
export async function makeKpis(
	{ kpis }: PartsToMake,
	words: readonly TakenKpi[],
	making: MakingParts
): Promise<void> {
	const sent = new Map(words.map((one) => [one.id, one]));
	for (const one of kpis) await makeKpi(one, sent.get(one.item.id)!, making);
}
