import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayNest } from '../records/nesting.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import {
	asKind,
	indented,
	inserted,
	makesNext,
	outdented,
	reinstated,
	removed,
	shifted,
	withoutUntouched,
	type Acted
} from './acts.ts';
import { cleared, filled, mostPasted, pasted, typed } from './cell-acts.ts';
import { countOf, isNothing, outlineChanges, type OutlineChanges } from './changes.ts';
import {
	columns,
	emptyRow,
	isNew,
	newKeys,
	parentIndex,
	parents,
	type Column,
	type Rows
} from './rows.ts';
import { begun, redone, stepped, undone } from './undo.ts';

const stored = (key: string, kind: ElementKind, depth: number) => {
	const row = emptyRow(key, kind, depth);
	return { ...row, cells: { ...row.cells, code: `C${key}`, title: `Title ${key}` } };
};

const start: Rows = [
	stored('1', 'goal', 0),
	stored('2', 'objective', 1),
	stored('3', 'activity', 2),
	stored('4', 'activity', 2),
	stored('5', 'objective', 1),
	stored('6', 'goal', 0)
];

const drawn = (rows: Rows) =>
	rows.map(({ key, kind, depth }) => `${'  '.repeat(depth)}${kind[0]} ${key}`);
const one = (at: number) => ({ first: at, last: at });
const rowsOf = (acted: Acted): Rows => {
	if ('refused' in acted) throw new Error(acted.refused);
	return acted.rows;
};
const asTyped = (_: Column, text: string) => text;

test('a new row is of its neighbour’s kind; further in and out it becomes what may stand there', () => {
	const { rows, at } = inserted(start, 3) as { rows: Rows; at: string };
	expect(drawn(rows).slice(3, 6)).toEqual(['    a 4', '    a new-1', '  o 5']);
	const place = rows.findIndex(({ key }) => key === at);
	expect(indented(rows, one(place))).toEqual({ refused: 'too_deep' });
	const out = rowsOf(outdented(rows, one(place)));
	expect(drawn(out).slice(3, 6)).toEqual(['    a 4', '  o new-1', '  o 5']);
	const further = rowsOf(outdented(out, one(4)));
	expect(drawn(further).slice(4)).toEqual(['  o 5', 'g new-1', 'g 6']);
	const back = rowsOf(indented(further, one(5)));
	expect(drawn(back).slice(4)).toEqual(['  o 5', '  o new-1', 'g 6']);
	expect(drawn(rowsOf(indented(back, one(5)))).slice(4)).toEqual(['  o 5', '    a new-1', 'g 6']);
});

test('what is stored keeps its kind, and stands only where that may', () => {
	expect(indented(start, one(5))).toEqual({ refused: 'kind_fixed' });
	expect(indented(start, one(4))).toEqual({ refused: 'kind_fixed' });
	expect(indented(start, one(3))).toEqual({ refused: 'too_deep' });
	expect(indented(start, one(0))).toEqual({ refused: 'nothing_above' });
	expect(outdented(start, one(0))).toEqual({ refused: 'at_the_top' });
	expect(asKind(start, 3, 'objective')).toEqual({ refused: 'kind_fixed' });
	const out = rowsOf(outdented(start, one(2)));
	expect(drawn(out)).toEqual(['g 1', '  o 2', '    a 4', '  a 3', '  o 5', 'g 6']);
});

test('several rows go out and in as one, and keep their order', () => {
	const both = { first: 2, last: 3 };
	const out = rowsOf(outdented(start, both));
	expect(drawn(out)).toEqual(['g 1', '  o 2', '  a 3', '  a 4', '  o 5', 'g 6']);
	expect(drawn(rowsOf(indented(out, both)))).toEqual(drawn(start));
	const up = rowsOf(shifted(start, { first: 4, last: 4 }, 'up'));
	expect(drawn(up)).toEqual(['g 1', '  o 5', '  o 2', '    a 3', '    a 4', 'g 6']);
	expect(drawn(rowsOf(shifted(up, { first: 1, last: 1 }, 'down')))).toEqual(drawn(start));
	expect(shifted(start, one(2), 'up')).toEqual({ refused: 'first_already' });
	expect(shifted(start, one(3), 'down')).toEqual({ refused: 'last_already' });
	expect(shifted(start, { first: 3, last: 4 }, 'up')).toEqual({ refused: 'not_siblings' });
});

test('another kind is chosen for what is new, where that may stand', () => {
	const { rows } = inserted(start, 4) as { rows: Rows };
	expect(drawn(rowsOf(asKind(rows, 5, 'activity')))[5]).toBe('  a new-1');
	expect(asKind(rows, 5, 'goal')).toEqual({ refused: 'too_deep' });
});

