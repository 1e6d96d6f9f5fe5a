/** What is typed in the cells of an outline, by the one grammar: what it becomes, and what is wrong. */
import type { NamedProblem, PlanSpan } from '../entries/entered.ts';
import type { EntryLanguage } from '../entries/languages.ts';
import { readNumber } from '../entries/numbers.ts';
import { dayProblem } from '../entries/plan-days.ts';
import { readDayOrSpan } from '../interchange/header-days.ts';
import { closed } from '../records/bidi.ts';
import { isCode } from '../records/codes.ts';
import type { OutlineChanges, RowChange } from './changes.ts';
import { columns, type Cells, type Column, type Rows } from './rows.ts';

export type CellProblem =
	| NamedProblem
	| { problem: 'code_letters' | 'code_taken' | 'title_missing' | 'not_above_zero' }
	| { problem: 'no_organisation' | 'dates_reversed' | 'fund_missing' }
	| { problem: 'no_fund_source' | 'fund_needed' }
	| { problem: 'words_too_long'; most: number };

export interface Organisation {
	acronym: string;
	name: string;
}

/** A fund source, as cells and lists name it. */
export interface Fund {
	code: string;
	title: string;
}

export interface OutlineContext {
	/** Whose numbers and dates are typed. */
	language: EntryLanguage;
	currency: string;
	span: PlanSpan;
	/** Those that may lead. */
	organisations: readonly Organisation[];
	/** Those of the plan. */
	funds: readonly Fund[];
	/** Whether a cost whose fund source is not typed has one to be of. */
	funded: boolean;
}

/** What was read, as it is kept in a cell; empty: nothing. */
export type CellRead = { value: string } | CellProblem;

const mostLetters = { code: 40, title: 1000 } as const;

function words(column: 'code' | 'title', text: string): CellRead {
	const value = closed(text.replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim());
	const most = mostLetters[column];
	if (value.length > most) return { problem: 'words_too_long', most };
	if (column === 'code' && value !== '' && !isCode(value)) return { problem: 'code_letters' };
	return { value };
}

const plain = (text: string) => text.toLocaleLowerCase('en');

/**
 * Organisations that a text may mean, the likeliest first: those whose acronym begins so, then those of
 * whose name a word does.
 */
export function organisationsLike<One extends Organisation>(
	text: string,
	organisations: readonly One[]
): One[] {
	const asked = plain(text.trim());
	if (asked === '') return [];
	const ranked = organisations.flatMap((one) => {
		const [acronym, name] = [plain(one.acronym), plain(one.name)];
		const rank =
			acronym === asked ? 0 : acronym.startsWith(asked) ? 1 : name.startsWith(asked) ? 2 : 3;
		const isLike = rank < 3 || ` ${name}`.includes(` ${asked}`);
		return isLike ? [{ one, rank }] : [];
	});
	return ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one);
}

function organisation(text: string, { organisations }: OutlineContext): CellRead {
	const asked = plain(text.trim());
	if (asked === '') return { value: '' };
	const named = organisations.find(
		({ acronym, name }) => plain(acronym) === asked || plain(name) === asked
	);
	return named ? { value: named.acronym } : { problem: 'no_organisation' };
}

function fundSource(text: string, { funds }: OutlineContext): CellRead {
	const asked = plain(text.trim());
	if (asked === '') return { value: '' };
	const named = funds.find(({ code, title }) => plain(code) === asked || plain(title) === asked);
	return named ? { value: named.code } : { problem: 'no_fund_source' };
}

function day(text: string, edge: 'first' | 'last', { language, span }: OutlineContext): CellRead {
	const read = readDayOrSpan(text, edge, language);
	if (!('value' in read)) return read;
	return dayProblem('planned', read.value, span) ?? { value: read.value ?? '' };
}

function number(
	text: string,
	column: 'cost' | 'weight',
	{ language, currency }: OutlineContext
): CellRead {
	const asked =
		column === 'cost'
			? ({ kind: 'money', decimals: 2, currency } as const)
			: ({ kind: 'number', decimals: 6 } as const);
	const read = readNumber(text, asked, language);
	if (!('value' in read)) return read;
	const { value } = read;
	if (value === null) return { value: '' };
	if (value.startsWith('-')) return { problem: 'negative' };
	if (column === 'weight' && Number(value) === 0) return { problem: 'not_above_zero' };
	return { value };
}

/** Reads what is typed in a cell. */
export function readEntry(column: Column, text: string, context: OutlineContext): CellRead {
	switch (column) {
		case 'code':
		case 'title':
			return words(column, text);
		case 'lead':
			return organisation(text, context);
		case 'fund':
			return fundSource(text, context);
		case 'start':
			return day(text, 'first', context);
		case 'end':
			return day(text, 'last', context);
		case 'cost':
		case 'weight':
			return number(text, column, context);
	}
}

/** What a cell keeps of a text: what was read, else the text itself. */
export function entered(column: Column, text: string, context: OutlineContext): string {
	const read = readEntry(column, text, context);
	return 'value' in read ? read.value : text.trim();
}

/** What is wrong with one cell of a row. */
export interface PlacedProblem {
	key: string;
	column: Column;
	problem: CellProblem;
}

/** What no cell of a row can tell alone. */
function across({ kind, cells: sent }: RowChange, now: Cells): [Column, CellProblem][] {
	const found: [Column, CellProblem][] = [];
	if (now.title === '') found.push(['title', { problem: 'title_missing' }]);
	if (now.code === '' && kind === null) found.push(['code', { problem: 'required' }]);
	if (sent.fund === '' && kind === null) found.push(['fund', { problem: 'fund_needed' }]);
	const areDays = [now.start, now.end].every((text) => /^\d{4}-\d{2}-\d{2}$/.test(text));
	const isSent = 'start' in sent || 'end' in sent;
	if (areDays && isSent && now.end < now.start) found.push(['end', { problem: 'dates_reversed' }]);
	return found;
}

function rowProblems(change: RowChange, now: Cells, context: OutlineContext): PlacedProblem[] {
	const alone = columns.flatMap((column): [Column, CellProblem][] => {
		const text = change.cells[column];
		if (text === undefined) return [];
		const read = readEntry(column, text, context);
		if (!('value' in read)) return [[column, read]];
		const lacksFund = column === 'cost' && read.value !== '' && now.fund === '' && !context.funded;
		return lacksFund ? [[column, { problem: 'fund_missing' }]] : [];
	});
	const named = new Set(alone.map(([column]) => column));
	const rest = across(change, now).filter(([column]) => !named.has(column));
	return [...alone, ...rest].map(([column, problem]) => ({ key: change.key, column, problem }));
}

/** Codes that are typed and stand in another row too. */
function takenCodes(changes: OutlineChanges, rows: Rows): PlacedProblem[] {
	const counts = Map.groupBy(rows, ({ cells }) => cells.code);
	return changes.rows.flatMap(({ key, cells: { code } }): PlacedProblem[] =>
		code && (counts.get(code)?.length ?? 0) > 1
			? [{ key, column: 'code', problem: { problem: 'code_taken' } }]
			: []
	);
}

/** What is wrong with what would be sent, row by row. */
export function outlineProblems(
	changes: OutlineChanges,
	rows: Rows,
	context: OutlineContext
): PlacedProblem[] {
	const byKey = new Map(rows.map((row) => [row.key, row.cells]));
	return [
		...changes.rows.flatMap((change) => {
			const now = byKey.get(change.key);
			return now ? rowProblems(change, now, context) : [];
		}),
		...takenCodes(changes, rows)
	];
}
