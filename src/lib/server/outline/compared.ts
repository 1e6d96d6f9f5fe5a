/** What was sent of an outline beside what is stored now, cell by cell. */
import type { OutlineChanges, Retirement, RowChange } from '#lib/domain/outline/changes.ts';
import {
	columns,
	emptyRow,
	parents,
	type Cells,
	type Column,
	type Row
} from '#lib/domain/outline/rows.ts';
import { OutlineRefused, type CellConflict, type CellRefusal } from './refusals.ts';

export interface Compared {
	/** What is sent and not stored yet. */
	changes: OutlineChanges;
	/** All rows with what is sent. */
	rows: Row[];
}

const isStored = ({ kind }: RowChange) => kind === null;

/** Cells that are neither as they were read nor as they are sent. */
function cellConflicts({ key, cells, before }: RowChange, stored: Row): CellConflict[] {
	return columns.flatMap((column): CellConflict[] => {
		const [sent, now] = [cells[column], stored.cells[column]];
		const isOther = sent !== undefined && now !== sent && now !== before.cells[column];
		return isOther ? [{ key, column, moved: false, theirs: now }] : [];
	});
}

/** What others changed of a row that is to retire. */
const retiredConflicts = ({ key, before }: Retirement, stored: Row): CellConflict[] =>
	columns.flatMap((column): CellConflict[] => {
		const [read, now] = [before[column], stored.cells[column]];
		const isOther = read !== undefined && read !== now;
		return isOther ? [{ key, column, moved: false, theirs: now }] : [];
	});

function moveConflicts({ key, parent, before }: RowChange, now: string | null): CellConflict[] {
	const isOther = parent !== undefined && now !== parent && now !== before.parent;
	return isOther ? [{ key, column: 'title', moved: true, theirs: now }] : [];
}

/** A change without what is stored already. */
function still(change: RowChange, stored: Row, above: string | null): RowChange {
	const cells: Partial<Record<Column, string>> = {};
	for (const column of columns) {
		const sent = change.cells[column];
		if (sent !== undefined && sent !== stored.cells[column]) cells[column] = sent;
	}
	const { parent, ...rest } = change;
	return { ...rest, cells, ...(parent !== undefined && parent !== above && { parent }) };
}

const says = ({ parent, cells }: RowChange) =>
	parent !== undefined || Object.keys(cells).length > 0;

const withCells = (row: Row, cells: Partial<Cells>): Row => ({
	...row,
	cells: { ...row.cells, ...cells }
});

function refusalsOf(change: RowChange, row: Row | undefined): CellRefusal[] {
	const { key } = change;
	if (!row) return [{ key, column: 'title', why: 'gone' }];
	return row.fixed
		.filter((column) => (change.cells[column] ?? row.cells[column]) !== row.cells[column])
		.map((column) => ({ key, column, why: 'fixed' }));
}

/** @throws OutlineRefused where others changed the same cells, or rows are gone */
export function compared(sent: OutlineChanges, stored: readonly Row[]): Compared {
	const byKey = new Map(stored.map((row) => [row.key, row]));
	const above = parents(stored);
	const ofStored = sent.rows.filter(isStored);
	const refusals = ofStored.flatMap((change) => refusalsOf(change, byKey.get(change.key)));
	// what others retired meanwhile is what was asked for
	const retired = sent.retired.filter(({ key }) => byKey.has(key));
	const goes = new Set(retired.map(({ key }) => key));
	const ofRetired = retired.flatMap((one) => retiredConflicts(one, byKey.get(one.key)!));
	const ofRows = ofStored.flatMap((change) => {
		const row = byKey.get(change.key);
		if (!row) return [];
		return [...cellConflicts(change, row), ...moveConflicts(change, above.get(change.key) ?? null)];
	});
	const conflicts = [...ofRows, ...ofRetired];
	if (refusals.length > 0 || conflicts.length > 0) throw new OutlineRefused(refusals, conflicts);
	const changed = new Map(ofStored.map(({ key, cells }) => [key, cells]));
	const added = sent.rows.filter((change) => !isStored(change));
	const rows = [
		...stored
			.filter(({ key }) => !goes.has(key))
			.map((row) => withCells(row, changed.get(row.key) ?? {})),
		// where they stand does not matter here
		...added.map(({ key, kind, cells }) => withCells(emptyRow(key, kind!, 0), cells))
	];
	const open = sent.rows.map((change) => {
		const row = byKey.get(change.key);
		return row ? still(change, row, above.get(change.key) ?? null) : change;
	});
	const made = open.filter((change) => !isStored(change) || says(change));
	return { rows, changes: { rows: made, orders: sent.orders, retired } };
}
