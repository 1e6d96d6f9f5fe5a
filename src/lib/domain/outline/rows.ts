/**
 * The outline of a plan as it is being typed: rows in the plan's order, each with its depth and the texts
 * of its cells. Nothing here is stored; whatever is done gives all rows anew.
 */
import type { ElementKind } from '../records/vocabulary.ts';

export const columns = ['code', 'title', 'lead', 'start', 'end', 'cost', 'fund', 'weight'] as const;
export type Column = (typeof columns)[number];

/** What stands in the cells: as it is stored where it could be read, else as it was typed. */
export type Cells = Readonly<Record<Column, string>>;

export interface Row {
	/** The id of an element, or a name of its own where it is not stored yet. */
	readonly key: string;
	readonly kind: ElementKind;
	/** 0: at the top of the plan. */
	readonly depth: number;
	readonly cells: Cells;
	/** Cells that are set elsewhere, as the cost of what has several budget lines. */
	readonly fixed: readonly Column[];
}

export type Rows = readonly Row[];

export const noCells: Cells = {
	code: '',
	title: '',
	lead: '',
	start: '',
	end: '',
	cost: '',
	fund: '',
	weight: ''
};

/** No id of an element looks so. */
const newKey = /^new-(\d+)$/;

export const isNew = ({ key }: Pick<Row, 'key'>): boolean => newKey.test(key);

/** Names for rows that are not stored yet, which no row has. */
export function* newKeys(rows: Rows): Generator<string, never> {
	const used = rows.map(({ key }) => Number(newKey.exec(key)?.[1] ?? 0));
	for (let number = Math.max(0, ...used) + 1; ; number += 1) yield `new-${number}`;
}

/** Only an activity has a cost, and a fund source that bears it. */
const fixedOf = (kind: ElementKind): Column[] => (kind === 'activity' ? [] : ['cost', 'fund']);

/** A new row of a kind, with nothing typed. */
export const emptyRow = (key: string, kind: ElementKind, depth: number): Row => ({
	key,
	kind,
	depth,
	cells: noCells,
	fixed: fixedOf(kind)
});

/** A new row as one of another kind: what that kind has no cell for goes. */
export function retyped(row: Row, kind: ElementKind): Row {
	if (row.kind === kind) return row;
	const { cost, fund } = kind === 'activity' ? row.cells : noCells;
	return { ...row, kind, fixed: fixedOf(kind), cells: { ...row.cells, cost, fund } };
}

export const isUntouched = (row: Row): boolean =>
	isNew(row) && columns.every((column) => row.cells[column] === '');

/** Where the element stands above a row; -1: at the top. */
export function parentIndex(rows: Rows, at: number): number {
	const depth = (rows[at]?.depth ?? 0) - 1;
	return depth < 0 ? -1 : rows.slice(0, at).findLastIndex((row) => row.depth === depth);
}

/** Where the branch of a row ends: the place of the first row that does not stand beneath it. */
export function branchEnd(rows: Rows, at: number): number {
	const depth = rows[at]?.depth ?? 0;
	const end = rows.findIndex((row, index) => index > at && row.depth <= depth);
	return end < 0 ? rows.length : end;
}

/** The place of the sibling before a row; -1: it is the first. */
export function siblingBefore(rows: Rows, at: number): number {
	const depth = rows[at]?.depth ?? 0;
	const before = rows.slice(0, at).findLastIndex((row) => row.depth <= depth);
	return rows[before]?.depth === depth ? before : -1;
}

/** By the key of each row: that of the element above it; null: at the top. */
export function parents(rows: Rows): Map<string, string | null> {
	const above: string[] = [];
	const found = new Map<string, string | null>();
	for (const { key, depth } of rows) {
		found.set(key, above[depth - 1] ?? null);
		above[depth] = key;
	}
	return found;
}
