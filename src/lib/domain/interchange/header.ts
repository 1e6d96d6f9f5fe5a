/** Where a sheet's header stands: one row or two, with merged cells, above the first row of data. */
import { datedHeader } from './header-days.ts';
import { isFilled, oneLine, wordsOf, type Cell, type Sheet } from './cells.ts';
import { roleOfWords } from './match-words.ts';
import { isRole } from './roles.ts';

export interface Header {
	row: number;
	rows: number;
	/** By column; of two rows both, the upper one first. */
	labels: string[];
	/** By column: the same the other way around, and the lower one alone; of one row nothing. */
	others: string[][];
	/** Whether its cells are the names of roles, as in a workbook of our own. */
	own: boolean;
}

/** Titles and notes may stand above a header, though not so many. */
const deepest = 30;

const labelOf = (cell: Cell | undefined): string => oneLine(wordsOf(cell));
const isNamed = (label: string): boolean =>
	roleOfWords(label) !== null || roleOfWords(datedHeader(label)?.words ?? '') !== null;

/** How many columns of a row are called something that is known. */
const score = (labels: string[]): number =>
	new Set(labels.filter((label) => label !== '' && label.length <= 80 && isNamed(label))).size;

/** The labels of two rows, the upper one repeated over the cells that are merged with it. */
function joined(upper: Cell[], lower: Cell[]): Pick<Header, 'labels' | 'others'> {
	const width = Math.max(upper.length, lower.length);
	const pairs = Array.from({ length: width }, (_, column) => {
		const [above, below] = [labelOf(upper[column]), labelOf(lower[column])];
		const isOne = lower[column]?.merged && above === below;
		return isOne ? [above] : [above, below].filter(Boolean);
	});
	return {
		labels: pairs.map((pair) => pair.join(' ')),
		others: pairs.map((pair) =>
			pair.length === 2 ? [pair.toReversed().join(' '), pair[1] ?? ''] : []
		)
	};
}

/**
 * Whether a row continues the header above it: all that stands in it stands under a merged or an empty
 * cell, so that it names parts of a group and is no row of data.
 */
function continues(upper: Cell[], lower: Cell[]): boolean {
	const isGroup = (column: number) => {
		const next = upper[column + 1];
		return !isFilled(upper[column]) || upper[column]?.merged || next?.merged === true;
	};
	const own = lower.flatMap((cell, column) =>
		isFilled(cell) && !(cell?.merged && labelOf(cell) === labelOf(upper[column])) ? [column] : []
	);
	return own.length >= 2 && own.every(isGroup) && own.some((column) => isFilled(upper[column]));
}

/** The header of a sheet; null where nothing stands in it. */
export function findHeader({ rows }: Sheet): Header | null {
	const looked = rows.slice(0, deepest);
	const own = looked.findIndex((row) => {
		const labels = row.map(labelOf).filter(Boolean);
		return labels.length >= 2 && labels.every(isRole);
	});
	if (own >= 0)
		return { row: own, rows: 1, labels: (rows[own] ?? []).map(labelOf), others: [], own: true };
	const scores = looked.map((row) => score(row.map(labelOf)));
	const best = Math.max(0, ...scores);
	const row = best > 0 ? scores.indexOf(best) : looked.findIndex((cells) => cells.some(isFilled));
	if (row < 0) return null;
	return atRow(rows, row, row > 0 ? (rows[row - 1] ?? []) : []);
}

/** One row or two: the second may lie below the best one, or the group above it. */
function atRow(rows: Cell[][], row: number, above: Cell[]): Header {
	const [here, below] = [rows[row] ?? [], rows[row + 1] ?? []];
	if (continues(here, below)) return { row, rows: 2, ...joined(here, below), own: false };
	const isGroup = above.some((cell) => cell?.merged) && !above.every((cell) => isFilled(cell));
	if (isGroup && above.filter(isFilled).length >= 2)
		return { row: row - 1, rows: 2, ...joined(above, here), own: false };
	return { row, rows: 1, labels: here.map(labelOf), others: [], own: false };
}

/** By what a sheet of the same layout is known again: the words of its header in their order. */
export const shapeOf = ({ labels }: Header): string =>
	labels
		.map((label) => oneLine(label).toLowerCase())
		.join('\t')
		.trimEnd();
