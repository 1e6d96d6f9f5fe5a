/** The rows of a report's workbook, found again by what is hidden in it, wherever they were moved. */
import { wordsOf, type At, type Cell, type Sheet } from '../interchange/cells.ts';

/** Begins the hidden row that says whose report it is. */
export const reportMark = 'tanaw.report';
/** Begins the hidden row that names the field of each column. */
export const rowMark = 'tanaw.row';

export interface ReadCell {
	at: At;
	cell: Cell;
}

export interface ReadRow {
	/** Of its item; empty: there is none. */
	key: string;
	/** Of its item, where the row speaks of a part alone. */
	part: string | null;
	at: At;
	cells: ReadonlyMap<string, ReadCell>;
}

/** How far down what is hidden is looked for. */
const lookedAt = 5;

const markedBy = (mark: string, { rows }: Sheet): number =>
	rows.slice(0, lookedAt).findIndex((row) => wordsOf(row[0]) === mark);

/** What says whose report it is, as it was sealed; null: it is no report's workbook. */
export function sealedIn(sheets: readonly Sheet[]): string | null {
	for (const sheet of sheets) {
		const row = sheet.rows[markedBy(reportMark, sheet)];
		if (row) return row.slice(1).map(wordsOf).join('');
	}
	return null;
}

function rowOf(sheet: Sheet, at: number, fields: readonly string[]): ReadRow[] {
	const cells = sheet.rows[at] ?? [];
	const [key = '', part = null] = wordsOf(cells[0]).split('/');
	const place = (column: number): At => ({ sheet: sheet.name, row: at, column });
	const named = fields.flatMap((field, column) =>
		field === '' || column === 0
			? []
			: [[field, { at: place(column), cell: cells[column] ?? null }] as const]
	);
	const isFilled = key !== '' || named.some(([, { cell }]) => wordsOf(cell) !== '');
	// the key is hidden: people look for what is beside it
	return isFilled ? [{ key, part, at: place(1), cells: new Map(named) }] : [];
}

/** All rows of all sheets that have any, in their order. */
export function rowsIn(sheets: readonly Sheet[]): ReadRow[] {
	return sheets.flatMap((sheet) => {
		const marked = markedBy(rowMark, sheet);
		if (marked < 0) return [];
		const fields = (sheet.rows[marked] ?? []).map(wordsOf);
		return sheet.rows.flatMap((_, at) => (at > marked ? rowOf(sheet, at, fields) : []));
	});
}
