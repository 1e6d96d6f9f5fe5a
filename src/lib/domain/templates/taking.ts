/** What becomes of chosen parts of a template in a plan: what comes along, and what stands beneath what. */
import { isCode } from '../records/codes.ts';
import type { TemplateElement, TemplateItems, TemplateKpi } from './template.ts';

/** What was ticked, by the ids of items. */
export interface Chosen {
	elements: ReadonlySet<string>;
	kpis: ReadonlySet<string>;
}

/** An element of the plan that came from an item of the template before, and is there still. */
export interface TakenBefore {
	/** The item. */
	itemId: string;
	/** The element of the plan. */
	id: string;
	code: string;
}

/** Beneath what a part will stand: another that is taken now, an element that is there, or nothing. */
export type Above =
	{ among: 'taken'; itemId: string } | { among: 'plan'; id: string; code: string } | null;

export interface ElementToMake {
	item: TemplateElement;
	above: Above;
	/** It wasn't chosen itself: a KPI of it was, and needs it. */
	broughtBy: TemplateKpi | null;
}

export interface KpiToMake {
	item: TemplateKpi;
	/** Never null: its element comes along, where it is not there. */
	of: NonNullable<Above>;
}

export interface ToMake {
	/** Parents before children. */
	elements: ElementToMake[];
	kpis: KpiToMake[];
}

/**
 * A part stands beneath the nearest of those above it that is taken too, or that was taken before; without
 * one it stands at the top, where any kind may stand. So what was not chosen is never brought along, but for
 * the element of a KPI, since a KPI measures one.
 *
 * @param before one a part at most
 */
export function toMake(
	{ elements, kpis }: TemplateItems,
	chosen: Chosen,
	before: readonly TakenBefore[]
): ToMake {
	const byId = new Map(elements.map((one) => [one.id, one]));
	const there = new Map(before.map((one) => [one.itemId, one]));
	const chosenKpis = kpis.filter(({ id }) => chosen.kpis.has(id));
	const bringers = new Map(
		chosenKpis.map((kpi) => [kpi.elementId, kpi]).toReversed() as [string, TemplateKpi][]
	);
	const isTaken = (id: string) => chosen.elements.has(id) || (bringers.has(id) && !there.has(id));
	const placeOf = (id: string | null): Above => {
		if (id === null) return null;
		if (isTaken(id)) return { among: 'taken', itemId: id };
		const one = there.get(id);
		return one ? { among: 'plan', id: one.id, code: one.code } : placeOf(byId.get(id)!.parentId);
	};
	return {
		elements: elements
			.filter(({ id }) => isTaken(id))
			.map((item) => ({
				item,
				above: placeOf(item.parentId),
				broughtBy: chosen.elements.has(item.id) ? null : (bringers.get(item.id) ?? null)
			})),
		kpis: chosenKpis.map((item) => ({ item, of: placeOf(item.elementId)! }))
	};
}

/**
 * A code that is free: the template's own where nobody has it, else with a number behind it.
 *
 * @param taken codes that are in use, in the plan or by parts before this one
 */
export function freeCode(code: string, taken: ReadonlySet<string>): string {
	if (!taken.has(code)) return code;
	let number = 2;
	while (taken.has(`${code}-${number}`)) number += 1;
	return `${code}-${number}`;
}

/** Free codes for parts in their order, by the ids of their items. */
export function freeCodes(
	parts: readonly { id: string; code: string }[],
	taken: ReadonlySet<string>
): Map<string, string> {
	const used = new Set(taken);
	return new Map(
		parts.map(({ id, code }) => {
			const free = freeCode(code, used);
			used.add(free);
			return [id, free];
		})
	);
}

export type CodeProblem = 'code_missing' | 'code_letters' | 'code_taken' | 'code_twice';

/**
 * What is wrong with the codes that parts are to have, by the ids of their items.
 *
 * @param taken codes that are in use in the plan
 */
export function codeProblems(
	parts: readonly { id: string; code: string }[],
	taken: ReadonlySet<string>
): Map<string, CodeProblem> {
	const used = new Set<string>();
	const problems = new Map<string, CodeProblem>();
	for (const { id, code } of parts) {
		if (code === '') problems.set(id, 'code_missing');
		else if (!isCode(code)) problems.set(id, 'code_letters');
		else if (taken.has(code)) problems.set(id, 'code_taken');
		else if (used.has(code)) problems.set(id, 'code_twice');
		used.add(code);
	}
	return problems;
}
