/**
 * A block of cells as a spreadsheet copies it: tabs between cells, quotes only where a cell needs them.
 * A quote opens only at a cell's beginning, and only where its closing one ends the cell: `5" pipe` and
 * a lone `"5` stay what they are.
 */
import { storable, type Sheet } from './cells.ts';
import { mostRows } from './read-workbook.ts';

const quoted = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)/y;
const plain = /[^\t\r\n]*/y;

/** The texts of a pasted block, row by row. */
export function pastedRows(block: string): string[][] {
	const rows: string[][] = [[]];
	let at = 0;
	while (at <= block.length) {
		quoted.lastIndex = plain.lastIndex = at;
		const inQuotes = block[at] === '"' ? quoted.exec(block) : null;
		const found = inQuotes ?? plain.exec(block);
		rows.at(-1)?.push(inQuotes?.[1]?.replaceAll('""', '"') ?? found?.[0] ?? '');
		at += found?.[0].length ?? 0;
		if (at >= block.length) break;
		if (block[at] !== '\t') rows.push([]);
		at += block.startsWith('\r\n', at) ? 2 : 1;
	}
	return rows;
}

/** A table of texts as a sheet; of one with too many rows so many that this shows. */
export function sheetOfTexts(name: string, rows: readonly (readonly string[])[]): Sheet {
	const last = rows.findLastIndex((row) => row.some((text) => text.trim() !== ''));
	const filled = rows.slice(0, last + 1);
	const kept = filled.slice(0, mostRows + 20);
	return {
		name,
		rows: kept.map((row) =>
			row.map((text) => (text.trim() === '' ? null : { is: 'text', text: storable(text) }))
		),
		...(filled.length > kept.length && { total: filled.length })
	};
}
