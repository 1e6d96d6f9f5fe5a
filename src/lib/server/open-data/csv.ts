/** Tables as CSV (RFC 4180) that a spreadsheet can open without running anything that is in them. */

import type { Knowable } from '#lib/domain/records/known.ts';

export type Cell = string | number | boolean | null;

/** What each row carries besides its own, so that a row that is copied elsewhere still names its source. */
export interface TableSource {
	plan: string;
	plan_title: string;
	as_of: string;
	known_on: string;
	/** The mark of invented figures; empty where they are real. */
	demonstration: string;
	/** The address that the table was read from. */
	source: string;
}

/** A table by the names of its columns, which are those of the API's documents. */
export interface CsvTable {
	/** Its name in addresses and file names. */
	name: string;
	columns: readonly string[];
	rows: Cell[][];
}

/** What a column is called, and what of a row stands in it. */
export type Columns<Row> = Record<string, (row: Row) => Cell>;

export function table<Row>(name: string, columns: Columns<Row>, rows: Row[]): CsvTable {
	const cells = Object.values(columns);
	return {
		name,
		columns: Object.keys(columns),
		rows: rows.map((row) => cells.map((cell) => cell(row)))
	};
}

export const valueOf = (figure: Knowable<number>) => (figure.known ? figure.value : null);

/** The mark that what leaves a demonstration carries; empty elsewhere. */
export const markOf = ({ demonstration }: { demonstration: boolean }) =>
	demonstration ? 'Demonstration: invented figures' : '';

/** Spreadsheets take a text that begins so for a formula. */
const formula = /^[=+\-@\t\r]/;
/** Decimal text, as money is sent: a number, whatever its sign. */
const decimal = /^-?\d+(\.\d+)?$/;

function written(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell !== 'string') return String(cell);
	const safe = formula.test(cell) && !decimal.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row of a file. */
export const line = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`;

/** Spreadsheets read UTF-8 as such where this mark stands first. */
export const byteOrderMark = '\uFEFF';

/** The table with its source repeated on each row. */
export function csv({ columns, rows }: CsvTable, source: Readonly<Record<string, Cell>>): string {
	const repeated = Object.values(source);
	const head = line([...columns, ...Object.keys(source)]);
	return byteOrderMark + head + rows.map((cells) => line([...cells, ...repeated])).join('');
}

/** `bangsamoro-demo-kpis-2026-09-30-demonstration.csv` */
export function fileName(
	{ plan, as_of, demonstration }: Pick<TableSource, 'plan' | 'as_of' | 'demonstration'>,
	name: string,
	ending: string
): string {
	const parts = [plan, name, as_of, ...(demonstration ? ['demonstration'] : [])];
	return `${parts.join('-').replaceAll(/[^\w.-]+/g, '_')}.${ending}`;
}
