import { describe, expect, it } from 'vitest';
import { chartTicks, drawnSpan, positions, spanOf, ticks } from './time-axis.ts';

describe('positions in time', () => {
	it('go from 0 to 1', () => {
		const at = positions('2026-01-01', '2026-12-31');
		expect([at('2026-01-01'), at('2026-07-02'), at('2026-12-31')]).toEqual([0, 0.5, 1]);
	});

	it('put a single day in the middle', () => {
		expect(positions('2026-01-01', '2026-01-01')('2026-01-01')).toBe(0.5);
	});
});

describe('ticks', () => {
	const days = (unit: 'year' | 'quarter' | 'month', to: string) =>
		ticks('2025-11-15', to, unit).map(({ on }) => on);

	it('stand at the beginnings of years, quarters and months', () => {
		expect(days('year', '2027-06-30')).toEqual(['2026-01-01', '2027-01-01']);
		expect(days('quarter', '2026-04-01')).toEqual(['2026-01-01', '2026-04-01']);
		expect(days('month', '2026-01-31')).toEqual(['2025-12-01', '2026-01-01']);
	});

	const labels = (from: string, to: string, limits = {}) => {
		const years = ticks(from, to, 'year', limits);
		const text = ({ on }: { on: string }) => on.slice(0, 4);
		return {
			wide: years.map(text),
			narrow: years.filter(({ wideOnly }) => !wideOnly).map(text)
		};
	};

	it('keep few labels where the drawing is narrow', () => {
		const { wide, narrow } = labels('2010-01-01', '2030-12-31', { few: 7 });
		expect(wide.length).toBe(21);
		expect(narrow).toEqual(['2010', '2015', '2020', '2025', '2030']);
	});

	it('are round years of a long plan, which do not run together', () => {
		const { wide, narrow } = labels('2021-01-01', '2060-12-31', { most: 16 });
		expect(wide).toEqual(Array.from({ length: 8 }, (_, index) => String(2025 + 5 * index)));
		expect(narrow).toEqual(['2030', '2040', '2050', '2060']);
		expect(labels('1950-01-01', '2150-12-31', { most: 16 }).wide).toContain('2100');
	});

	it('are not more than there is room for, over a hundred years', () => {
		expect(chartTicks('1950-01-01', '2050-12-31').length).toBeLessThanOrEqual(12);
	});

	it('are quarters or months for a short time', () => {
		expect(chartTicks('2026-01-01', '2027-06-30')[0]).toMatchObject({ unit: 'quarter' });
		expect(chartTicks('2026-01-01', '2026-04-30')[0]).toMatchObject({ unit: 'month' });
		expect(chartTicks('2026-02-02', '2026-02-02')).toEqual([]);
	});

	it('keeps its labels apart on a phone', () => {
		const shown = (from: string, to: string) =>
			chartTicks(from, to)
				.filter((tick) => !tick.wideOnly)
				.map((tick) => tick.on.slice(0, 4));
		expect(shown('2022-12-31', '2028-12-31')).toEqual(['2023', '2025', '2027']);
		expect(shown('2023-06-30', '2027-06-30')).toEqual(['2024', '2025', '2026', '2027']);
	});
});

describe('a span', () => {
	it('is the first and the last of the days that are set', () => {
		expect(spanOf(['2026-05-01', null, '2024-01-01'])).toEqual({
			from: '2024-01-01',
			to: '2026-05-01'
		});
		expect(spanOf([null])).toBeNull();
	});

	it('is drawn with a year around a single day', () => {
		expect(drawnSpan(['2026-08-31'])).toEqual({ from: '2026-02-28', to: '2027-02-28' });
		expect(drawnSpan([])).toBeNull();
	});
});
