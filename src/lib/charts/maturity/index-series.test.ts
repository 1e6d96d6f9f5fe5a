import { expect, test } from 'vitest';
import { indexSeries } from './index-series.ts';

const frame = { height: 120, top: 10, bottom: 100 };
const range = { lowest: 1, highest: 5 };
const point = (on: string, value: number | null, method = 'a') => ({
	...{ on, value, method, partial: false }
});

test('values of one method are joined, breaks lie between, and what is missing is left open', () => {
	const drawn = indexSeries(
		[
			...[point('2018-01-01', 1), point('2019-01-01', 3), point('2020-01-01', 2, 'b')],
			...[point('2021-01-01', null, 'b'), point('2022-01-01', 5, 'b')]
		],
		range,
		frame
	)!;
	expect(drawn.lines).toHaveLength(1);
	expect(drawn.lines[0]).toMatch(/^M0,100L249\.8\d*,55$/);
	expect(drawn.breaks.map((x) => Math.round(x * 1000))).toEqual([375]);
	expect(drawn.points.map(({ y }) => y)).toEqual([100, 55, 77.5, 10]);
});

test('without any value there is nothing to draw', () => {
	expect(indexSeries([], range, frame)).toBeNull();
});
