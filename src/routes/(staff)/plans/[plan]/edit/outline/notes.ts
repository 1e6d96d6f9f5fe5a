/** What stands beneath a row about its cells: what cannot be taken, and what others stored meanwhile. */
import type { PlacedProblem } from '#lib/domain/outline/entries.ts';
import type { Column, Rows } from '#lib/domain/outline/rows.ts';
import type { CellMark } from './answer.ts';
import { cellWords } from './problem-words.ts';

export interface Note {
	column: Column;
	words: string;
	/** What is stored there now, where somebody else changed it meanwhile. */
	theirs?: string;
}

/** A mark, and what stood in its cell when it came: once that is changed, the mark is past. */
export interface KeptMark extends CellMark {
	text: string;
}

export function keptMarks(marks: readonly CellMark[], rows: Rows): KeptMark[] {
	const cells = new Map(rows.map((row) => [row.key, row.cells]));
	return marks.map((mark) => ({ ...mark, text: cells.get(mark.key)?.[mark.column] ?? '' }));
}

/** The rows as they are stored, as far as conflicts tell of it: what is saved now is meant so. */
export function withTheirs(base: Rows, marks: readonly CellMark[]): Rows {
	const theirs = marks.filter((mark) => mark.theirs !== undefined);
	if (theirs.length === 0) return base;
	return base.map((row) => {
		const of = theirs.filter(({ key }) => key === row.key);
		const cells = Object.fromEntries(of.map((mark) => [mark.column, mark.theirs!]));
		return of.length === 0 ? row : { ...row, cells: { ...row.cells, ...cells } };
	});
}

/** By the row's key; of a cell what was found here, else what the server has said of it. */
export function notesOf(
	problems: readonly PlacedProblem[],
	marks: readonly KeptMark[],
	rows: Rows,
	currency: string
): Map<string, Note[]> {
	const notes = new Map<string, Note[]>();
	const add = (key: string, note: Note) => notes.set(key, [...(notes.get(key) ?? []), note]);
	for (const { key, column, problem } of problems)
		add(key, { column, words: cellWords(problem, currency) });
	if (marks.length === 0) return notes;
	const cells = new Map(rows.map((row) => [row.key, row.cells]));
	for (const { key, column, words, theirs, text } of marks)
		if (cells.get(key)?.[column] === text) add(key, { column, words, theirs });
	return notes;
}
