import { expect, test } from 'vitest';
import { pageOf } from './pages.ts';

const all = Array.from({ length: 250 }, (_, i) => i);

test.each([
	[null, 1, 0, 99],
	['2', 2, 100, 199],
	['3', 3, 200, 249],
	['4', 3, 200, 249],
	['0', 1, 0, 99],
	['-1', 1, 0, 99],
	['two', 1, 0, 99],
	['1e3', 1, 0, 99]
])('page %s is page %d, with rows %d to %d', (asked, number, first, last) => {
	const page = pageOf(all, asked);
	expect([page.number, page.rows[0], page.rows.at(-1)]).toEqual([number, first, last]);
	expect([page.pages, page.of]).toEqual([3, 250]);
});

test('of nothing there is one empty page', () => {
	expect(pageOf([], '7')).toEqual({ rows: [], number: 1, pages: 1, of: 0 });
});

test('a page may have fewer rows', () => {
	const page = pageOf(all, '25', 10);
	expect([page.number, page.pages, page.rows[0], page.rows.at(-1)]).toEqual([25, 25, 240, 249]);
});
