/** What becomes of the terms of a framework in the version that follows it, and of the tags that have them. */
import type { Framework, Term } from './framework.ts';

/** What became of a term: it has one successor alone, shares one with others, has several, or none. */
export const termFates = ['same', 'merged', 'split', 'dropped'] as const;
export type TermFate = (typeof termFates)[number];

/** Ids of the new terms by the id of the old one; an empty list: it was dropped. */
export type TermMap = ReadonlyMap<string, readonly string[]>;

const termsOf = ({ axes }: Pick<Framework, 'axes'>): Term[] => axes.flatMap(({ terms }) => terms);

/** Of each old term that the map speaks of, what became of it. */
export function fates(map: TermMap): Map<string, TermFate> {
	const times = new Map<string, number>();
	for (const id of [...map.values()].flatMap((to) => [...new Set(to)]))
		times.set(id, (times.get(id) ?? 0) + 1);
	const fateOf = (to: readonly string[]): TermFate => {
		if (to.length === 0) return 'dropped';
		if (to.length > 1) return 'split';
		return times.get(to[0]!)! > 1 ? 'merged' : 'same';
	};
	return new Map([...map].map(([from, to]) => [from, fateOf(to)]));
}

/** Terms of the old version of which the map says nothing, in their order. */
export const leftOut = (old: Pick<Framework, 'axes'>, map: TermMap): Term[] =>
	termsOf(old).filter(({ id }) => !map.has(id));

/** A map to start from: each old term to the new one of the same code. */
export function mapByCode(
	old: Pick<Framework, 'axes'>,
	later: Pick<Framework, 'axes'>
): Map<string, string[]> {
	const byCode = new Map(termsOf(later).map(({ id, code }) => [code, id]));
	return new Map(
		termsOf(old).flatMap(({ id, code }) => (byCode.has(code) ? [[id, [byCode.get(code)!]]] : []))
	);
}

/** Something that is tagged, and what its terms become. */
export interface MovedTags<Of> {
	of: Of;
	/** Ids, of any frameworks. */
	before: readonly string[];
	after: string[];
}

export interface MovedTagsOf<Of> {
	moved: MovedTags<Of>[];
	undecided: MovedTags<Of>[];
}

/**
 * What moves when tags follow the map. A term that was split gives all of its successors; where an axis takes
 * one term and there would be more, the element is left as it is, for a person to decide.
 */
export function movedTags<Of extends { terms: readonly string[] }>(
	tagged: readonly Of[],
	map: TermMap,
	later: Pick<Framework, 'axes'>
): MovedTagsOf<Of> {
	const single = later.axes
		.filter(({ arity }) => arity !== 'many')
		.map(({ terms }) => new Set(terms.map(({ id }) => id)));
	const all = tagged
		.filter(({ terms }) => terms.some((id) => map.has(id)))
		.map((of) => ({
			...{ of, before: of.terms },
			after: [...new Set(of.terms.flatMap((term) => map.get(term) ?? [term]))]
		}));
	const isUndecided = ({ after }: MovedTags<Of>) =>
		single.some((axis) => after.filter((id) => axis.has(id)).length > 1);
	return {
		moved: all.filter((one) => !isUndecided(one)),
		undecided: all.filter(isUndecided)
	};
}
