import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import { medianSlope, theilSen } from './trend.ts';

function line(slope: number, level: number, length: number) {
	return Array.from({ length }, (_, i) => ({
		on: addDays('2026-01-01', i * 7),
		value: level + slope * i * 7
	}));
}

test('the trend of a straight line is the line, and its interval nothing', () => {
	const number = fc.double({ min: -50, max: 50, noNaN: true });
	fc.assert(
		fc.property(number, number, fc.integer({ min: 2, max: 20 }), (slope, level, length) => {
			const trend = theilSen(line(slope, level, length));
			expect(trend.slope).toBeCloseTo(slope, 6);
			expect(trend.fast - trend.slow).toBeCloseTo(0, 6);
			expect(trend.above - trend.below).toBeCloseTo(0, 4);
		})
	);
});

test('one wrong report does not bend it', () => {
	const points = line(1, 0, 9);
	points[4] = { on: '2026-01-29', value: 5000 };
	expect(medianSlope(points)).toBeCloseTo(1, 6);
});

test('the slope lies within its interval', () => {
	const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
		minLength: 4,
		maxLength: 15
	});
	fc.assert(
		fc.property(values, (drawn) => {
			const points = drawn.map((value, i) => ({ on: addDays('2026-01-01', i * 30), value }));
			const { slow, slope, fast } = theilSen(points);
			expect(slow).toBeLessThanOrEqual(slope);
			expect(slope).toBeLessThanOrEqual(fast);
		})
	);
});
