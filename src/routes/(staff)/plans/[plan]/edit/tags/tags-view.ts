/** The page on which many elements are tagged at once: which terms it shows, and what its form says. */
import type { AxisChoice, Choices, TermChoice } from '#lib/server/elements/choices.ts';
import { taggedKey } from '#lib/domain/frameworks/tags.ts';
import type { Tagged, TaggedKpi } from '#lib/server/tagging/tagged.ts';
import type { Tagging } from '#lib/server/tagging/tagging.ts';

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

const boxField = (key: string, termId: string): string => `tag-${key}-${termId}`;

export interface TagRow {
	/** What it is, and the field in which the version is that the form was made from. */
	key: string;
	kind: Tagged['kind'];
	code: string;
	title: string;
	depth: number;
	version: number;
	cells: { field: string; term: Term; checked: boolean }[];
	/** Under which it stands by an element above it; null: it has terms of its own, or none are above. */
	inherited: { from: string; terms: string[] } | null;
}

/** A row for each element, in the plan's order, and beneath it one for each of its KPIs. */
export function tagRows(
	elements: Choices['elements'],
	tagged: { elements: readonly Tagged[]; kpis: readonly TaggedKpi[] },
	{ terms }: ShownTerms,
	axisTerms: readonly Term[]
): TagRow[] {
	const own = new Map(tagged.elements.map((one) => [one.id, one]));
	const kpisOf = Map.groupBy(tagged.kpis, ({ elementId }) => elementId);
	const byId = new Map(elements.map((one) => [one.id, one]));
	const codes = new Map(axisTerms.map(({ id, code }) => [id, code]));
	const codesOf = (ids: readonly string[]) => ids.flatMap((term) => codes.get(term) ?? []);
	const ofAxis = (id: string) => codesOf(own.get(id)?.terms ?? []);
	const above = (id: string): string[] => {
		const parent = byId.get(id)?.parentId ?? null;
		return parent === null ? [] : [parent, ...above(parent)];
	};
	/** @param chain the elements under whose terms it stands where it has none, the nearest first */
	const rowOf = (one: Tagged, named: { code: string; title: string }, chain: string[]): TagRow => {
		const key = taggedKey(one);
		const from = chain.find((id) => ofAxis(id).length > 0);
		const inherits = codesOf(one.terms).length === 0 && from !== undefined;
		return {
			...{ key, kind: one.kind, code: named.code, title: named.title },
			...{ depth: chain.length, version: one.version },
			cells: terms.map((term) => ({
				...{ field: boxField(key, term.id), term },
				checked: one.terms.includes(term.id)
			})),
			inherited: inherits ? { from: byId.get(from)!.code, terms: ofAxis(from) } : null
		};
	};
	return elements.flatMap((named): TagRow[] => {
		const element = own.get(named.id);
		if (!element) return [];
		const chain = above(named.id);
		const kpis = kpisOf.get(named.id) ?? [];
		return [
			rowOf(element, named, chain),
			...kpis.map((kpi) => rowOf(kpi, kpi, [named.id, ...chain]))
		];
	});
}

/** What the form says of each that it speaks of: terms that it does not show stay. */
export function taggingsIn(
	values: Record<string, string>,
	tagged: readonly Tagged[],
	shown: readonly string[]
): Tagging[] {
	const isShown = new Set(shown);
	return tagged.flatMap(({ kind, id, terms }): Tagging[] => {
		const key = taggedKey({ kind, id });
		const version = values[key];
		if (version === undefined || !/^\d{1,9}$/.test(version)) return [];
		const kept = terms.filter((term) => !isShown.has(term));
		const ticked = shown.filter((term) => values[boxField(key, term)] === 'on');
		return [{ kind, id, version: Number(version), terms: [...kept, ...ticked] }];
	});
}