test('the next is made behind the last of a branch, and forgotten where nothing was typed in it', () => {
	const made = start.map((_, at) => makesNext(start, at));
	expect(made).toEqual([false, false, false, true, true, true]);
	const amid = inserted(start, 2) as { rows: Rows };
	expect(makesNext(amid.rows, 3)).toBe(true);
	const { rows, at } = inserted(start, 3) as { rows: Rows; at: string };
	expect(withoutUntouched(rows, at)).toEqual(start);
	const used = rowsOf(typed(rows, 4, 'title', 'Used'));
	expect(withoutUntouched(used, at)).toBe(used);
});

test('cells are typed, cleared and filled, but for those that are set elsewhere', () => {
	expect(typed(start, 0, 'cost', '5')).toEqual({ refused: 'cell_fixed' });
	expect(typed(start, 2, 'cost', '')).toEqual({ rows: start });
	const some = rowsOf(typed(start, 2, 'cost', '5'));
	const down = rowsOf(filled(some, { first: 2, last: 4, columns: ['code', 'title', 'cost'] }));
	expect(down.map(({ cells }) => [cells.code, cells.title, cells.cost]).slice(2, 5)).toEqual([
		['C3', 'Title 3', '5'],
		['C4', 'Title 3', '5'],
		['C5', 'Title 3', '']
	]);
	expect(cleared(down, { first: 2, last: 4, columns: ['title', 'cost'] })).toMatchObject({
		rows: [{}, {}, { cells: { title: '', cost: '' } }, {}, { cells: { title: '', cost: '' } }, {}]
	});
});

test('pasted rows go on beneath each other, and behind the last they are new', () => {
	const block = [['A', 'X'], ['B'], ['C', 'Z'], ['', '']];
	const rows = rowsOf(pasted(start, 3, { block, columns: ['title', 'lead'] }, asTyped));
	expect(rows.map(({ key, cells }) => `${key} ${cells.title} ${cells.lead}`).slice(3, 6)).toEqual([
		'4 A X',
		'new-1 B ',
		'new-2 C Z'
	]);
	expect(countOf(outlineChanges(rows, start))).toEqual({
		...{ added: 2, changed: 1, retired: 0 }
	});
});

test('too much to paste is refused as a whole', () => {
	const many = Array.from({ length: mostPasted + 1 }, () => ['A']);
	const columns = ['title'] as const;
	expect(pasted(start, 3, { block: many, columns }, asTyped)).toEqual({ refused: 'too_many_rows' });
	expect(pasted(start, 3, { block: [['A', 'B']], columns }, asTyped)).toEqual({
		refused: 'too_many_columns'
	});
	expect(pasted(start, 4, { block: [['1']], columns: ['cost'] }, asTyped)).toEqual({
		refused: 'cell_fixed'
	});
	expect(rowsOf(pasted(start, 3, { block: many.slice(1), columns }, asTyped))).toHaveLength(
		start.length + mostPasted - 1
	);
});

test('what is undone is done again, until something else is done', () => {
	const course = stepped(stepped(begun(1), 2), 3);
	expect(undone(course).present).toBe(2);
	expect(redone(undone(course))).toEqual(course);
	expect(undone(undone(undone(course))).present).toBe(1);
	expect(redone(stepped(undone(course), 4)).present).toBe(4);
});

type Act = [name: string, first: number, length: number];
const acts: Record<string, (rows: Rows, span: { first: number; last: number }) => Acted> = {
	insert: (rows, { first }) => inserted(rows, first),
	indent: indented,
	outdent: outdented,
	up: (rows, span) => shifted(rows, span, 'up'),
	down: (rows, span) => shifted(rows, span, 'down'),
	remove: removed,
	objective: (rows, { first }) => asKind(rows, first, 'objective'),
	type: (rows, { first }) => typed(rows, first, 'title', `Typed ${first}`),
	paste: (rows, { first }) =>
		pasted(rows, first, { block: [['P', 'Q'], ['R']], columns: ['title', 'lead'] }, asTyped)
};
const anyActs = fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat(20), fc.nat(3)), {
	maxLength: 25
});

interface Typed {
	rows: Rows;
	retired: readonly string[];
}
const begin: Typed = { rows: start, retired: [] };

function done({ rows, retired }: Typed, [name, first, length]: Act): Typed {
	const from = first % rows.length;
	const span = { first: from, last: Math.min(rows.length - 1, from + length) };
	const acted = acts[name]!(rows, span);
	if ('refused' in acted || acted.rows.length === 0) return { rows, retired };
	return { rows: acted.rows, retired: [...retired, ...(acted.retired ?? [])] };
}

const applied = (rows: Rows, act: Act): Rows => done({ rows, retired: [] }, act).rows;

test('whatever is done, nothing stands where it may not, and nothing that is stored is lost', () => {
	fc.assert(
		fc.property(anyActs, (some) => {
			const { rows, retired } = some.reduce(done, begin);
			for (const [at, { kind, depth }] of rows.entries()) {
				const parent = parentIndex(rows, at);
				expect(depth).toBe(parent < 0 ? 0 : rows[parent]!.depth + 1);
				expect(mayNest(kind, rows[parent]?.kind ?? null)).toBe(true);
			}
			const kept = rows.filter((row) => !isNew(row));
			expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
			const gone = start.filter(({ key }) => retired.includes(key));
			expect([...kept, ...gone].map(({ key, kind }) => key + kind).toSorted()).toEqual(
				start.map(({ key, kind }) => key + kind)
			);
		}),
		{ numRuns: 1_000 }
	);
});

