/** What tables say: of elements that they name, or of the element above them. */
import { elementKinds } from '../records/vocabulary.ts';
import type { Elements } from './elements.ts';
import { kindsByRank } from './kinds.ts';
import type { ProposedElement, Span, Stated } from './proposal.ts';
import { isEmpty, uncovered, wordsAt } from './spans.ts';
import type { Column, Table } from './tables.ts';

type Named = Column & { rank: number };
const isNaming = (column: Column): column is Named => column.rank !== undefined;

function statedIn(columns: Column[], row: Span[]): Stated[] {
	return columns.flatMap(({ field, head }, at) => {
		const value = row[at];
		return field && value && !isEmpty(value) ? [{ field, label: head, value }] : [];
	});
}

const inCell = (cell: Span, kind: number, parent: number | null): ProposedElement => ({
	kind: elementKinds[kind] ?? 'activity',
	parent,
	marker: null,
	code: null,
	passage: cell,
	title: cell,
	description: null,
	terms: [],
	division: null,
	stated: []
});

/** The elements that the rows of one table name, each beneath the last of a wider column. */
class NamedRows {
	readonly #text: string;
	readonly #elements: ProposedElement[];
	readonly #kinds: Map<number, number>;
	/** The last element of each kind; an empty or equal cell stands for it. */
	readonly #open = new Map<number, { at: number; words: string }>();

	constructor(text: string, table: Table, elements: ProposedElement[]) {
		this.#text = text;
		this.#elements = elements;
		this.#kinds = kindsByRank(table.columns.filter(isNaming).map(({ rank }) => rank));
	}

	/** Adds what a row names; the narrowest of it, which its other cells are about. */
	add(columns: Column[], row: Span[]): ProposedElement | undefined {
		let last: number | null = null;
		columns.forEach((column, at) => {
			if (isNaming(column)) last = this.#cell(row[at], this.#kinds.get(column.rank) ?? 2, last);
		});
		return last === null ? undefined : this.#elements[last];
	}

	#cell(cell: Span | undefined, kind: number, parent: number | null): number | null {
		const words = cell ? wordsAt(this.#text, cell) : '';
		const before = this.#open.get(kind);
		if (!cell || !/[\p{L}\p{N}]/u.test(words) || before?.words === words)
			return before?.at ?? parent;
		for (const narrower of [...this.#open.keys()])
			if (narrower >= kind) this.#open.delete(narrower);
		const at = this.#elements.push(inCell(cell, kind, parent)) - 1;
		this.#open.set(kind, { at, words });
		return at;
	}
}

/** What a table without elements states is of the last element before it. */
function elementAbove({ blocks: [head] }: Table, elements: ProposedElement[]) {
	return elements.findLast(({ passage }) => head !== undefined && passage.start < head.start);
}

/** One table's rows; every cell that says nothing known is set aside. */
function addTable(text: string, table: Table, result: Elements): void {
	const named = table.columns.some(isNaming)
		? new NamedRows(text, table, result.elements)
		: undefined;
	const above = elementAbove(table, result.elements);
	for (const row of table.rows) {
		const first = result.elements.length;
		const subject = named ? named.add(table.columns, row) : above;
		const stated = statedIn(table.columns, row);
		subject?.stated.push(...stated);
		const said = [
			...result.elements.slice(first).map(({ passage }) => passage),
			...(subject ? stated.map(({ value }) => value) : [])
		];
		const left = row.filter((cell) => !isEmpty(cell) && !said.includes(cell));
		result.aside.push(...left.map((span) => ({ span, why: 'table' as const })));
	}
	const cells = table.rows.flat().filter((cell) => !isEmpty(cell));
	// the head, and the bars and rules between the cells
	for (const { start, end } of table.blocks) {
		const within = cells.filter((cell) => cell.start >= start && cell.end <= end);
		result.headings.push(...uncovered(text, { start, end }, within));
	}
}

/** Elements with what the text's tables add to them. */
export function addTables(text: string, read: Elements, tables: Table[]): Elements {
	const result: Elements = {
		elements: read.elements,
		headings: [...read.headings],
		aside: [...read.aside]
	};
	for (const table of tables) addTable(text, table, result);
	return result;
}
