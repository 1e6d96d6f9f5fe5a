/** What can be done with cells of an outline. */
import { inserted, makesNext, type Acted, type OutlineRefusal, type Span } from './acts.ts';
import type { Column, Row, Rows } from './rows.ts';

/** So many rows may be pasted at once. */
export const mostPasted = 1_000;

/** Cells that stand beside each other. */
export interface Block extends Span {
	columns: readonly Column[];
}

function withCells(row: Row, texts: Partial<Record<Column, string>>): Row {
	const cells = { ...row.cells, ...texts };
	const isSame = Object.entries(texts).every(
		([column, text]) => row.cells[column as Column] === text
	);
	return isSame ? row : { ...row, cells };
}

/** A text in a cell. */
export function typed(rows: Rows, at: number, column: Column, text: string): Acted {
	const row = rows[at];
	if (!row || row.fixed.includes(column)) return { refused: 'cell_fixed' };
	const now = withCells(row, { [column]: text });
	return { rows: now === row ? rows : rows.with(at, now) };
}

/** Nothing in the cells of a block; those that are set elsewhere stay. */
export const cleared = (rows: Rows, { first, last, columns }: Block): Acted => ({
	rows: rows.map((row, at) => {
		if (at < first || at > last) return row;
		const open = columns.filter((column) => !row.fixed.includes(column));
		return withCells(row, Object.fromEntries(open.map((column) => [column, ''])));
	})
});

/** The first row of a block in all of its rows; codes stay, since no two are alike. */
export function filled(rows: Rows, { first, last, columns }: Block): Acted {
	const from = rows[first];
	if (!from) return { rows };
	const some = columns.filter((column) => column !== 'code' && !from.fixed.includes(column));
	return {
		rows: rows.map((row, at) => {
			if (at <= first || at > last) return row;
			const open = some.filter((column) => !row.fixed.includes(column));
			return withCells(row, Object.fromEntries(open.map((column) => [column, from.cells[column]])));
		})
	};
}

/** A block without the empty lines and columns that spreadsheets copy behind it. */
function trimmed(block: readonly (readonly string[])[]): string[][] {
	const texts = block.map((line) => line.map((text) => text.replaceAll(/\s+/g, ' ').trim()));
	const end = texts.findLastIndex((line) => line.some((text) => text !== ''));
	return texts.slice(0, end + 1).map((line) => {
		return line.slice(0, line.findLastIndex((text) => text !== '') + 1);
	});
}

function refusalOf(lines: string[][], columns: number): OutlineRefusal | null {
	if (lines.length > mostPasted) return 'too_many_rows';
	return lines.some((line) => line.length > columns) ? 'too_many_columns' : null;
}

/**
 * A block of texts from a cell on, as if each line were typed and followed by the next row: behind the
 * last of the rows that stand beside or beneath each other new ones are made.
 *
 * @param columns from the cell's on, as they are shown
 * @param read what a typed text becomes in a cell
 */
export function pasted(
	rows: Rows,
	at: number,
	{ block, columns }: { block: readonly (readonly string[])[]; columns: readonly Column[] },
	read: (column: Column, text: string) => string
): Acted {
	const lines = trimmed(block);
	const refused = refusalOf(lines, columns.length);
	if (refused) return { refused };
	let now = rows;
	let place = at;
	for (const [index, line] of lines.entries()) {
		if (index > 0) {
			if (makesNext(now, place)) now = withNext(now, place);
			place += 1;
		}
		const row = now[place]!;
		const texts = line.map((text, of): [Column, string] => [
			columns[of]!,
			read(columns[of]!, text)
		]);
		if (texts.some(([column, text]) => row.fixed.includes(column) && text !== row.cells[column]))
			return { refused: 'cell_fixed' };
		now = now.with(place, withCells(row, Object.fromEntries(texts)));
	}
	return { rows: now, at: now[place]?.key };
}

function withNext(rows: Rows, at: number): Rows {
	const acted = inserted(rows, at);
	return 'rows' in acted ? acted.rows : rows;
}
