/** Each row of a workbook beside what was downloaded and what was entered meanwhile. */
import { reachedField } from '../entries/activity-entry.ts';
import { cellField } from '../entries/cell-entry.ts';
import { wordsOf, type At } from '../interchange/cells.ts';
import type { ReportItem } from '../reporting/items.ts';
import type { FieldReads, ItemFields } from './fields.ts';
import { keyOf, noChange, partKeyOf, type DownloadedItem, type EnteredNow } from './items.ts';
import { readField, type CellFault, type FieldRead, type Reading } from './read-field.ts';
import type { ReadCell, ReadRow } from './rows.ts';

export type RowState = 'unchanged' | 'changed' | 'conflict' | 'refused';

/** A cell that is refused. */
export interface CellRefused {
	field: string;
	at: At;
	/** What stands in it. */
	text: string;
	why: CellFault;
}

/** A field that says something else than when it was downloaded. */
export interface FieldChange {
	field: string;
	at: At;
	before: string;
	/** Null: it cannot be read. */
	after: string | null;
}

export interface ComparedItem extends ReportItem {
	state: RowState;
	/** Where its row stands; null: the workbook has none any more. */
	at: At | null;
	/** All that it says, by field: what cannot be read is empty. */
	values: Readonly<Record<string, string>>;
	changes: FieldChange[];
	refused: CellRefused[];
	/** Where each field stands. */
	places: ReadonlyMap<string, ReadCell>;
	/** What was entered since the download; null: nothing was. */
	meanwhile: EnteredNow | null;
}

/** The name of a field of a row that speaks of a part. */
const partField = ({ kind }: ReportItem, part: string, field: string): string =>
	kind === 'activity' ? reachedField(part) : cellField(part, field as 'value');

/** The cells of an item, by field, from its own row and those of its parts. */
function cellsOf(item: ReportItem, rows: readonly ReadRow[]): Map<string, ReadCell> {
	return new Map(
		rows.flatMap(({ part, cells }) =>
			[...cells].map(
				([field, cell]) => [part === null ? field : partField(item, part, field), cell] as const
			)
		)
	);
}

const isRead = (read: FieldRead): read is { value: string } => 'value' in read;

/** Whether what was entered meanwhile says what the workbook says. */
const saysTheSame = (
	values: Readonly<Record<string, string>>,
	{ values: entered }: EnteredNow,
	fields: ItemFields
): boolean =>
	[...fields.keys()].every(
		(field) => field === noChange || values[field] === (entered[field] ?? '')
	);

interface Beside {
	item: DownloadedItem;
	fields: ItemFields;
	now: EnteredNow;
}

function stateOf(
	{ item, fields, now }: Beside,
	{ values, changes, refused }: Pick<ComparedItem, 'values' | 'changes' | 'refused'>
): RowState {
	if (changes.length === 0) return 'unchanged';
	if (refused.length > 0) return 'refused';
	if (now.seen === item.seen) return 'changed';
	return saysTheSame(values, now, fields) ? 'unchanged' : 'conflict';
}

/**
 * Compares an item's rows. Where nothing in them was changed, what was entered meanwhile stands; where
 * both were, it is a conflict, unless both say the same.
 */
export function compareItem(
	beside: Beside,
	rows: readonly ReadRow[],
	reading: Reading
): ComparedItem {
	const { item, fields, now } = beside;
	const places = cellsOf(item, rows);
	const values: Record<string, string> = {};
	const changes: FieldChange[] = [];
	const refused: CellRefused[] = [];
	const take = (field: string, reads: FieldReads) => {
		const before = item.values[field] ?? '';
		const place = places.get(field);
		values[field] = before;
		if (!place) return;
		const read = readField(place.cell, reads, reading);
		const after = isRead(read) ? read.value : null;
		values[field] = after ?? '';
		if (after === before) return;
		changes.push({ field, at: place.at, before: item.last?.[field] ?? before, after });
		if (!isRead(read)) refused.push({ field, at: place.at, text: wordsOf(place.cell), why: read });
	};
	for (const [field, reads] of fields) take(field, reads);
	// what was asked at the download, and is no more, is not dropped in silence
	for (const [field, { at, cell }] of places) {
		const text = wordsOf(cell);
		if (fields.has(field) || text === '' || text === item.values[field]) continue;
		changes.push({ field, at, before: item.values[field] ?? '', after: null });
		refused.push({ field, at, text, why: { problem: 'not_asked' } });
	}
	const at = rows.find(({ part }) => part === null)?.at ?? rows[0]?.at ?? null;
	const state = stateOf(beside, { values, changes, refused });
	const meanwhile = now.seen === item.seen ? null : now;
	const { kind, id } = item;
	return { kind, id, state, at, values, changes, refused, places, meanwhile };
}

/** A row that belongs to nothing of the report. */
export interface StrayRow {
	at: At;
	why: 'foreign_row' | 'row_twice';
}

export interface SortedRows {
	byItem: Map<string, ReadRow[]>;
	stray: StrayRow[];
	/** Of what was downloaded and is no more: retired since, or another's now. */
	gone: At[];
}

/**
 * The rows of each item, and those that are none of the report's or stand there twice.
 *
 * @param items those that are still asked for
 * @param downloaded all of them
 */
export function rowsByItem(
	rows: readonly ReadRow[],
	items: readonly { item: DownloadedItem; parts: readonly string[] }[],
	downloaded: readonly ReportItem[]
): SortedRows {
	const once = new Set(downloaded.map(keyOf));
	const gone: At[] = [];
	const known = new Map(
		items.flatMap(({ item, parts }) => [
			[keyOf(item), item] as const,
			...parts.map((part) => [partKeyOf(item, part), item] as const)
		])
	);
	const byItem = new Map<string, ReadRow[]>();
	const stray: StrayRow[] = [];
	const seen = new Set<string>();
	for (const row of rows) {
		const own = row.part === null ? row.key : `${row.key}/${row.part}`;
		if (!known.has(own) && once.has(row.key)) gone.push(row.at);
		else if (!known.has(own)) stray.push({ at: row.at, why: 'foreign_row' });
		else if (seen.has(own)) stray.push({ at: row.at, why: 'row_twice' });
		else byItem.set(row.key, [...(byItem.get(row.key) ?? []), row]);
		seen.add(own);
	}
	return { byItem, stray, gone };
}
