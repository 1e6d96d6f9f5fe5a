/** What is said of a KPI's parts in sentences. */
import type { CellCoverage, GroupFigures, Spread } from '#lib/domain/kpis/cells.ts';
import type { Term } from '#lib/domain/records/disaggregation.ts';
import type { KpiUnit } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { measured } from '#lib/ui/format.ts';

export const termsText = (terms: readonly Term[]): string =>
	terms.map(({ name }) => name).join(' × ');

export const coverageSentence = ({ reported, applicable }: CellCoverage): string =>
	applicable === 0 ? m.kpi_cells_none_applies() : m.kpi_cells_coverage({ reported, applicable });

const sentences: Record<Spread['way'], typeof m.kpi_cells_spread_best> = {
	best: m.kpi_cells_spread_best,
	most: m.kpi_cells_spread_most
};

/** How far the parts are apart; null where that cannot be said. */
export function spreadSentence({ spread }: GroupFigures, unit: KpiUnit): string | null {
	if (spread === null) return null;
	const { way, first, last, difference } = spread;
	return sentences[way]({
		first: termsText(first.terms),
		high: measured(first.value, unit),
		last: termsText(last.terms),
		low: measured(last.value, unit),
		difference: measured(difference, unit)
	});
}
