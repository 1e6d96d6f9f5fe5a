/**
 * A report as a workbook: a sheet of instructions, and one each for activities, milestones, KPIs and
 * money. Only the cells to fill are unlocked. What says whose report it is, and by what its rows and
 * columns are known again, is hidden.
 */
import {
	writeXlsx,
	type Cell,
	type CellStyle,
	type CellValue,
	type DataValidation,
	type WriteSheet
} from 'hucre';
import { columnLetters } from '#lib/domain/interchange/cells.ts';
import { choices, type ChoiceName, type FieldReads } from '#lib/domain/report-workbook/fields.ts';
import type { ChoiceWords } from '#lib/domain/report-workbook/read-field.ts';
import { reportMark, rowMark } from '#lib/domain/report-workbook/rows.ts';
import { anyDay, dayFormat, dayValue, head, moneyFormat, numberValue } from '../workbooks/cells.ts';

/** How a column is read and shown. */
export interface Column {
	/** The field of a form that its cells fill; null: it is read by people alone. */
	field: string | null;
	word: string;
	/** Beside a cell while it is filled. */
	note?: string;
	width: number;
	/** How what people alone read is shown; left out: as text. */
	shows?: 'day' | 'money' | 'number';
}

export interface Row {
	key: string;
	/** One a column: of a field what stands in it, else what is shown; null: no cell to fill is here. */
	values: (string | null)[];
	/** How each field of the row is read. */
	reads: ReadonlyMap<string, FieldReads>;
}

export interface ReportSheet {
	name: string;
	columns: Column[];
	rows: Row[];
}

export interface WrittenReport {
	/** What says whose it is; see `identity.ts`. */
	sealed: string;
	title: string;
	/** The name of the sheet of instructions, and its lines. */
	instructions: { name: string; lines: string[] };
	sheets: ReportSheet[];
	words: ChoiceWords;
}

/** A cell may hold no more than 32,767 letters. */
const lettersInCell = 30_000;
const lists = 'Lists';
const firstRow = 2;
const instructionWidth = 84;

const numberFormats = { money: moneyFormat, percent: '0.##', number: '#,##0.######' } as const;

/** Cells to fill are told from the others by more than a colour: by a border too. */
const toFill: CellStyle = {
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8E6' } },
	border: {
		top: { style: 'thin', color: { rgb: 'B8A36A' } },
		bottom: { style: 'thin', color: { rgb: 'B8A36A' } },
		left: { style: 'thin', color: { rgb: 'B8A36A' } },
		right: { style: 'thin', color: { rgb: 'B8A36A' } }
	}
};

function formatOf(reads: FieldReads): string | undefined {
	if (reads.as === 'day') return dayFormat;
	return reads.as === 'number' ? numberFormats[reads.asked.kind] : undefined;
}

function filledValue(text: string, reads: FieldReads, words: ChoiceWords): CellValue {
	if (text === '') return null;
	if (reads.as === 'choice') return words[reads.of][text] ?? text;
	if (reads.as === 'day') return dayValue(text);
	return reads.as === 'number' ? numberValue(text) : text;
}

function fillCell(text: string, reads: FieldReads, words: ChoiceWords): Partial<Cell> {
	const numFmt = formatOf(reads);
	const alignment = { vertical: 'top', wrapText: reads.as === 'note' } as const;
	const style = { ...toFill, protection: { locked: false }, alignment, ...(numFmt && { numFmt }) };
	return { value: filledValue(text, reads, words), style };
}

function shownCell(text: string, { shows }: Column): Partial<Cell> {
	const alignment = { vertical: 'top', wrapText: shows === undefined } as const;
	if (text === '' || shows === undefined) return { value: text || null, style: { alignment } };
	if (shows === 'day') return { value: dayValue(text), style: { alignment, numFmt: dayFormat } };
	return { value: numberValue(text), style: { alignment, numFmt: numberFormats[shows] } };
}

const listColumn = (of: ChoiceName): number => Object.keys(choices).indexOf(of);

function listSheet(words: ChoiceWords): WriteSheet {
	const cells = new Map<string, Partial<Cell>>();
	for (const [column, of] of (Object.keys(choices) as ChoiceName[]).entries())
		for (const [row, key] of choices[of].entries())
			cells.set(`${row},${column}`, { value: words[of][key] ?? key });
	return { name: lists, cells, hidden: true };
}

type Rule = Omit<DataValidation, 'range'>;

function ruleOf(reads: FieldReads): Rule | null {
	if (reads.as === 'choice') {
		const letters = columnLetters(listColumn(reads.of));
		const formula1 = `${lists}!$${letters}$1:$${letters}$${choices[reads.of].length}`;
		return { type: 'list', formula1, showErrorMessage: true, errorStyle: 'stop' };
	}
	if (reads.as === 'day') return anyDay;
	if (reads.as !== 'number' || reads.orNone) return null;
	// a cell may say less than the forms take, never more: what is odd is said when it is sent
	const bounds = { operator: 'between', formula1: '0', formula2: '100' } as const;
	return reads.asked.kind === 'percent'
		? { type: 'decimal', ...bounds, showErrorMessage: true, errorStyle: 'warning' }
		: null;
}

/** Takes anything, so that what is said beside the cell is shown. */
const anything: Rule = { type: 'custom', formula1: 'TRUE' };

