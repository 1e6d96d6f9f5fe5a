import type { FigureName } from '#lib/domain/figures/explained-figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

/** What a figure is of, as an address names it. */
export type FigureOf = 'plan' | `element:${string}` | `kpi:${string}`;

/** Where a figure explains itself; the day stays in the address, so that it can be cited. */
export function explainAddress(
	plan: string,
	figure: FigureName,
	of: FigureOf,
	asOf: IsoDate
): string {
	const query = new URLSearchParams({ figure, of, as_of: asOf });
	return `/plans/${plan}/explain?${query}`;
}
