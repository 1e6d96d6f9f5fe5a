/** From one cell to the text that its form's field would send, or to what is wrong with it. */
import { asStored, type NamedProblem } from '../entries/entered.ts';
import { readDay } from '../entries/days.ts';
import { entryLanguage } from '../entries/languages.ts';
import { readNumber, writtenNumber, type NumberAsked } from '../entries/numbers.ts';
import { decimalOf, oneLine, wordsOf, type Cell } from '../interchange/cells.ts';
import { bareWords } from '../interchange/match-words.ts';
import { dayOfSerial } from '../interchange/read-cell.ts';
import { notApplicable } from './items.ts';
import { choices, type ChoiceName, type FieldReads } from './fields.ts';

export const cellFaults = [
	'cell_error',
	'formula_without_value',
	'percent_for_number',
	'not_asked',
	'not_one_of'
] as const;

/** What is wrong with a cell: what is wrong with a form's field too, or what only a cell can have. */
export type CellFault =
	NamedProblem | { problem: (typeof cellFaults)[number]; options?: readonly string[] };

export type FieldRead = { value: string } | CellFault;

/** The words of a vocabulary's keys, as the workbook has them. */
export type ChoiceWords = Record<ChoiceName, Readonly<Record<string, string>>>;

/** What a reader of cells knows besides them. */
export interface Reading {
	language: string;
	words: ChoiceWords;
}

type Filled = NonNullable<Cell>;

function chosen(cell: Filled, of: ChoiceName, { words }: Reading): FieldRead {
	const said = bareWords(wordsOf(cell));
	const options: readonly string[] = choices[of];
	const wordOf = (option: string) => words[of][option] ?? option;
	const found = options.find((one) => one === said || bareWords(wordOf(one)) === said);
	return found === undefined
		? { problem: 'not_one_of', options: options.map(wordOf) }
		: { value: found };
}

function dayIn(cell: Filled, language: string): FieldRead {
	if (cell.is === 'day') return { value: cell.day };
	const serial = cell.is === 'number' ? dayOfSerial(Number(cell.number)) : null;
	if (serial !== null) return { value: serial };
	const read = readDay(oneLine(wordsOf(cell)), entryLanguage(language));
	return 'value' in read ? { value: read.value ?? '' } : read;
}

/** A number's text as a form would have it; null: a share, where no percent is asked. */
function typed(cell: Filled, { kind }: NumberAsked, language: string): string | null {
	if (cell.is !== 'number') return wordsOf(cell);
	if (cell.percent !== true) return writtenNumber(cell.number, entryLanguage(language));
	const hundredfold = kind === 'percent' ? decimalOf(Number(cell.number) * 100) : null;
	return hundredfold === null ? null : writtenNumber(hundredfold, entryLanguage(language));
}

function numberIn(cell: Filled, asked: NumberAsked, language: string): FieldRead {
	const text = typed(cell, asked, language);
	if (text === null) return { problem: 'percent_for_number' };
	const read = readNumber(text, asked, entryLanguage(language));
	return 'value' in read ? { value: read.value ?? '' } : read;
}

function valueOf(cell: Filled, reads: FieldReads, reading: Reading): FieldRead {
	const { language } = reading;
	switch (reads.as) {
		case 'choice':
			return chosen(cell, reads.of, reading);
		case 'day':
			return dayIn(cell, language);
		case 'note':
			return { value: asStored(wordsOf(cell).replaceAll('\r\n', '\n')) };
		case 'number':
			return reads.orNone && bareWords(wordsOf(cell)) === bareWords(notApplicable)
				? { value: notApplicable }
				: numberIn(cell, reads.asked, language);
	}
}

/** Reads a cell; of an empty one nothing, which is never 0. */
export function readField(cell: Cell | undefined, reads: FieldReads, reading: Reading): FieldRead {
	if (!cell) return { value: '' };
	if (cell.is === 'error') return { problem: 'cell_error' };
	if (cell.formula && wordsOf(cell) === '') return { problem: 'formula_without_value' };
	return wordsOf(cell) === '' ? { value: '' } : valueOf(cell, reads, reading);
}
