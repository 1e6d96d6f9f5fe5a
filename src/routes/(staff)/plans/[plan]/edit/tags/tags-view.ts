/** The page on which many elements are tagged at once: which terms it shows, and what its form says. */
import type { AxisChoice, Choices, TermChoice } from '#lib/server/elements/choices.ts';
import type { TaggedElement, Tagging } from '#lib/server/elements/tagging.ts';

/** So many terms stand beside each other. */
const mostColumns = 10;

type Term = Pick<TermChoice, 'id' | 'code' | 'title'>;

export interface ShownTerms {
	axis: AxisChoice;
	/** From which to which, of each part that the axis is shown in; one: it is shown whole. */
	parts: { first: string; last: string }[];
	part: number;
	terms: Term[];
}

/** The terms that an address asks for; null: there is no framework. */
export function shownTerms(
	{ axes, terms }: Pick<Choices, 'axes' | 'terms'>,
	declaredFirst: (axis: AxisChoice) => boolean,
	query: URLSearchParams
): ShownTerms | null {
	const axis =
		axes.find(({ id }) => id === query.get('axis')) ?? axes.find(declaredFirst) ?? axes[0];
	if (!axis) return null;
	const all = terms.filter(({ axisId }) => axisId === axis.id);
	const starts = Array.from(
		{ length: Math.max(1, Math.ceil(all.length / mostColumns)) },
		(_, at) => at * mostColumns
	);
	const partOf = (from: number) => all.slice(from, from + mostColumns);
	const asked = Number(query.get('part') ?? 0);
	const part = starts[asked] === undefined ? 0 : asked;
	return {
		...{ axis, part },
		parts: starts.map((from) => {
			const of = partOf(from);
			return { first: of[0]?.code ?? '', last: of.at(-1)?.code ?? '' };
		}),
		terms: partOf(starts[part]!).map(({ id, code, title }) => ({ id, code, title }))
	};
}

const tagField = (elementId: string, termId: string): string => `tag-${elementId}-${termId}`;
export const versionField = (elementId: string): string => `element-${elementId}`;

export interface TagRow {
	id: string;
	code: string;
	title: string;
	depth: number;
	version: number;
	cells: { field: string; term: Term; checked: boolean }[];
	/** Under which it stands by the element above it; null: it has terms of its own, or none are above. */
	inherited: { from: string; terms: string[] } | null;
}

/** A row for each element, in the plan's order. */
export function tagRows(
	elements: Choices['elements'],
	tagged: readonly TaggedElement[],
	{ terms }: ShownTerms,
	axisTerms: readonly Term[]
): TagRow[] {
	const own = new Map(tagged.map((one) => [one.id, one]));
	const byId = new Map(elements.map((one) => [one.id, one]));
	const codes = new Map(axisTerms.map(({ id, code }) => [id, code]));
	const ofAxis = (id: string) =>
		(own.get(id)?.terms ?? []).flatMap((term) => codes.get(term) ?? []);
	const above = (id: string): string[] => {
		const parent = byId.get(id)?.parentId ?? null;
		return parent === null ? [] : [parent, ...above(parent)];
	};
	return elements.flatMap(({ id, code, title }): TagRow[] => {
		const element = own.get(id);
		if (!element) return [];
		const chain = above(id);
		const from = chain.find((one) => ofAxis(one).length > 0);
		return [
			{
				...{ id, code, title, depth: chain.length, version: element.version },
				cells: terms.map((term) => ({
					...{ field: tagField(id, term.id), term },
					checked: element.terms.includes(term.id)
				})),
				inherited:
					ofAxis(id).length > 0 || from === undefined
						? null
						: { from: byId.get(from)!.code, terms: ofAxis(from) }
			}
		];
	});
}

/** What the form says of each element that it speaks of: terms that it does not show stay. */
export function taggingsIn(
	values: Record<string, string>,
	tagged: readonly TaggedElement[],
	shown: readonly string[]
): Tagging[] {
	const isShown = new Set(shown);
	return tagged.flatMap(({ id, terms }): Tagging[] => {
		const version = values[versionField(id)];
		if (version === undefined || !/^\d{1,9}$/.test(version)) return [];
		const kept = terms.filter((term) => !isShown.has(term));
		const ticked = shown.filter((term) => values[tagField(id, term)] === 'on');
		return [{ elementId: id, version: Number(version), terms: [...kept, ...ticked] }];
	});
}
