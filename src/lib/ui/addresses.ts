/** The addresses of a plan's pages, each for the same day as the page that links to it. */
import type { FigureName } from '#lib/domain/figures/explained-figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

/** What a figure is of, as the explain page reads it. */
export type FigureOf = 'plan' | `element:${string}` | `kpi:${string}`;

function withQuery(path: string, query: Record<string, string | null>): string {
	const given = Object.entries(query).flatMap(([name, value]) =>
		value === null ? [] : [`${name}=${encodeURIComponent(value)}`]
	);
	return given.length === 0 ? path : `${path}?${given.join('&')}`;
}

/**
 * @param day the day that the page was asked for; null where it shows today, so that a link copied
 * from it shows the day on which it is opened
 */
export function addressesOf(slug: string, day: IsoDate | null) {
	const home = `/plans/${encodeURIComponent(slug)}`;
	return {
		plan: (query: Record<string, string | null> = {}) => withQuery(home, { ...query, as_of: day }),
		element: (code: string) =>
			withQuery(`${home}/elements/${encodeURIComponent(code)}`, { as_of: day }),
		kpis: (query: Record<string, string | null> = {}) =>
			withQuery(`${home}/kpis`, { ...query, as_of: day }),
		kpi: (code: string) => withQuery(`${home}/kpis/${encodeURIComponent(code)}`, { as_of: day }),
		explain: (figure: FigureName, of: FigureOf) =>
			withQuery(`${home}/explain`, { figure, of, as_of: day }),
		leadership: () => withQuery(`${home}/leadership`, { as_of: day }),
		edit: () => `${home}/edit`
	};
}

export type Addresses = ReturnType<typeof addressesOf>;

export function organisationAddress(slug: string, day: IsoDate | null): string {
	return withQuery(`/organisations/${encodeURIComponent(slug)}`, { as_of: day });
}
