import { describe, expect, test } from 'vitest';
import { drawingWidth } from './frame.ts';
import { layMatrix, type MatrixCell } from './matrix-cells.ts';

const names = (count: number, of: string) =>
	Array.from({ length: count }, (_, at) => ({ code: `${of}${at + 1}`, title: `Title of ${of}` }));
function laid(rows: number, columns: number, cell: MatrixCell = { parts: ['5'], kind: 'filled' }) {
	const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell));
	return layMatrix({
		...{ rows: names(rows, 'R'), columns: names(columns, 'C'), cells },
		totals: Array.from({ length: rows }, () => cell.parts)
	});
}

describe('cells of a matrix', () => {
	test.each([
		[2, 3],
		[7, 12],
		[40, 60]
	])('of %i × %i lie side by side within the picture', (rows, columns) => {
		const { cells, height, headHeight } = laid(rows, columns);
		expect(cells).toHaveLength(rows * columns);
		for (const { x, y, width, height: high } of cells) {
			expect(width).toBeGreaterThan(5);
			expect(x + width).toBeLessThanOrEqual(drawingWidth);
			expect(y).toBeGreaterThanOrEqual(headHeight);
			expect(y + high).toBeLessThanOrEqual(height);
		}
		const [first, second] = cells;
		expect(second!.x).toBeGreaterThan(first!.x + first!.width);
	});

	test('few columns have their titles above, many their codes alone, turned', () => {
		expect(laid(2, 3).turned).toBe(false);
		expect(laid(2, 3).heads[0]!.lines).toEqual(['C1', 'Title of C']);
		expect(laid(40, 60).turned).toBe(true);
		expect(laid(40, 60).heads[59]!.lines).toEqual(['C60']);
	});

	test('a text is written whole, in lines, or not at all', () => {
		const states = ['12 completed', '3 in progress'];
		const [wide] = laid(2, 3, { parts: states, kind: 'filled' }).cells;
		expect(wide!.lines.length).toBeGreaterThan(1);
		expect(wide!.lines.join(' ')).toBe(states.join(' '));
		const [narrow] = laid(40, 60, { parts: ['₱12.5\u00a0M'], kind: 'filled' }).cells;
		expect(narrow!.lines).toEqual([]);
	});

	test('rows are as high as their names and their cells need', () => {
		const [low] = laid(1, 3).rows;
		const [high] = laid(1, 3, {
			parts: ['1 completed', '2 in progress', '3 on hold'],
			kind: 'filled'
		}).rows;
		expect(high!.height).toBeGreaterThan(low!.height);
	});

	test('without columns there are rows alone', () => {
		expect(laid(2, 0)).toMatchObject({ cells: [], heads: [], turned: false });
	});
});
