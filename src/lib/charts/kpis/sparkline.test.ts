import { describe, expect, it } from 'vitest';
import { sparklineGeometry, sparklineSize } from './sparkline.ts';

const rising = [
	{ on: '2025-12-31', value: 10 },
	{ on: '2026-06-30', value: 30 }
];

describe('a sparkline', () => {
	it('goes from its first value to its last, with the marks on the same scale', () => {
		const { path, last, dueY, targetY } = sparklineGeometry({
			values: rising,
			due: 50,
			target: 110
		});
		expect(path).toBe('M2,22L80,18.4');
		expect([last, dueY, targetY]).toEqual([{ x: 80, y: 18.4 }, 14.8, 4]);
	});

	it('has a year at both ends, and one where all is of one year', () => {
		const years = (values: typeof rising) =>
			sparklineGeometry({ values, due: null, target: null }).years.map(({ text }) => text);
		expect(years(rising)).toEqual(['2025', '2026']);
		expect(years(rising.slice(0, 1))).toEqual(['2025']);
	});

	it('is nothing where nothing was measured', () => {
		const nothing = { path: '', years: [], last: null, dueY: null, targetY: null };
		expect(sparklineGeometry({ values: [], due: 5, target: 9 })).toEqual(nothing);
	});

	it('is a dot for a single value, and level for equal ones', () => {
		const one = sparklineGeometry({ values: rising.slice(0, 1), due: null, target: null });
		expect([one.path, one.last?.y]).toEqual(['', sparklineSize.height / 2]);
		const level = rising.map(({ on }) => ({ on, value: 0 }));
		const flat = sparklineGeometry({ values: level, due: null, target: null });
		expect(flat.path).toBe('M2,13L80,13');
	});
});
