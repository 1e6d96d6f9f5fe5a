/** What can be done with whole rows of an outline; an act gives all rows anew, or why it cannot be. */
import { kindUnder, mayNest } from '../records/nesting.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import {
	branchEnd,
	emptyRow,
	isNew,
	isUntouched,
	newKeys,
	parentIndex,
	parents,
	retyped,
	siblingBefore,
	type Row,
	type Rows
} from './rows.ts';

export const refusals = [
	'nothing_above',
	'at_the_top',
	'kind_fixed',
	'too_deep',
	'first_already',
	'last_already',
	'not_siblings',
	'cell_fixed',
	'too_many_rows',
	'too_many_columns'
] as const;
/** Why an act cannot be done. */
export type OutlineRefusal = (typeof refusals)[number];

/**
 * `at`: the row that the cursor goes to; left out: it stays. `retired`: stored rows that it takes out, by
 * their keys; `kept`: those that it brings back.
 */
export type Acted =
	| { rows: Rows; at?: string; retired?: readonly string[]; kept?: readonly string[] }
	| { refused: OutlineRefusal };

/** From the first to the last row of a selection, as places in the outline. */
export interface Span {
	first: number;
	last: number;
}

/** The places of the rows of a selection that stand beneath none of its others. */
function tops(rows: Rows, { first, last }: Span): number[] {
	const found: number[] = [];
	for (let at = first; at <= last; at = branchEnd(rows, at)) found.push(at);
	return found;
}

/**
 * A branch whose first row goes beneath a parent of some kind: rows that are not stored become what may
 * stand there. Those that are stay what they are.
 */
function fitted(
	branch: Rows,
	parent: ElementKind | null
): { branch: Row[] } | { refused: OutlineRefusal } {
	const kinds: (ElementKind | null)[] = [];
	const fit: Row[] = [];
	for (const row of branch) {
		const level = row.depth - (branch[0]?.depth ?? 0);
		const above = level === 0 ? parent : (kinds[level - 1] ?? null);
		const kind = kindUnder(row.kind, above);
		if (kind === null) return { refused: 'too_deep' };
		if (kind !== row.kind && !isNew(row)) return { refused: 'kind_fixed' };
		kinds[level] = kind;
		fit.push(retyped(row, kind));
	}
	return { branch: fit };
}

const deeper = (branch: Rows, by: number): Row[] =>
	branch.map((row) => ({ ...row, depth: row.depth + by }));

/** The last beneath the sibling before it. */
function indentedOne(rows: Rows, at: number): Acted {
	const above = siblingBefore(rows, at);
	if (above < 0) return { refused: 'nothing_above' };
	const end = branchEnd(rows, at);
	const fit = fitted(rows.slice(at, end), rows[above]!.kind);
	if ('refused' in fit) return fit;
	return { rows: rows.toSpliced(at, end - at, ...deeper(fit.branch, 1)) };
}

/** Behind its parent, with all beneath it; what is not stored yet becomes one of its parent's kind. */
function outdentedOne(rows: Rows, at: number): Acted {
	const above = parentIndex(rows, at);
	const parent = rows[above];
	if (!parent) return { refused: 'at_the_top' };
	const end = branchEnd(rows, at);
	const [first, ...beneath] = rows.slice(at, end);
	if (!first) return { refused: 'at_the_top' };
	const branch = [isNew(first) ? retyped(first, parent.kind) : first, ...beneath];
	const rest = rows.toSpliced(at, end - at);
	return { rows: rest.toSpliced(branchEnd(rest, above), 0, ...deeper(branch, -1)) };
}

/** Does one act with rows one after another, by their keys; one that cannot be ends all. */
function each(rows: Rows, keys: string[], act: (rows: Rows, at: number) => Acted): Acted {
	let done = rows;
	for (const key of keys) {
		const acted = act(
			done,
			done.findIndex((row) => row.key === key)
		);
		if ('refused' in acted) return acted;
		done = acted.rows;
	}
	return { rows: done };
}

const keysOf = (rows: Rows, places: number[]) => places.map((at) => rows[at]!.key);

export const indented = (rows: Rows, span: Span): Acted =>
	each(rows, keysOf(rows, tops(rows, span)), indentedOne);

/** The last first, so that they keep their order behind their parent. */
export const outdented = (rows: Rows, span: Span): Acted =>
	each(rows, keysOf(rows, tops(rows, span)).reverse(), outdentedOne);

