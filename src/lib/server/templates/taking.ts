/** Parts of a template are taken into a plan: all that were chosen, as one edit of it, or nothing. */
import { changes } from '#lib/domain/records/changes.ts';
import { mayNest } from '#lib/domain/records/nesting.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { TemplateItems } from '#lib/domain/templates/template.ts';
import {
	codeProblems,
	freeCode,
	freeCodes,
	toMake,
	type CodeProblem,
	type TakenBefore
} from '#lib/domain/templates/taking.ts';
import type { Db, Trx } from '../db/connect.ts';
import { queue } from '../elements/places.ts';
import { liveOf } from '../elements/siblings.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';
import { makeElements, makeKpis, type MakingParts, type PartsToMake } from './make-parts.ts';
import { items } from './queries.ts';
import type { TakenElement, TakenKpi, TakingWords } from './taken-fields.ts';

export interface Taking {
	templateId: string;
	elements: readonly TakenElement[];
	kpis: readonly TakenKpi[];
	/** In one sentence: becomes the provenance of words that are changed, and of where parts stand. */
	reason: string;
	words: TakingWords;
}

export interface PartProblem {
	part: 'element' | 'kpi';
	/** The id of the item. */
	id: string;
	field: 'code' | 'under' | 'part';
	problem: CodeProblem | 'taken_already' | 'gone' | 'nesting';
	/** What has the code, or was made of the item before. */
	by?: string;
	/** A code that is free. */
	free?: string;
}

/** What is wrong with parts, all at once; nothing was stored. */
export class TakingRefused extends Error {
	override name = 'TakingRefused';
	readonly problems: PartProblem[];
	constructor(problems: PartProblem[]) {
		super(problems.map(({ part, id, problem }) => `${part} ${id}: ${problem}`).join(', '));
		this.problems = problems;
	}
}

/** What of a template a plan has already: live elements and KPIs that were taken from its items. */
export interface TakenFrom {
	elements: TakenBefore[];
	kpis: TakenBefore[];
}

export async function takenFrom(db: Db, planId: string, templateId: string): Promise<TakenFrom> {
	const [elements, kpis] = await Promise.all([
		db
			.selectFrom('element')
			.innerJoin('template_element as item', 'item.id', 'element.template_element_id')
			.where('element.plan_id', '=', planId)
			.where('element.retired_at', 'is', null)
			.where('item.template_id', '=', templateId)
			.select(['item.id as itemId', 'element.id', 'element.code'])
			.orderBy('element.id')
			.execute(),
		db
			.selectFrom('kpi')
			.innerJoin('template_kpi as item', 'item.id', 'kpi.template_kpi_id')
			.where('kpi.plan_id', '=', planId)
			.where('kpi.retired_at', 'is', null)
			.where('item.template_id', '=', templateId)
			.select(['item.id as itemId', 'kpi.id', 'kpi.code'])
			.orderBy('kpi.id')
			.execute()
	]);
	return { elements, kpis };
}

/** Codes in use in a plan, each with what has it. */
export interface UsedCodes {
	elements: Map<string, string>;
	kpis: Map<string, string>;
}

export async function usedCodes(db: Db, planId: string): Promise<UsedCodes> {
	const [elements, kpis] = await Promise.all([
		db
			.selectFrom('element')
			.where('plan_id', '=', planId)
			.where('retired_at', 'is', null)
			.select(['code', 'title'])
			.execute(),
		db
			.selectFrom('kpi')
			.where('plan_id', '=', planId)
			.where('retired_at', 'is', null)
			.select(['code', 'title'])
			.execute()
	]);
	const byCode = (rows: { code: string; title: string }[]) =>
		new Map(rows.map(({ code, title }) => [code, title]));
	return { elements: byCode(elements), kpis: byCode(kpis) };
}

/** The template, which nobody withdraws meanwhile; undefined: there is none. */
async function held(trx: Trx, id: string) {
	const template = await trx
		.selectFrom('template')
		.where('id', '=', id)
		.select(['id', 'slug', 'title', 'withdrawn_at'])
		.forShare()
		.executeTakeFirst();
	if (template && template.withdrawn_at !== null) throw new Refused('', 'template_withdrawn');
	return template;
}

/** Parts that are none of the template, or that the plan has already. */
function strange(
	part: PartProblem['part'],
	sent: readonly { id: string }[],
	known: readonly { id: string }[],
	before: readonly TakenBefore[]
): PartProblem[] {
	const ids = new Set(known.map(({ id }) => id));
	const there = new Map(before.map((one) => [one.itemId, one.code]));
	return sent.flatMap(({ id }): PartProblem[] => {
		const of = { part, id, field: 'part' } as const;
		if (!ids.has(id)) return [{ ...of, problem: 'gone' }];
		const by = there.get(id);
		return by === undefined ? [] : [{ ...of, problem: 'taken_already', by }];
	});
}

