/** From one cell to a value of its role, or to what is wrong with it. Nothing is guessed. */
import type { NamedProblem } from '../entries/entered.ts';
import { entryLanguage } from '../entries/languages.ts';
import { readNumber, type NumberAsked } from '../entries/numbers.ts';
import { addDays } from '../records/dates.ts';
import { isCode } from '../records/codes.ts';
import { closed } from '../records/bidi.ts';
import type { IsoDate } from '../records/records.ts';
import type { FieldValue } from '../records/changes.ts';
import { decimalOf, oneLine, wordsOf, type Cell } from './cells.ts';
import { bareCode } from './codes.ts';
import { readDayOrSpan } from './header-days.ts';
import { bareWords } from './match-words.ts';
import type { PercentReading, ReadAs } from './roles.ts';

export const cellProblems = [
	'cell_error',
	'formula_without_value',
	'merged_value',
	'text_for_number',
	'share_or_percent',
	'not_yes_or_no',
	'not_one_of',
	'not_a_year',
	'code_letters',
	'words_too_long'
] as const;

/** What is wrong with a cell. */
export type CellProblem =
	| NamedProblem
	| { problem: (typeof cellProblems)[number]; options?: readonly string[]; most?: number };

export type CellRead = { value: FieldValue } | CellProblem;

export interface CellContext {
	language: string;
	/** See `SheetMap`. */
	exact: boolean;
	currency: string;
	/** Whether the row's KPI is in percent, and what its numbers from 0 to 1 are then. */
	percent: boolean;
	percents: PercentReading;
}

/** No numeric column keeps more decimals. */
const mostDecimals = 6;
/** Excel counts days from here; so many lie between 1950 and 2150. */
const firstDay = '1899-12-30';
const [earliestDay, latestDay] = [18_264, 91_313];

const none: CellRead = { value: null };

/** A number in a cell as text: what stands around it is a mistake to be mended there. */
function numberIn(text: string, asked: NumberAsked, language: string): CellRead {
	const read = readNumber(text, asked, entryLanguage(language));
	if ('value' in read) return read;
	return read.problem === 'not_a_number' || read.problem === 'not_an_amount'
		? { problem: 'text_for_number' }
		: read;
}

/** What a cell holds, without the last digits of a quotient that no column keeps. */
const rounded = (number: string): string =>
	decimalOf(Number(Number(number).toFixed(mostDecimals))) ?? number;

/** Times a hundred in decimal text: 0.07 is 7, not 7.000000000000001. */
const hundredfold = (number: string): string => rounded(String(Number(number) * 100));

function kpiValue(cell: NonNullable<Cell>, { language, percent, percents }: CellContext): CellRead {
	if (cell.is !== 'number') {
		const asked = { kind: percent ? 'percent' : 'number', decimals: mostDecimals } as const;
		return numberIn(wordsOf(cell), asked, language);
	}
	const number = Number(cell.number);
	if (cell.percent)
		return percent ? { value: hundredfold(cell.number) } : { problem: 'share_or_percent' };
	const mayBeShare = percent && percents !== 'written' && number > 0 && number <= 1;
	if (mayBeShare && percents === 'asked') return { problem: 'share_or_percent' };
	return { value: mayBeShare ? hundredfold(cell.number) : rounded(cell.number) };
}

function plainNumber(cell: NonNullable<Cell>, asked: NumberAsked, language: string): CellRead {
	if (cell.is === 'number') {
		const [, fraction = ''] = rounded(cell.number).split('.');
		const most = asked.decimals;
		return fraction.length > most
			? { problem: 'too_many_decimals', most }
			: { value: rounded(cell.number) };
	}
	return cell.is === 'text' ? numberIn(cell.text, asked, language) : { problem: 'text_for_number' };
}

/** The day that a spreadsheet counts as a number; null: none that anything here speaks of. */
export const dayOfSerial = (number: number): IsoDate | null =>
	number >= earliestDay && number <= latestDay ? addDays(firstDay, Math.floor(number)) : null;

