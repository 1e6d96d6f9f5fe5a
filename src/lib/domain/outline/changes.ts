/** What differs between an outline as it was read and as it is now: that alone is sent. */
import type { ElementKind } from '../records/vocabulary.ts';
import { branchEnd, columns, isNew, isUntouched, parents, type Cells, type Rows } from './rows.ts';

export interface RowChange {
	key: string;
	/** Null: of a row that is stored, whose kind stays. */
	kind: ElementKind | null;
	/** The key of the element above it, where that is new; null: at the top. */
	parent?: string | null;
	/** Cells that are other than before. */
	cells: Partial<Cells>;
	/** What stood in them, and above it, when the outline was read; empty where the row is new. */
	before: { cells: Partial<Cells>; parent?: string | null };
}

/** How the rows beneath one parent stand in a row. */
export interface Order {
	/** Null: at the top of the plan. */
	parent: string | null;
	keys: string[];
}

/** A stored row that goes out of the plan. */
export interface Retirement {
	key: string;
	/** As it was read: nobody retires what others changed meanwhile, unless it was looked at. */
	before: Partial<Cells>;
}

export interface OutlineChanges {
	/** Parents before what stands beneath them. */
	rows: RowChange[];
	/** Where rows do not stand as adding and moving leaves them. */
	orders: Order[];
	/** What stands beneath others before those. */
	retired: Retirement[];
}

/** Rows without those in which nothing was typed, unless something stands beneath them. */
const touched = (rows: Rows): Rows =>
	rows.filter((row, at) => !isUntouched(row) || branchEnd(rows, at) > at + 1);

function changedCells(now: Cells, before: Cells): Pick<RowChange, 'cells' | 'before'> {
	const differing = columns.filter((column) => now[column] !== before[column]);
	const of = (cells: Cells): Partial<Cells> =>
		Object.fromEntries(differing.map((column) => [column, cells[column]]));
	return { cells: of(now), before: { cells: of(before) } };
}

function rowChanges(rows: Rows, base: Rows): RowChange[] {
	const [above, aboveBefore] = [parents(rows), parents(base)];
	const stored = new Map(base.map((row) => [row.key, row]));
	return rows.flatMap((row): RowChange[] => {
		const { key, kind, cells } = row;
		const parent = above.get(key) ?? null;
		const before = stored.get(key);
		if (!before) {
			const filled = Object.entries(cells).filter(([, text]) => text !== '');
			return [{ key, kind, parent, cells: Object.fromEntries(filled), before: { cells: {} } }];
		}
		const change = changedCells(cells, before.cells);
		const former = aboveBefore.get(key) ?? null;
		const moved = former !== parent;
		if (!moved && Object.keys(change.cells).length === 0) return [];
		const one = { key, kind: null, ...change };
		return [moved ? { ...one, parent, before: { ...change.before, parent: former } } : one];
	});
}

function byParent(rows: Rows): Map<string | null, string[]> {
	const above = parents(rows);
	const groups = Map.groupBy(rows, ({ key }) => above.get(key) ?? null);
	return new Map([...groups].map(([parent, of]) => [parent, of.map(({ key }) => key)]));
}

function orders(rows: Rows, base: Rows): Order[] {
	const before = byParent(base);
	return [...byParent(rows)].flatMap(([parent, keys]) => {
		const here = new Set(keys);
		const stayed = (before.get(parent) ?? []).filter((key) => here.has(key));
		const had = new Set(stayed);
		// what is added or moved goes last, in the order of the outline
		const expected = [...stayed, ...keys.filter((key) => !had.has(key))];
		return keys.every((key, at) => key === expected[at]) ? [] : [{ parent, keys }];
	});
}

function retirements(keys: readonly string[], base: Rows): Retirement[] {
	const out = new Set(keys);
	const rows = base.filter(({ key }) => out.has(key));
	return rows.toReversed().map(({ key, cells }) => ({ key, before: cells }));
}

/**
 * @param base the outline as it was read
 * @param retired the keys of stored rows that were taken out
 */
export function outlineChanges(
	all: Rows,
	base: Rows,
	retired: readonly string[] = []
): OutlineChanges {
	const rows = touched(all);
	return {
		rows: rowChanges(rows, base),
		orders: orders(rows, base),
		retired: retirements(retired, base)
	};
}

export interface Counts {
	added: number;
	changed: number;
	retired: number;
}

/** How many rows are new, how many that are stored differ, and how many go; an order alone is one change. */
export function countOf({ rows, orders, retired }: OutlineChanges): Counts {
	const added = rows.filter(isNew).length;
	const isOrderAlone = rows.length === 0 && retired.length === 0;
	const changed = isOrderAlone ? orders.length : rows.length - added;
	return { added, changed, retired: retired.length };
}

export const isNothing = ({ rows, orders, retired }: OutlineChanges): boolean =>
	rows.length === 0 && orders.length === 0 && retired.length === 0;
