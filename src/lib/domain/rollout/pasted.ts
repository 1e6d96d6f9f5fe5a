/**
 * What is pasted of organisations and steps: one row an organisation with a column a step, or rows of
 * organisation, step, state, date, evidence and note. The first row names the columns.
 */
import type { DayRead } from '../entries/days.ts';
import type { NamedProblem, Problem } from '../entries/entered.ts';
import { asCompared } from '../entries/organisation-entry.ts';
import { pastedRows } from '../interchange/pasted.ts';
import type { IsoDate } from '../records/records.ts';
import { cellField, type SaidOfStep } from './entries.ts';
import type { StepState } from './records.ts';
import type { RollOutStep } from './setup.ts';

/** So many cells are pasted at once. */
export const mostCells = 5_000;

/** The columns of long rows. */
export const longColumns = ['organisation', 'step', 'state', 'on', 'evidence', 'note'] as const;
export type LongColumn = (typeof longColumns)[number];

/** In which words a person names columns, states, organisations and days. */
export interface PasteWords {
	columnOf: (text: string) => LongColumn | undefined;
	stateOf: (text: string) => StepState | undefined;
	/** The member that an acronym, a name or a label names, by id. */
	memberOf: (text: string) => string | undefined;
	readDay: (text: string) => DayRead;
	/** Where a cell names none. */
	day: IsoDate | null;
}

export interface Pasted {
	said: SaidOfStep[];
	/** What cannot be read, by the place of its cell. */
	problems: Problem[];
	/** What is wrong with the whole; null: nothing. */
	whole: 'empty' | 'head' | 'too_many' | null;
}

type Steps = readonly Pick<RollOutStep, 'id' | 'title' | 'shortTitle'>[];

/** The step that a text names: by its title, its short title or its number. */
function stepIn(steps: Steps, text: string): string | undefined {
	const sought = asCompared(text);
	const [, number] = /^(?:step )?(\d{1,3})$/.exec(sought) ?? [];
	const named = steps.find(
		({ title, shortTitle }) =>
			asCompared(title) === sought || (shortTitle !== null && asCompared(shortTitle) === sought)
	);
	return (named ?? steps[Number(number) - 1])?.id;
}

interface Line {
	/** Of the text, from 1. */
	line: number;
	cells: string[];
}

/** What a row says of one step; `at` is the number of its column, from 1. */
interface Typed {
	line: number;
	at: number;
	member: string;
	step: string;
	state: string;
	on: string;
	evidence: string | null;
	note: string | null;
}

const placeOf = ({ line, at }: Pick<Typed, 'line' | 'at'>) => `${line}-${at}`;

const wrong = (part: 'state' | 'on', typed: Typed, problem: NamedProblem): Problem => ({
	field: cellField(part, placeOf(typed)),
	...problem
});

/** A state with the day that may stand behind it: `done 31 Mar 2026`. */
function stateAndDay(text: string, { stateOf }: PasteWords): { state?: StepState; rest: string } {
	const whole = stateOf(text);
	if (whole) return { state: whole, rest: '' };
	const words = text.split(/[\s,;]+/);
	for (let count = Math.min(words.length - 1, 3); count > 0; count -= 1) {
		const state = stateOf(words.slice(0, count).join(' '));
		if (state) return { state, rest: words.slice(count).join(' ') };
	}
	return { rest: '' };
}

function read(typed: Typed, steps: Steps, words: PasteWords): SaidOfStep | Problem[] {
	const memberId = words.memberOf(typed.member);
	const stepId = stepIn(steps, typed.step);
	const { state, rest } = stateAndDay(typed.state, words);
	const day = words.readDay(typed.on || rest);
	const problems: Problem[] = [];
	if (typed.member === '') problems.push(wrong('state', typed, { problem: 'row_too_short' }));
	else if (memberId === undefined)
		problems.push(wrong('state', typed, { problem: 'unknown_organisation', name: typed.member }));
	if (stepId === undefined)
		problems.push(wrong('state', typed, { problem: 'unknown_step', name: typed.step }));
	if (state === undefined)
		problems.push(wrong('state', typed, { problem: 'unknown_step_state', name: typed.state }));
	if ('problem' in day) problems.push(wrong('on', typed, day));
	if (problems.length > 0 || 'problem' in day) return problems;
	const { evidence, note } = typed;
	return {
		...{ memberId: memberId!, stepId: stepId!, state: state!, on: day.value ?? words.day },
		...{ evidence, note, correctsId: null, place: placeOf(typed) }
	};
}

const textAt = ({ cells }: Line, at: number) => (at < 0 ? '' : (cells[at] ?? '').trim());

/** Rows of one step each; a row without a state says nothing. */
function longRows(head: (LongColumn | undefined)[], lines: readonly Line[]): Typed[] {
	const at = Object.fromEntries(longColumns.map((one) => [one, head.indexOf(one)])) as Record<
		LongColumn,
		number
	>;
	return lines
		.filter((line) => textAt(line, at.state) !== '')
		.map((line) => ({
			...{ line: line.line, at: at.state + 1, member: textAt(line, at.organisation) },
			...{ step: textAt(line, at.step), state: textAt(line, at.state), on: textAt(line, at.on) },
			evidence: textAt(line, at.evidence) || null,
			note: textAt(line, at.note) || null
		}));
}

/** Rows of an organisation with a column a step; an empty cell says nothing. */
function wideRows(head: readonly string[], lines: readonly Line[]): Typed[] {
	return lines.flatMap((line) =>
		line.cells.flatMap((cell, at) =>
			at === 0 || cell.trim() === ''
				? []
				: {
						...{ line: line.line, at: at + 1, member: textAt(line, 0), step: head[at] ?? '' },
						...{ state: cell.trim(), on: '', evidence: null, note: null }
					}
		)
	);
}

/** Reads a pasted block. What a cell names that is not known stands beside its row. */
export function readPasted(block: string, steps: Steps, words: PasteWords): Pasted {
	const lines = pastedRows(block)
		.map((cells, at): Line => ({ line: at + 1, cells }))
		.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
	const [first, ...rest] = lines;
	const none = (whole: Pasted['whole']): Pasted => ({ said: [], problems: [], whole });
	if (!first || rest.length === 0) return none('empty');
	const head = first.cells.map((cell) => words.columnOf(cell.trim()));
	const isLong = ['organisation', 'step', 'state'].every((one) =>
		head.some((column) => column === one)
	);
	if (!isLong && head[0] !== 'organisation' && first.cells[0]?.trim() !== '') return none('head');
	const typed = isLong
		? longRows(head, rest)
		: wideRows(
				first.cells.map((c) => c.trim()),
				rest
			);
	if (typed.length > mostCells) return none('too_many');
	const all = typed.map((one) => read(one, steps, words));
	return {
		said: all.flatMap((one) => (Array.isArray(one) ? [] : one)),
		problems: all.flatMap((one) => (Array.isArray(one) ? one : [])),
		whole: typed.length === 0 ? 'empty' : null
	};
}