function dayIn(cell: NonNullable<Cell>, edge: 'first' | 'last', language: string): CellRead {
	if (cell.is === 'day') return { value: cell.day };
	const text = oneLine(wordsOf(cell));
	const serial = cell.is === 'number' ? dayOfSerial(Number(text)) : null;
	if (serial !== null) return { value: serial };
	return readDayOrSpan(text, edge, entryLanguage(language));
}

const yes = new Set('yes|y|true|1|x|oo|opo|ya|sim|s'.split('|'));
const no = new Set('no|n|false|0|hindi|tidak|nao'.split('|'));

function flagIn(cell: NonNullable<Cell>): CellRead {
	const word = bareWords(wordsOf(cell));
	if (yes.has(word)) return { value: true };
	return no.has(word) ? { value: false } : { problem: 'not_yes_or_no' };
}

function yearIn(cell: NonNullable<Cell>): CellRead {
	const text = cell.is === 'day' ? cell.day.slice(0, 4) : wordsOf(cell).replace(/^fy\s*/i, '');
	const year = Number(text.replace(/\.0+$/, ''));
	return Number.isInteger(year) && year >= 1900 && year <= 2200
		? { value: year }
		: { problem: 'not_a_year' };
}

function oneOf(cell: NonNullable<Cell>, options: readonly string[]): CellRead {
	const word = bareWords(wordsOf(cell));
	const found = options.find((option) => bareWords(option) === word);
	return found === undefined ? { problem: 'not_one_of', options } : { value: found };
}

function wordsIn(cell: NonNullable<Cell>, most: number, lines: boolean): CellRead {
	const text = closed((lines ? wordsOf(cell) : oneLine(wordsOf(cell))).replaceAll('\0', ''));
	return text.length > most ? { problem: 'words_too_long', most } : { value: text };
}

const parted = (cell: NonNullable<Cell>): string[] =>
	oneLine(wordsOf(cell))
		.replace(/^\((.*)\)$/, '$1')
		.split(/[;,\n]/)
		.map((name) => name.trim())
		.filter(Boolean);

function codeIn(cell: NonNullable<Cell>, exact: boolean): CellRead {
	const code = exact ? oneLine(wordsOf(cell)) : bareCode(wordsOf(cell));
	return isCode(code) && code.length <= 40 ? { value: code } : { problem: 'code_letters' };
}

function valueOf(cell: NonNullable<Cell>, reads: ReadAs, context: CellContext): CellRead {
	const { language, currency } = context;
	switch (reads.as) {
		case 'code':
			return codeIn(cell, context.exact);
		case 'words':
			return wordsIn(cell, reads.most, false);
		case 'text':
			return wordsIn(cell, reads.most, true);
		case 'number':
			return plainNumber(cell, { kind: 'number', decimals: mostDecimals }, language);
		case 'whole':
			return plainNumber(cell, { kind: 'number', decimals: 0 }, language);
		case 'money':
			return plainNumber(cell, { kind: 'money', decimals: 2, currency }, language);
		case 'value':
			return kpiValue(cell, context);
		case 'year':
			return yearIn(cell);
		case 'day':
			return dayIn(cell, reads.edge, language);
		case 'flag':
			return flagIn(cell);
		case 'one_of':
			return oneOf(cell, reads.options);
		case 'organisations':
		case 'codes':
			return { value: parted(cell) };
	}
}

/** What may be written once for several merged rows: names and days, but no number, which would count twice. */
const oncePerRow: ReadonlySet<ReadAs['as']> = new Set(['number', 'value', 'money', 'whole']);

/** Reads a cell; an empty one is null. */
export function readCell(cell: Cell | undefined, reads: ReadAs, context: CellContext): CellRead {
	if (!cell) return none;
	if (cell.is === 'error') return { problem: 'cell_error' };
	if (cell.formula && wordsOf(cell) === '') return { problem: 'formula_without_value' };
	if (wordsOf(cell) === '') return none;
	if (cell.merged && oncePerRow.has(reads.as)) return { problem: 'merged_value' };
	return valueOf(cell, reads, context);
}
