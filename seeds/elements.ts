import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { PlanFile, WrittenElement } from './plan-file.ts';
import { resolve, standsIn, type Provenance, type Register } from './provenance.ts';
import { SeedError } from './read.ts';
import type { Mark } from './shapes.ts';

/** One element of a seeded plan; in provenance, each field that is set, by its column's name. */
export interface ElementSeed {
	code: string;
	kind: ElementKind;
	parentCode: string | null;
	/** Among its siblings, from 0. */
	position: number;
	title: string;
	shortTitle: string | null;
	description: string | null;
	deliverableDefined: boolean;
	terms: string[];
	/** Codes of elements that it also serves; it counts once, under its own parent. */
	alsoServes: string[];
	/** `split` says that the division of a sentence is ours; `terms` may say why there are none. */
	provenance: Record<string, Provenance>;
}

const lists = [
	['goals', 'goal'],
	['objectives', 'objective'],
	['activities', 'activity']
] as const;

interface Place {
	parentCode: string | null;
	path: string;
}

/** All elements of a plan, parents before children, in the order of the file. */
export function elementsOf(plan: PlanFile, register: Register): ElementSeed[] {
	const elements = childrenOf(plan, { parentCode: null, path: '' }, register);
	const codes = new Set(elements.map((element) => element.code));
	if (codes.size < elements.length) throw new SeedError(register.file, '', 'a code occurs twice');
	for (const { code, alsoServes } of elements)
		for (const served of alsoServes)
			if (!codes.has(served))
				throw new SeedError(register.file, code, `also_serves: no element “${served}”`);
	return elements;
}

function childrenOf(
	parent: Partial<Record<(typeof lists)[number][0], WrittenElement[]>>,
	{ parentCode, path }: Place,
	register: Register
): ElementSeed[] {
	const children = lists.flatMap(([list, kind]) =>
		(parent[list] ?? []).map((written, index) => ({ written, kind, at: `${path}${list}.${index}` }))
	);
	return children.flatMap(({ written, kind, at }, position) => [
		elementOf(written, { kind, parentCode, position }, at, register),
		...childrenOf(written, { parentCode: written.code, path: `${at}.` }, register)
	]);
}

function elementOf(
	written: WrittenElement,
	place: Pick<ElementSeed, 'kind' | 'parentCode' | 'position'>,
	path: string,
	register: Register
): ElementSeed {
	const element = {
		...place,
		code: written.code,
		title: written.title,
		shortTitle: written.short_title ?? null,
		description: written.description ?? null,
		deliverableDefined: written.deliverable_defined,
		terms: written.terms,
		alsoServes: written.also_serves
	};
	return { ...element, provenance: provenanceOf(written, { ...place, path }, register) };
}

const fromTheText = ['title', 'description', 'terms'] as const;
const byRule = ['short_title', 'also_serves'] as const;

function marksOf(written: WrittenElement): Record<string, Mark> {
	const isSet = (field: (typeof fromTheText | typeof byRule)[number]) =>
		written[field] !== undefined && written[field].length > 0;
	return {
		...Object.fromEntries(
			['code', 'kind', 'parent', 'position', ...byRule.filter(isSet)].map((f) => [f, 'default'])
		),
		...(written.deliverable_defined ? {} : { deliverable_defined: 'default' }),
		...Object.fromEntries(fromTheText.filter(isSet).map((field) => [field, written.source])),
		...written.provenance
	};
}

function provenanceOf(
	written: WrittenElement,
	{ parentCode, path }: Place,
	register: Register
): Record<string, Provenance> {
	const provenance: Record<string, Provenance> = {};
	for (const [field, mark] of Object.entries(marksOf(written))) {
		const rule = field === 'parent' && parentCode === null ? 'top' : field;
		provenance[field] = resolve(mark, rule, `${path}.provenance.${field}`, register);
	}
	for (const field of ['title', 'description'] as const)
		checkVerbatim(written[field], provenance[field], `${path}.${field}`, register.file);
	return provenance;
}

/** Refuses a text that is said to come from the source and does not stand there. */
export function checkVerbatim(
	text: string | null | undefined,
	provenance: Provenance | undefined,
	path: string,
	file: string
): void {
	if (typeof text !== 'string' || provenance?.kind !== 'source') return;
	if (!standsIn(text, provenance.quote))
		throw new SeedError(file, path, `the quotation has no words “${text}”`);
}
