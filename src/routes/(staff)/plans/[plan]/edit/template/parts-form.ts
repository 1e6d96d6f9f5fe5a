/** The form in which parts of a template are chosen, worded and taken: which fields it has, and what they say. */
import { toMake, freeCodes, type Chosen, type ToMake } from '#lib/domain/templates/taking.ts';
import { m } from '#lib/paraglide/messages.js';
import type { TakenElement, TakenKpi } from '#lib/server/templates/taken-fields.ts';
import type { PartProblem, TakenFrom, UsedCodes } from '#lib/server/templates/taking.ts';
import { idOf, optionalWords, words } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';
import type { ElementPart, KpiPart, Parts } from '#lib/views/template-parts.ts';

type Values = Record<string, string>;

/** The names of a part's fields. */
export const field = {
	chosen: (kind: 'part' | 'kpi', id: string) => `${kind}-${id}`,
	/** With all that stands beneath it. */
	whole: (id: string) => `whole-${id}`,
	of: (kind: 'part' | 'kpi', name: string, id: string) => `${kind}-${id}-${name}`
};

const isTicked = (values: Values, name: string) => values[name] === 'on';

/** What is ticked, with all beneath what was ticked whole. What the plan has already is left out. */
export function chosenIn(values: Values, parts: Parts, before: TakenFrom): Chosen {
	const there = new Set(before.elements.map(({ itemId }) => itemId));
	const kpisThere = new Set(before.kpis.map(({ itemId }) => itemId));
	const whole = new Set<string>();
	for (const { id, parentId } of parts.elements)
		if (isTicked(values, field.whole(id)) || (parentId !== null && whole.has(parentId)))
			whole.add(id);
	const elements = parts.elements
		.filter(({ id }) => whole.has(id) || isTicked(values, field.chosen('part', id)))
		.filter(({ id }) => !there.has(id));
	const kpis = parts.kpis
		.filter(
			({ id, elementId }) => whole.has(elementId) || isTicked(values, field.chosen('kpi', id))
		)
		.filter(({ id }) => !kpisThere.has(id));
	return {
		elements: new Set(elements.map(({ id }) => id)),
		kpis: new Set(kpis.map(({ id }) => id))
	};
}

export type ChosenParts = ToMake<ElementPart, KpiPart>;

export const partsToMake = (values: Values, parts: Parts, before: TakenFrom): ChosenParts =>
	toMake(parts, chosenIn(values, parts, before), before.elements);

/** The form's values with the template's words where nothing was typed yet, and codes that are free. */
export function prefilled(
	values: Values,
	made: ChosenParts,
	used: UsedCodes,
	reason: string
): Values {
	const elements = made.elements.map(({ item }) => item);
	const kpis = made.kpis.map(({ item }) => item);
	const free = freeCodes(elements, new Set(used.elements.keys()));
	const freeKpis = freeCodes(kpis, new Set(used.kpis.keys()));
	const words: Values = { reason };
	for (const { id, title, description } of elements) {
		words[field.of('part', 'code', id)] = free.get(id)!;
		words[field.of('part', 'title', id)] = title;
		words[field.of('part', 'description', id)] = description ?? '';
	}
	for (const { item, above, broughtBy } of made.elements) {
		// what is brought along goes again where its KPI goes
		if (broughtBy === null) words[field.chosen('part', item.id)] = 'on';
		if (above?.among === 'plan') words[field.of('part', 'under', item.id)] = above.id;
	}
	for (const { id, title, definition, meansOfVerification } of kpis) {
		words[field.chosen('kpi', id)] = 'on';
		words[field.of('kpi', 'code', id)] = freeKpis.get(id)!;
		words[field.of('kpi', 'title', id)] = title;
		words[field.of('kpi', 'definition', id)] = definition ?? '';
		words[field.of('kpi', 'means', id)] = meansOfVerification ?? '';
	}
	return { ...words, ...values };
}

const code = words(40, () => m.edit_error_code());
const elementFields = {
	code,
	title: words(1000, () => m.edit_error_title()),
	description: optionalWords(10_000)
};
const kpiFields = {
	code,
	title: words(500, () => m.edit_error_title()),
	definition: optionalWords(5000),
	means: optionalWords(2000)
};

/** What is said of one part, read by its own fields. */
const own = (values: Values, kind: 'part' | 'kpi', id: string, names: readonly string[]): Values =>
	Object.fromEntries(names.map((name) => [name, values[field.of(kind, name, id)] ?? '']));

export interface ReadParts {
	elements: TakenElement[];
	kpis: TakenKpi[];
	errors: Values;
}

/** What is to be taken, and what cannot be read of it, beside its fields. */
export function readParts(values: Values, made: ChosenParts): ReadParts {
	const errors: Values = {};
	const note = (kind: 'part' | 'kpi', id: string, found: Values) => {
		for (const [name, words] of Object.entries(found)) errors[field.of(kind, name, id)] = words;
	};
	const elements = made.elements.map(({ item: { id } }): TakenElement => {
		const read = readFields(elementFields, own(values, 'part', id, Object.keys(elementFields)));
		note('part', id, read.errors);
		const { code: given = '', title = '', description = null } = read.output;
		const underId = idOf(values[field.of('part', 'under', id)]);
		return { id, code: given, title, description, underId };
	});
	const kpis = made.kpis.map(({ item: { id } }): TakenKpi => {
		const read = readFields(kpiFields, own(values, 'kpi', id, Object.keys(kpiFields)));
		note('kpi', id, read.errors);
		const { code: given = '', title = '', definition = null, means = null } = read.output;
		return { id, code: given, title, definition, meansOfVerification: means };
	});
	return { elements, kpis, errors };
}

const problemWords: Record<PartProblem['problem'], (of: { by: string; free: string }) => string> = {
	code_missing: () => m.edit_error_code(),
	code_letters: () => m.edit_error_code_letters(),
	code_taken: m.template_code_taken,
	code_twice: m.template_code_twice,
	taken_already: m.template_taken_already,
	gone: () => m.template_part_gone(),
	nesting: () => m.edit_refused_nesting()
};

/** What was refused of parts, in words beside their fields. */
export const refusedWords = (problems: readonly PartProblem[]): Values =>
	Object.fromEntries(
		problems.map(({ part, id, field: name, problem, by = '', free = '' }) => [
			field.of(part === 'kpi' ? 'kpi' : 'part', name === 'part' ? 'code' : name, id),
			problemWords[problem]({ by, free })
		])
	);
