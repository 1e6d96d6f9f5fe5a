/** What hucre read of a workbook, as the domain knows sheets. The only file that knows its shapes. */
import type { Cell as ReadCell, CellValue as ReadValue, Sheet as ReadSheet, Workbook } from 'hucre';
import {
	decimalOf,
	storable,
	type Cell,
	type CellValue,
	type Sheet
} from '#lib/domain/interchange/cells.ts';
import { mostRows } from '#lib/domain/interchange/read-workbook.ts';

const limits = {
	sheets: 30,
	columns: 300,
	/** A few more than are read, so that it shows that there are too many. */
	rows: mostRows + 20,
	/** What a spreadsheet lets a cell hold. */
	letters: 32_767
};

/** Whether a number format shows a percent, not counting what it quotes. */
const isPercentFormat = (format: string | undefined): boolean =>
	/%/.test((format ?? '').replaceAll(/"[^"]*"|\\./g, ''));

function valueOf(value: ReadValue, cell: ReadCell | undefined): CellValue | null {
	if (value === null) return null;
	if (value instanceof Date)
		return Number.isNaN(value.getTime())
			? null
			: { is: 'day', day: value.toISOString().slice(0, 10) };
	if (typeof value === 'boolean') return { is: 'flag', flag: value };
	if (typeof value === 'string')
		return {
			is: cell?.type === 'error' ? 'error' : 'text',
			text: storable(value.slice(0, limits.letters))
		};
	const number = decimalOf(value);
	if (number === null) return { is: 'error', text: String(value) };
	return isPercentFormat(cell?.style?.numFmt)
		? { is: 'number', number, percent: true }
		: { is: 'number', number };
}

function cellOf(value: ReadValue, cell: ReadCell | undefined): Cell {
	const isFormula = cell?.formula !== undefined;
	const found = valueOf(isFormula ? (cell.formulaResult ?? value) : value, cell);
	if (!isFormula) return found;
	return { ...(found ?? { is: 'text', text: '' }), formula: true };
}

/** Repeats the first cell of each merged area over the area, marked, so that every row knows its group. */
function spread(rows: Cell[][], { merges = [] }: ReadSheet): void {
	for (const { startRow, startCol, endRow, endCol } of merges) {
		const held = rows[startRow]?.[startCol];
		if (!held) continue;
		for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row += 1)
			for (let column = startCol; column <= Math.min(endCol, limits.columns - 1); column += 1)
				if (row !== startRow || column !== startCol)
					setCell(rows, row, column, { ...held, merged: true });
	}
}

function setCell(rows: Cell[][], row: number, column: number, cell: Cell): void {
	const cells = rows[row];
	if (!cells) return;
	while (cells.length < column) cells.push(null);
	cells[column] = cell;
}

const withoutEnd = <T>(list: T[], isEmpty: (one: T) => boolean): T[] =>
	list.slice(0, list.findLastIndex((one) => !isEmpty(one)) + 1);

function sheetOf(read: ReadSheet): Sheet {
	const wide = (row: number) =>
		Array.from({ length: Math.min(read.rows[row]?.length ?? 0, limits.columns) }, (_, column) =>
			cellOf(read.rows[row]?.[column] ?? null, read.cells?.get(`${row},${column}`))
		);
	const filled = withoutEnd(read.rows, (row) =>
		row.every((value) => value === null || value === '')
	);
	const rows = Array.from({ length: Math.min(filled.length, limits.rows) }, (_, row) => wide(row));
	spread(rows, read);
	const narrow = rows.map((row) => withoutEnd(row, (cell) => cell === null));
	const isCut = filled.length > rows.length;
	return { name: storable(read.name), rows: narrow, ...(isCut && { total: filled.length }) };
}

/** The sheets of a workbook in their order; what a person cannot see at all is not read. */
export const sheetsOf = ({ sheets }: Workbook): Sheet[] =>
	sheets
		.filter(({ hidden, veryHidden }) => !hidden && !veryHidden)
		.slice(0, limits.sheets)
		.map(sheetOf);