/** What is wrong with the codes of parts, with codes that are free. */
function ofCodes(
	part: PartProblem['part'],
	parts: readonly { id: string; code: string }[],
	used: ReadonlyMap<string, string>
): PartProblem[] {
	const inUse = new Set([...used.keys(), ...parts.map(({ code }) => code)]);
	const codeOf = new Map(parts.map(({ id, code }) => [id, code]));
	return [...codeProblems(parts, new Set(used.keys()))].map(([id, problem]) => {
		const code = codeOf.get(id)!;
		const isTaken = problem === 'code_taken' || problem === 'code_twice';
		if (!isTaken) return { part, id, field: 'code', problem };
		const free = freeCode(code, inUse);
		inUse.add(free);
		return { part, id, field: 'code', problem, by: used.get(code), free };
	});
}

/** Elements with what was sent of them; of one that was not sent, the template's own words. */
function withWords(
	{ elements }: PartsToMake,
	sent: readonly TakenElement[],
	used: UsedCodes
): TakenElement[] {
	const bySent = new Map(sent.map((one) => [one.id, one]));
	const codes = new Set([...used.elements.keys(), ...sent.map(({ code }) => code)]);
	const brought = elements.filter(({ item }) => !bySent.has(item.id)).map(({ item }) => item);
	const free = freeCodes(brought, codes);
	return elements.map(
		({ item: { id, title, description } }) =>
			bySent.get(id) ?? { id, code: free.get(id)!, title, description, underId: null }
	);
}

/** Beneath which elements of the plan parts go where nothing above them is taken, held until it is done. */
async function parents(
	trx: Trx,
	planId: string,
	{ elements }: PartsToMake,
	words: readonly TakenElement[]
): Promise<{ problems: PartProblem[]; under: MakingParts['under'] }> {
	const live = await liveOf(trx, planId).select(['id', 'kind', 'code']).forShare().execute();
	const byId = new Map(live.map((one) => [one.id, one]));
	const sent = new Map(words.map((one) => [one.id, one]));
	const under: MakingParts['under'] = new Map();
	const problems: PartProblem[] = [];
	for (const { item, above } of elements) {
		const asked = above?.among === 'taken' ? null : (sent.get(item.id)?.underId ?? null);
		const id = asked ?? (above?.among === 'plan' ? above.id : null);
		if (id === null) continue;
		const parent = byId.get(id);
		const of = { part: 'element', id: item.id, field: 'under' } as const;
		if (!parent) problems.push({ ...of, problem: 'gone' });
		else if (!mayNest(item.kind, parent.kind)) problems.push({ ...of, problem: 'nesting' });
		else under.set(item.id, parent);
	}
	return { problems, under };
}

/** What is to be made, checked against the plan as it is now. */
async function settle(trx: Trx, planId: string, taking: Taking, all: TemplateItems) {
	const before = await takenFrom(trx, planId, taking.templateId);
	const problems = [
		...strange('element', taking.elements, all.elements, before.elements),
		...strange('kpi', taking.kpis, all.kpis, before.kpis)
	];
	if (problems.length > 0) throw new TakingRefused(problems);
	const idsOf = (parts: readonly { id: string }[]) => new Set(parts.map(({ id }) => id));
	const chosen = { elements: idsOf(taking.elements), kpis: idsOf(taking.kpis) };
	const made = toMake(all, chosen, before.elements);
	const used = await usedCodes(trx, planId);
	const words = withWords(made, taking.elements, used);
	const placed = await parents(trx, planId, made, words);
	const wrong = [
		...ofCodes('element', words, used.elements),
		...ofCodes('kpi', taking.kpis, used.kpis),
		...placed.problems
	];
	if (wrong.length > 0) throw new TakingRefused(wrong);
	return { made, words, under: placed.under, before };
}

export interface Taken {
	elements: number;
	kpis: number;
}

/**
 * Takes parts of a template into a plan.
 *
 * @throws TakingRefused with what is wrong of parts; Refused where the template was withdrawn, or nothing
 *   was chosen; Foreseen; NotFound; NotAllowed
 */
export function take(db: Db, actor: Actor, plan: EditedPlan, taking: Taking): Promise<Taken> {
	const { reason } = taking;
	return edit(db, actor, plan, {
		...{ action: 'template_taken', kind: 'plan', id: plan.id, reason },
		read: async (trx) => {
			await queue(trx, plan.id);
			const template = await held(trx, taking.templateId);
			if (!template) return undefined;
			if (taking.elements.length + taking.kpis.length === 0)
				throw new Refused('', 'nothing_chosen');
			const settled = await settle(trx, plan.id, taking, await items(trx, template.id));
			const counts = { elements: settled.made.elements.length, kpis: settled.made.kpis.length };
			const told = { template: template.title, ...counts };
			return { ...settled, counts, code: '', changes: changes({}, told) };
		},
		write: async (trx, { made, words, under, before, counts }) => {
			const batch: Batch = { entries: [] };
			const { id, demonstration } = plan;
			const making: MakingParts = {
				...{ trx, actor, plan: { id, demonstration, batch }, reason, words: taking.words, under },
				ids: new Map(before.elements.map((one) => [one.itemId, one.id]))
			};
			await makeElements(made, words, making);
			await makeKpis(made, taking.kpis, making);
			return { result: counts, batch };
		}
	});
}
