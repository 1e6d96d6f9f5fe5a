/** A sheet of a workbook, or a pasted block, as plain data: what each cell holds and where it stands. */
import { plainDecimal } from '../records/decimals.ts';
import type { IsoDate } from '../records/records.ts';

export type CellValue =
	| { is: 'text'; text: string }
	/** Exact decimal text, as the sheet keeps it: 0.65 where a percent is shown as 65 %. */
	| { is: 'number'; number: string; percent?: true }
	| { is: 'day'; day: IsoDate }
	| { is: 'flag'; flag: boolean }
	/** What the sheet could not compute, for example `#REF!`. */
	| { is: 'error'; text: string };

/** Null where nothing stands. */
export type Cell =
	| (CellValue & {
			/** Computed by the sheet; the value is its last result. */
			formula?: true;
			/** Part of a merged area whose first cell holds the value. */
			merged?: true;
	  })
	| null;

export interface Sheet {
	name: string;
	/** From the first row; a row may be shorter than others. */
	rows: Cell[][];
	/** How many rows there were, where not all were kept. */
	total?: number;
}

/** Where a cell stands, counted from 0. */
export interface At {
	sheet: string;
	row: number;
	column: number;
}

/** `A` for 0, `AA` for 26. */
export function columnLetters(column: number): string {
	const rest = Math.floor(column / 26);
	const letter = String.fromCharCode(65 + (column % 26));
	return rest === 0 ? letter : columnLetters(rest - 1) + letter;
}

/** As people name a cell: `Plan1!J3`. */
export const addressOf = ({ sheet, row, column }: At): string =>
	`${sheet}!${columnLetters(column)}${row + 1}`;

/** No floating-point number has more digits that mean something. */
const meaningfulDigits = 15;

/** A spreadsheet's number as decimal text: 0.14000000000000001 is 0.14; null where it is none. */
export function decimalOf(number: number): string | null {
	if (!Number.isFinite(number)) return null;
	const rounded = Number(number.toPrecision(meaningfulDigits));
	const plain = String(rounded);
	if (!plain.includes('e')) return plainDecimal(plain);
	const [digits = '', exponent = '0'] = plain.split('e');
	const places = Number(exponent);
	if (places < 0) return plainDecimal(rounded.toFixed(Math.min(100, meaningfulDigits - places)));
	return plainDecimal(BigInt(rounded).toString() || digits);
}

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** Words of one line, without blanks around them or runs of blanks within. */
export const oneLine = (text: string): string =>
	text.replaceAll(invisible, '').replaceAll(/\s+/g, ' ').trim();

/** What a person reads in a cell; empty where nothing stands. */
export function wordsOf(cell: Cell | undefined): string {
	if (!cell) return '';
	if (cell.is === 'number') return cell.number;
	if (cell.is === 'day') return cell.day;
	if (cell.is === 'flag') return cell.flag ? 'TRUE' : 'FALSE';
	return cell.text.replaceAll(invisible, '').trim();
}

/** Text as a database can hold it. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');

export const isFilled = (cell: Cell | undefined): boolean => wordsOf(cell) !== '';

/** How far the rows and columns go in which something stands. */
export function filledSize(sheet: Sheet): { rows: number; columns: number } {
	const rows = sheet.rows.findLastIndex((row) => row.some(isFilled)) + 1;
	const columns = Math.max(0, ...sheet.rows.map((row) => row.findLastIndex(isFilled) + 1));
	return { rows, columns };
}