function ruleAt({ field, note }: Column, { values, reads }: Row, at: number): Rule | null {
	const found = field === null || values[at] === null ? undefined : reads.get(field);
	return found ? (ruleOf(found) ?? (note ? anything : null)) : null;
}

const notedAt = ({ word, note }: Column): Partial<DataValidation> =>
	note === undefined
		? {}
		: { showInputMessage: true, inputTitle: word.slice(0, 32), inputMessage: note.slice(0, 255) };

/** One for each run of rows that are ruled alike: from the first of them to the last. */
interface Run {
	rule: Rule;
	first: number;
	last: number;
}

function runsOf(column: Column, rows: readonly Row[], at: number): Run[] {
	const runs: Run[] = [];
	for (const [index, row] of rows.entries()) {
		const rule = ruleAt(column, row, at);
		const before = runs.at(-1);
		if (rule === null) continue;
		if (before?.last === index - 1 && JSON.stringify(before.rule) === JSON.stringify(rule))
			before.last = index;
		else runs.push({ rule, first: index, last: index });
	}
	return runs;
}

const validationsOf = ({ columns, rows }: ReportSheet): DataValidation[] =>
	columns.flatMap((column, at) =>
		runsOf(column, rows, at).map(({ rule, first, last }) => {
			const letters = columnLetters(at + 1);
			const [from, to] = [first + firstRow + 1, last + firstRow + 1];
			const range = `${letters}${from}:${letters}${to}`;
			return { ...rule, ...notedAt(column), allowBlank: true, range };
		})
	);

/** In points, of rows whose words are wrapped: not every program makes room for them by itself. */
function heightOf(texts: readonly (string | null)[], widths: readonly number[]): number {
	const lines = texts.map((text, at) =>
		(text ?? '')
			.split('\n')
			.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (widths[at]! * 0.95))), 0)
	);
	return Math.min(400, Math.max(...lines, 1) * 15 + 3);
}

function heights({
	columns,
	rows
}: ReportSheet): Map<number, { height?: number; hidden?: boolean }> {
	const widths = columns.map(({ width }) => width);
	const words = columns.map(({ word }) => word);
	return new Map<number, { height?: number; hidden?: boolean }>([
		[0, { height: heightOf(words, widths) }],
		[1, { hidden: true }],
		...rows.map(({ values }, at) => [at + firstRow, { height: heightOf(values, widths) }] as const)
	]);
}

function cellsOf({ columns, rows }: ReportSheet, words: ChoiceWords): Map<string, Partial<Cell>> {
	const cells = new Map<string, Partial<Cell>>([['1,0', { value: rowMark }]]);
	for (const [at, column] of columns.entries()) {
		cells.set(`0,${at + 1}`, { value: column.word, style: head });
		if (column.field !== null) cells.set(`1,${at + 1}`, { value: column.field });
		for (const [index, { values, reads }] of rows.entries()) {
			const text = values[at] ?? null;
			const fieldReads = column.field === null ? undefined : reads.get(column.field);
			if (text === null) continue;
			const cell = fieldReads ? fillCell(text, fieldReads, words) : shownCell(text, column);
			cells.set(`${index + firstRow},${at + 1}`, cell);
		}
	}
	for (const [index, { key }] of rows.entries()) cells.set(`${index + firstRow},0`, { value: key });
	return cells;
}

const sheetOf = (sheet: ReportSheet, words: ChoiceWords): WriteSheet => ({
	name: sheet.name,
	cells: cellsOf(sheet, words),
	columns: [{ width: 8, hidden: true }, ...sheet.columns.map(({ width }) => ({ width }))],
	rowDefs: heights(sheet),
	pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
	freezePane: { rows: firstRow, columns: 2 },
	dataValidations: validationsOf(sheet),
	protection: { sheet: true, formatColumns: true, formatRows: true }
});

/** In parts that a cell can hold. */
function parts(text: string): string[] {
	const count = Math.ceil(text.length / lettersInCell);
	return Array.from({ length: count }, (_, at) =>
		text.slice(at * lettersInCell, (at + 1) * lettersInCell)
	);
}

function instructionSheet({ sealed, title, instructions }: WrittenReport): WriteSheet {
	const hidden = [reportMark, ...parts(sealed)];
	const cells = new Map<string, Partial<Cell>>(
		hidden.map((value, column) => [`0,${column}`, { value }])
	);
	cells.set('1,0', { value: title, style: head });
	for (const [at, line] of instructions.lines.entries())
		cells.set(`${at + 2},0`, {
			value: line || null,
			style: { alignment: { wrapText: true, vertical: 'top' } }
		});
	return {
		name: instructions.name,
		cells,
		columns: [
			{ width: instructionWidth },
			...hidden.slice(1).map(() => ({ width: 8, hidden: true }))
		],
		rowDefs: new Map<number, { height?: number; hidden?: boolean }>([
			[0, { hidden: true }],
			...instructions.lines.map(
				(line, at) => [at + 2, { height: heightOf([line], [instructionWidth]) }] as const
			)
		]),
		pageSetup: { fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
		protection: { sheet: true, formatColumns: true, formatRows: true }
	};
}

/** The report as the bytes of an XLSX file. */
export const writeReport = async (report: WrittenReport): Promise<Uint8Array> =>
	await writeXlsx({
		sheets: [
			instructionSheet(report),
			...report.sheets.map((sheet) => sheetOf(sheet, report.words)),
			listSheet(report.words)
		]
	});
