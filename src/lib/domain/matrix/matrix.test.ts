import { expect, test } from 'vitest';
import { among, emptyCells, matrix, without, type Axis } from './matrix.ts';

interface Thing {
	name: string;
	down: string[];
	across: string[];
}
const line = (id: string) => ({ id, code: id, title: `Line ${id}` });
const down: Axis<Thing> = { lines: ['a', 'b'].map(line), linesOf: (one) => one.down };
const across: Axis<Thing> = { lines: ['x', 'y'].map(line), linesOf: (one) => one.across };
const shown = (things: Thing[]) => {
	const { rows, columns, cells, several } = matrix(things, down, across);
	const names = (items: Thing[]) => items.map(({ name }) => name).join(' ');
	return {
		rows: rows.map((row) => `${row.line?.id ?? 'none'}: ${names(row.items)}`),
		columns: columns.map((column) => `${column.line?.id ?? 'none'}: ${names(column.items)}`),
		cells: cells.map((row) => row.map(names)),
		several
	};
};

test('each thing lies in the cells of its lines, and what lies on no line in a row of its own', () => {
	const one = { name: '1', down: ['a'], across: ['x'] };
	const two = { name: '2', down: ['b'], across: ['y'] };
	const three = { name: '3', down: [], across: ['y'] };
	expect(shown([one, two, three])).toEqual({
		rows: ['a: 1', 'b: 2', 'none: 3'],
		columns: ['x: 1', 'y: 2 3'],
		cells: [
			['1', ''],
			['', '2'],
			['', '3']
		],
		several: 0
	});
});

test('what lies on several lines stands in each of their cells, and once in a row or column', () => {
	const wide = { name: '1', down: ['a'], across: ['x', 'y'] };
	const tall = { name: '2', down: ['a', 'b', 'b'], across: ['y'] };
	expect(shown([wide, tall])).toEqual({
		rows: ['a: 1 2', 'b: 2'],
		columns: ['x: 1', 'y: 1 2'],
		cells: [
			['1', '1 2'],
			['', '2']
		],
		several: 2
	});
});

test('empty cells are those of two lines; a row of what lies on none is no gap', () => {
	const items = [{ name: '1', down: [], across: ['x'] }];
	const found = emptyCells(matrix(items, down, across));
	expect(found.map(([row, column]) => row.id + column.id)).toEqual(['ax', 'ay', 'bx', 'by']);
});

test('a line that an axis does not have is as none', () => {
	expect(shown([{ name: '1', down: ['gone'], across: ['x'] }]).rows).toEqual([
		'a: ',
		'b: ',
		'none: 1'
	]);
});

test('some of the things keep the rows and columns of all, and are counted anew', () => {
	const one = { name: '1', down: ['a'], across: ['x', 'y'] };
	const two = { name: '2', down: ['b'], across: ['x'] };
	const whole = matrix([one, two], down, across);
	const found = among(whole, (item): item is typeof two => item.name === '2');
	expect([whole.several, found.several]).toEqual([1, 0]);
	expect(found.rows.map(({ line, items }) => [line?.id, items.length])).toEqual([
		['a', 0],
		['b', 1]
	]);
	expect(found.cells).toEqual([
		[[], []],
		[[two], []]
	]);
});

test('a row that is left out takes its cells with it', () => {
	const things = [
		{ name: '1', down: ['a'], across: [] },
		{ name: '2', down: [], across: ['y'] }
	];
	const found = without(matrix(things, down, across), ({ line }) => line === null);
	expect(found.rows.map(({ line }) => line?.id)).toEqual(['a', 'b']);
	expect(found.columns.map(({ line }) => line?.id)).toEqual(['x', 'y']);
	expect(found.cells.flat()).toEqual([[], [], [], []]);
});