test('undoing all leads back to the beginning, and doing all again to the end', () => {
	fc.assert(
		fc.property(anyActs, (some) => {
			let course = begun(start);
			for (const act of some) course = stepped(course, applied(course.present, act));
			const end = course.present;
			for (const _ of some) course = undone(course);
			expect(course.present).toBe(start);
			for (const _ of some) course = redone(course);
			expect(course.present).toBe(end);
		})
	);
});

/** What saving makes of changes: added and moved last beneath their parents, then put in order. */
function made(base: Rows, { rows, orders, retired }: OutlineChanges): string[] {
	const above = parents(base);
	const beneath = Map.groupBy(
		base.map(({ key }) => key),
		(key) => above.get(key) ?? null
	);
	for (const { key, parent } of rows) {
		if (parent === undefined) continue;
		for (const [of, keys] of beneath)
			beneath.set(
				of,
				keys.filter((one) => one !== key)
			);
		beneath.set(parent, [...(beneath.get(parent) ?? []), key]);
	}
	for (const { key } of retired) {
		// nothing that stays loses what it stands beneath
		expect(beneath.get(key) ?? []).toEqual([]);
		for (const [of, keys] of beneath)
			beneath.set(
				of,
				keys.filter((one) => one !== key)
			);
	}
	for (const { parent, keys } of orders) beneath.set(parent, keys);
	const branch = (key: string): string[] => [key, ...(beneath.get(key) ?? []).flatMap(branch)];
	return (beneath.get(null) ?? []).flatMap(branch);
}

test('what is sent makes the outline as it was left', () => {
	fc.assert(
		fc.property(anyActs, (some) => {
			// rows in which nothing was typed are not sent
			const typedNow = some.reduce(done, begin);
			const rows = typedNow.rows.map((row) => ({
				...row,
				cells: { ...row.cells, title: row.cells.title || 'Named' }
			}));
			const changes = outlineChanges(rows, start, typedNow.retired);
			expect(made(start, changes)).toEqual(rows.map(({ key }) => key));
			expect(isNothing(changes)).toBe(JSON.stringify(rows) === JSON.stringify(start));
		}),
		{ numRuns: 1_000 }
	);
});

test('names of new rows are not used twice', () => {
	const [first, second] = [...take(newKeys([emptyRow('new-7', 'goal', 0)]), 2)];
	expect([first, second]).toEqual(['new-8', 'new-9']);
	expect(columns).toHaveLength(8);
});

function* take(from: Iterator<string>, count: number) {
	for (let at = 0; at < count; at += 1) yield from.next().value as string;
}

test('what is stored goes with all beneath it, and retires from the bottom up', () => {
	const { rows, at, retired } = removed(start, one(1)) as Extract<Acted, { rows: Rows }>;
	expect(drawn(rows)).toEqual(['g 1', '  o 5', 'g 6']);
	expect([at, retired]).toEqual(['1', ['2', '3', '4']]);
	const changes = outlineChanges(rows, start, retired);
	expect(changes).toMatchObject({ rows: [], orders: [] });
	expect(changes.retired.map(({ key }) => key)).toEqual(['4', '3', '2']);
	expect(changes.retired[2]?.before).toMatchObject({ title: 'Title 2' });
	expect([countOf(changes), isNothing(changes)]).toEqual([
		{ added: 0, changed: 0, retired: 3 },
		false
	]);
	// a new row that goes along is not retired
	const typedRow = inserted(start, 3) as Extract<Acted, { rows: Rows }>;
	expect(removed(typedRow.rows, { first: 3, last: 4 })).toMatchObject({ retired: ['4'] });
});

test('what was to retire is kept where it stood, with what it stands beneath', () => {
	const { rows, retired = [] } = removed(start, one(1)) as Extract<Acted, { rows: Rows }>;
	const third = reinstated(rows, start, retired, '4');
	expect(third).toMatchObject({ at: '4', kept: ['2', '4'] });
	expect(drawn(rowsOf(third))).toEqual(['g 1', '  o 2', '    a 4', '  o 5', 'g 6']);
	const both = reinstated(rowsOf(third), start, ['3'], '3');
	expect(rowsOf(both)).toEqual(start);
	const last = removed(start, one(5)) as Extract<Acted, { rows: Rows }>;
	expect(rowsOf(reinstated(last.rows, start, ['6'], '6'))).toEqual(start);
	const first = removed(start, one(0)) as Extract<Acted, { rows: Rows }>;
	expect(drawn(rowsOf(reinstated(first.rows, start, first.retired!, '1')))).toEqual(['g 1', 'g 6']);
});