/** Rows that stand beside each other, one place up or down among their siblings. */
export function shifted(rows: Rows, span: Span, by: 'up' | 'down'): Acted {
	const refused = by === 'up' ? 'first_already' : 'last_already';
	const places = tops(rows, span);
	const [start, last] = [places[0] ?? 0, places.at(-1) ?? 0];
	if (places.some((at) => rows[at]?.depth !== rows[start]?.depth))
		return { refused: 'not_siblings' };
	const end = branchEnd(rows, last);
	const other = by === 'up' ? siblingBefore(rows, start) : end;
	if (other < 0 || rows[other]?.depth !== rows[start]?.depth) return { refused };
	const [from, to] = by === 'up' ? [other, end] : [start, branchEnd(rows, other)];
	const middle = by === 'up' ? start : end;
	const turned = [...rows.slice(middle, to), ...rows.slice(from, middle)];
	return { rows: rows.toSpliced(from, to - from, ...turned) };
}

/** A new row of the same kind behind a row and all beneath it. */
export function inserted(rows: Rows, at: number): Acted {
	const { value: key } = newKeys(rows).next();
	const { kind, depth } = rows[at] ?? { kind: 'goal', depth: 0 };
	const end = rows[at] ? branchEnd(rows, at) : rows.length;
	return { rows: rows.toSpliced(end, 0, emptyRow(key, kind, depth)), at: key };
}

/**
 * Whether the next of a row is to be made: it is the last of those that stand beside or beneath it, or
 * it is new and the one behind it is not, so that new ones are typed one after another anywhere.
 */
export function makesNext(rows: Rows, at: number): boolean {
	const [row, next] = [rows[at], rows[at + 1]];
	if (!row || !next || next.depth < row.depth) return true;
	return isNew(row) && !isNew(next) && next.depth === row.depth;
}

/** A row that is not stored yet, as one of another kind, where it stands. */
export function asKind(rows: Rows, at: number, kind: ElementKind): Acted {
	const row = rows[at];
	if (!row || !isNew(row)) return { refused: 'kind_fixed' };
	if (!mayNest(kind, rows[parentIndex(rows, at)]?.kind ?? null)) return { refused: 'too_deep' };
	const end = branchEnd(rows, at);
	const beneath = fitted(rows.slice(at, end).with(0, retyped(row, kind)), null);
	return 'refused' in beneath ? beneath : { rows: rows.toSpliced(at, end - at, ...beneath.branch) };
}

/** Takes rows out with all beneath them: what is stored retires once that is saved. */
export function removed(rows: Rows, span: Span): Acted {
	const starts = tops(rows, span);
	const start = starts[0] ?? 0;
	const end = branchEnd(rows, starts.at(-1) ?? 0);
	const stored = rows.slice(start, end).filter((row) => !isNew(row));
	const rest = rows.toSpliced(start, end - start);
	const at = (rest[start - 1] ?? rest[start])?.key;
	return { rows: rest, at, retired: stored.map(({ key }) => key) };
}

/** Where a row that was taken out goes: behind those that stood before it, else first beneath its parent. */
function formerPlace(rows: Rows, base: Rows, key: string, parent: string | null): number {
	const above = parents(base);
	const siblings = base.filter((row) => above.get(row.key) === parent).map((row) => row.key);
	const earlier = new Set(siblings.slice(0, siblings.indexOf(key)));
	const now = parents(rows);
	const before = rows.findLastIndex(
		(row) => earlier.has(row.key) && (now.get(row.key) ?? null) === parent
	);
	if (before >= 0) return branchEnd(rows, before);
	return parent === null ? 0 : rows.findIndex((row) => row.key === parent) + 1;
}

/**
 * Brings a row back that was to retire, as it is stored, beneath what it stood beneath: which comes back
 * too where it was to retire.
 *
 * @param base the outline as it was read
 */
export function reinstated(rows: Rows, base: Rows, retired: readonly string[], key: string): Acted {
	const above = parents(base);
	const out = new Set(retired);
	const kept: string[] = [];
	for (let at: string | null = key; at !== null && out.has(at); at = above.get(at) ?? null)
		kept.unshift(at);
	let now = rows;
	for (const one of kept) {
		const row = base.find((stored) => stored.key === one);
		if (!row) continue;
		const parent = above.get(one) ?? null;
		const depth = (now.find((other) => other.key === parent)?.depth ?? -1) + 1;
		now = now.toSpliced(formerPlace(now, base, one, parent), 0, { ...row, depth });
	}
	return { rows: now, at: key, kept };
}

/** Without a row in which nothing was typed and beneath which nothing stands. */
export function withoutUntouched(rows: Rows, key: string): Rows {
	const at = rows.findIndex((row) => row.key === key);
	const row = rows[at];
	const isEmpty = row && isUntouched(row) && branchEnd(rows, at) === at + 1;
	return isEmpty ? rows.toSpliced(at, 1) : rows;
}
