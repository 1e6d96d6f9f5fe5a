/** Sentences of a coverage matrix. */
import { m } from '#lib/paraglide/messages.js';
import type { Line } from '#lib/domain/matrix/matrix.ts';
import { list, money, number, percent } from '#lib/ui/format.ts';
import { deliveryWords, unknownWords } from '#lib/ui/vocabulary.ts';
import type { CoverageCell, CoverageMatrixShown, CoverageShown } from '#lib/views/coverage.ts';

/** So many pairs are named in a sentence. */
export const mostNamed = 5;

/** Which pairs have nothing, as far as that is a gap: all of them by name while they are few. */
export function gapsSentence(gaps: readonly [Line, Line][] | null): string {
	if (gaps === null) return m.coverage_leads();
	if (gaps.length === 0) return m.coverage_all_filled();
	const named = gaps.slice(0, mostNamed);
	const cells = list(
		named.map(([row, column]) => m.coverage_pair({ row: row.code, column: column.code }))
	);
	const count = gaps.length;
	return count > named.length
		? m.coverage_empty_some({ count: number(count), cells })
		: m.coverage_empty({ count, cells });
}

/** The same row by row, where a sentence is too short for them. */
export const gapsByRow = (gaps: readonly [Line, Line][]): { row: Line; columns: string }[] =>
	[...Map.groupBy(gaps, ([row]) => row)].map(([row, those]) => ({
		row,
		columns: those.map(([, { code }]) => code).join(', ')
	}));

/** What is set out, and how often it counts. */
export function setOutSentence(
	{ of: count, several, kpisInSeveral }: CoverageMatrixShown,
	show: CoverageShown,
	hasActivities: boolean
): string {
	return [
		hasActivities ? m.coverage_of({ count }) : m.coverage_of_elements({ count }),
		m.coverage_inherited(),
		...(several > 0 ? [m.coverage_several({ count: several })] : []),
		...(show === 'attainment' && kpisInSeveral > 0
			? [m.coverage_kpis_several({ count: kpisInSeveral })]
			: [])
	].join(' ');
}

/** What stands in a cell, in words: of states one after the other. */
export function cellParts({ count, shown }: CoverageCell, currency: string): string[] {
	switch (shown.as) {
		case 'elements':
			return [number(count)];
		case 'state':
			if (shown.states.length === 0) return [number(count)];
			return shown.states.map((one) =>
				m.coverage_state_part({
					count: number(one.count),
					state: deliveryWords[one.state]().toLowerCase()
				})
			);
		case 'progress':
		case 'attainment': {
			const { figure } = shown;
			if (shown.as === 'attainment' && shown.kpis === 0) return [m.coverage_cell_no_kpis()];
			return [figure.known ? percent(figure.value) : unknownWords[figure.reason]()];
		}
		case 'money':
			return [
				shown.appropriation.known
					? money(shown.appropriation.value, currency)
					: unknownWords[shown.appropriation.reason]()
			];
	}
}

/** The same in one line, in which a count never leaves its state. */
export const cellText = (cell: CoverageCell, currency: string): string =>
	cellParts(cell, currency)
		.map((part) => (cell.shown.as === 'state' ? part.replaceAll(' ', '\u00a0') : part))
		.join(', ');

/** The figure of a cell that is known of too little weight. */
export const partialOf = ({ shown }: CoverageCell) =>
	(shown.as === 'progress' || shown.as === 'attainment') && shown.figure.partial
		? shown.figure
		: null;

export const shownWords: Record<CoverageShown, () => string> = {
	elements: m.coverage_show_elements,
	state: m.coverage_show_state,
	progress: m.coverage_show_progress,
	attainment: m.coverage_show_attainment,
	money: m.coverage_show_money
};

export const whyShown: Record<CoverageShown, () => string> = {
	elements: m.coverage_why_elements,
	state: m.coverage_why_state,
	progress: m.coverage_why_progress,
	attainment: m.coverage_why_attainment,
	money: m.coverage_why_money
};
