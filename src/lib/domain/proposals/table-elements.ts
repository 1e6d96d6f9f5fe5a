/** What tables say: of elements that they name, or of the element above them. */
import { kindsByRank } from './kinds.ts';
import type { Elements } from './elements.ts';
import type { ProposedElement, Span, Stated } from './proposal.ts';
import { isEmpty } from './spans.ts';
import type { Column, Table } from './tables.ts';
import { elementKinds } from '../records/vocabulary.ts';

type Named = Column & { rank: number };
const isNaming = (column: Column): column is Named => column.rank !== undefined;

function statedIn(columns: Column[], row: Span[]): Stated[] {
	return columns.flatMap(({ field, head }, at) => {
		const value = row[at];
		return field && value && !isEmpty(value) ? [{ field, label: head, value }] : [];
	});
}

const blank = (start: number): Span => ({ start, end: start });

/** One table's rows, each beneath the last of a wider column; an empty cell repeats the one above. */
function addRows(text: string, table: Table, elements: ProposedElement[]): Span[] {
	const kinds = kindsByRank(table.columns.filter(isNaming).map(({ rank }) => rank));
	const open = new Map<number, { at: number; words: string }>();
	const others: Span[] = [];
	for (const row of table.rows) {
		let last: number | null = null;
		table.columns.forEach((column, at) => {
			const cell = row[at] ?? blank(table.blocks[0]!.start);
			if (!isNaming(column)) {
				if (!column.field && !isEmpty(cell)) others.push(cell);
				return;
			}
			const kind = kinds.get(column.rank) ?? 2;
			const words = text.slice(cell.start, cell.end);
			const before = open.get(kind);
			if (isEmpty(cell) || before?.words === words) {
				last = before?.at ?? last;
				if (!isEmpty(cell)) others.push(cell);
				return;
			}
			for (const narrower of [...open.keys()]) if (narrower >= kind) open.delete(narrower);
			elements.push({
				kind: elementKinds[kind] ?? 'activity',
				parent: last,
				marker: null,
				code: null,
				passage: cell,
				title: cell,
				description: null,
				terms: [],
				division: null,
				stated: []
			});
			last = elements.length - 1;
			open.set(kind, { at: last, words });
		});
		if (last !== null) elements[last]?.stated.push(...statedIn(table.columns, row));
	}
	return others;
}

/** What a table without elements states is of the last element before it. */
function addStated(table: Table, elements: ProposedElement[]): boolean {
	const start = table.blocks[0]?.start ?? 0;
	const above = elements.findLast(({ passage }) => passage.start < start);
	if (!above) return false;
	for (const row of table.rows) above.stated.push(...statedIn(table.columns, row));
	return true;
}

/** Elements with what the text's tables add to them. */
export function addTables(text: string, read: Elements, tables: Table[]): Elements {
	const result: Elements = {
		elements: read.elements,
		headings: [...read.headings],
		aside: [...read.aside]
	};
	for (const table of tables) {
		const [head, ...rest] = table.blocks;
		if (!head) continue;
		const isNamed = table.columns.some(isNaming);
		if (!isNamed && !addStated(table, result.elements)) {
			result.aside.push(
				...table.blocks.map(({ start, end }) => ({ span: { start, end }, why: 'table' as const }))
			);
			continue;
		}
		result.headings.push({ start: head.start, end: head.end });
		const others = isNamed ? addRows(text, table, result.elements) : [];
		result.aside.push(...others.map((span) => ({ span, why: 'table' as const })));
		// bars and rules between the cells are nobody's words
		result.headings.push(...rest.map(({ start, end }) => ({ start, end })));
	}
	return result;
}
