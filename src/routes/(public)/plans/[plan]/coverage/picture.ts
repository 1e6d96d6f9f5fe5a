/** The matrix as a picture: the cells that it draws, and what it says. */
import type { MatrixCell, MatrixDrawing, MatrixName } from '#lib/charts/pictures/matrix-cells.ts';
import { m } from '#lib/paraglide/messages.js';
import { axisWords } from '#lib/views/chart-words/axis.ts';
import type { ChartWords } from '#lib/views/chart-words/chart-words.ts';
import {
	isEmpty,
	isGap,
	type CoverageMatrixShown,
	type CoverageRank,
	type CoverageView
} from '#lib/views/coverage.ts';
import { cellParts, cellText, gapsSentence, setOutSentence, shownWords } from './words.ts';

const nameOf = ({ line }: CoverageRank): MatrixName =>
	line ?? { code: '–', title: m.coverage_none() };

export function coverageDrawing(shown: CoverageMatrixShown, currency: string): MatrixDrawing {
	const cell = (at: number, across: number): MatrixCell => {
		const one = shown.cells[at]![across]!;
		if (!isEmpty(one)) return { kind: 'filled', parts: cellParts(one, currency) };
		return isGap(shown, at, across)
			? { kind: 'gap', parts: [m.coverage_cell_empty()] }
			: { kind: 'blank', parts: [] };
	};
	return {
		rows: shown.rows.map(nameOf),
		columns: shown.columns.map(nameOf),
		cells: shown.rows.map((_, at) => shown.columns.map((_one, across) => cell(at, across))),
		totals: shown.rows.map(({ all }) => cellParts(all, currency))
	};
}

interface About {
	view: CoverageView;
	axes: readonly { name: string; title: string | null }[];
	hasActivities: boolean;
	currency: string;
}

/** As a sentence it names the sum of each row, and what is missing. */
export function coverageWords(
	shown: CoverageMatrixShown,
	{ view, axes, hasActivities, currency }: About
): ChartWords {
	const wordsOf = (name: string) => axisWords(axes.find((axis) => axis.name === name));
	const missing = gapsSentence(shown.gaps);
	const sums = shown.rows.map((row) =>
		m.coverage_picture_row({ row: nameOf(row).code, value: cellText(row.all, currency) })
	);
	return {
		title: m.coverage_headline({ rows: wordsOf(view.rows), columns: wordsOf(view.columns) }),
		subtitle: [
			missing,
			m.coverage_picture_cells({ shown: shownWords[view.show]() }),
			setOutSentence(shown, view.show, hasActivities)
		].join(' '),
		label: [missing, ...sums].join(' ')
	};
}
