/** Rows of cells: pasted from a word processor with tabs, or written with `|`. */
import type { Block } from './blocks.ts';
import { rankOf } from './plan-words.ts';
import type { Span, StatedField } from './proposal.ts';
import { found, isEmpty, trimmed } from './spans.ts';
import { statedBy } from './stated-words.ts';

export interface Column {
	head: Span;
	/** What its cells state; undefined: they name elements, or nothing that is known. */
	field: StatedField | undefined;
	/** How wide the elements are that its cells name; undefined: they name none. */
	rank: number | undefined;
}

export interface Table {
	columns: Column[];
	/** Cells by column; an empty span where a row has none. */
	rows: Span[][];
	blocks: Block[];
}

const separator = /\t|\|/g;
/** The line beneath a head that is written with `|`. */
const rule = /^[\s|:-]+$/;

/** The cells of a line; one: it is no row. */
export function cellsOf(text: string, { start, end }: Span): Span[] {
	const bars = text[start] === '|';
	// a row may begin with an empty cell
	let from = bars ? start + 1 : start;
	while (!bars && text[from - 1] === '\t') from -= 1;
	const upTo = bars && text[end - 1] === '|' ? end - 1 : end;
	const marks = [...found(text, { start: from, end: upTo }, separator)];
	const starts = [from, ...marks.map((mark) => mark.end)];
	return starts.map((at, index) => trimmed(text, { start: at, end: marks[index]?.start ?? upTo }));
}

function columnOf(text: string, head: Span): Column {
	const words = text.slice(head.start, head.end);
	const named = words.replace(/^(?:kode|code|no\.?|nomor)\s+/i, '').split(/[\s/(]+/);
	const field = statedBy(words);
	const ranks = named.map(rankOf).filter((rank) => rank !== undefined);
	return { head, field, rank: field ? undefined : ranks[0] };
}

/** The columns, where at least two of a row's cells say what stands beneath them. */
function headOf(text: string, row: Span[]): Column[] | undefined {
	const columns = row.map((cell) => columnOf(text, cell));
	const known = columns.filter(({ field, rank }) => field !== undefined || rank !== undefined);
	return known.length >= 2 ? columns : undefined;
}

/** The tables among a text's blocks, each a head and the rows that follow it. */
export function tablesOf(text: string, blocks: Block[]): Table[] {
	const tables: Table[] = [];
	let open: Table | undefined;
	for (const block of blocks) {
		const row = cellsOf(text, block);
		if (
			row.filter((cell) => !isEmpty(cell)).length < 2 &&
			!rule.test(text.slice(block.start, block.end))
		) {
			open = undefined;
			continue;
		}
		const columns = open ? undefined : headOf(text, row);
		if (columns) tables.push((open = { columns, rows: [], blocks: [block] }));
		else if (open) {
			open.blocks.push(block);
			if (!rule.test(text.slice(block.start, block.end))) open.rows.push(row);
		}
	}
	return tables;
}
