import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attainment, dueValue, onPath, periodAchievement, towardTarget } from './attainment.ts';
import { known, unknown } from '../records/known.ts';
import { sampleKpi } from '../testing/sample-records.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

test('baseline 21 days, target 5, actual 11 is 62.5 %', () => {
	expect(towardTarget(11, 21, 5)).toBe(0.625);
});

test('baseline 6, target 0, actual 2 is 66.7 %', () => {
	expect(towardTarget(2, 6, 0)).toBeCloseTo(0.667, 3);
});

test('attainment is 0 at the baseline and 1 at the target, whichever the direction', () => {
	fc.assert(
		fc.property(finite, finite, (baseline, target) => {
			fc.pre(baseline !== target);
			expect(towardTarget(baseline, baseline, target) + 0).toBe(0);
			expect(towardTarget(target, baseline, target)).toBe(1);
		})
	);
});

test('a target that equals its baseline is maintained within the tolerance, or not', () => {
	const kpi = sampleKpi('k', {
		baselineValue: 99,
		tolerance: 0.5,
		targets: [{ dueOn: '2028-12-31', value: 99 }]
	});
	expect(attainment(kpi, 98.5)).toEqual(known(1));
	expect(attainment(kpi, 100)).toEqual(known(1));
	expect(attainment(kpi, 98.4)).toEqual(known(0));
	const uptime = { ...kpi, baselineValue: 99.9, tolerance: 0.4 };
	const targets = [{ dueOn: '2028-12-31', value: 99.9 }];
	expect(attainment({ ...uptime, targets }, 99.5)).toEqual(known(1));
	expect(attainment({ ...kpi, direction: 'down' }, 99.6)).toEqual(known(0));
});

test('a range KPI is 1 in its band and falls to 0 at the stated distance', () => {
	const kpi = sampleKpi('k', {
		direction: 'range',
		rangeLow: 45,
		rangeHigh: 55,
		rangeZeroDistance: 12
	});
	expect(attainment(kpi, 50)).toEqual(known(1));
	expect(attainment(kpi, 39)).toEqual(known(0.5));
	expect(attainment(kpi, 70)).toEqual(known(0));
	expect(attainment({ ...kpi, rangeHigh: null }, 50)).toEqual(unknown('range_not_set'));
});

test('without a baseline or a target attainment is unknown, never guessed', () => {
	expect(attainment(sampleKpi('k', { baselineValue: null }), 55)).toEqual(
		unknown('baseline_not_set')
	);
	expect(attainment(sampleKpi('k', { targets: [] }), 55)).toEqual(unknown('target_not_set'));
});

test('period achievement is never below 0, and none at a target of 0 or below, nor of a band', () => {
	expect(periodAchievement('up', 43, 50)).toEqual(known(0.86));
	expect(periodAchievement('down', 12, 8)).toEqual(known(0.5));
	expect(periodAchievement('down', 40, 10)).toEqual(known(0));
	expect(periodAchievement('up', 5, 0)).toEqual(unknown('target_not_positive'));
	expect(periodAchievement('down', -5, -10)).toEqual(unknown('target_not_positive'));
	expect(periodAchievement('range', 50, 50)).toEqual(unknown('no_direction'));
});

test('the path leads from the baseline through each target', () => {
	const kpi = sampleKpi('k', {
		baselineOn: '2022-01-01',
		targets: [
			{ dueOn: '2024-01-01', value: 20 },
			{ dueOn: '2028-01-01', value: 100 }
		]
	});
	expect(dueValue(kpi, '2021-01-01')).toEqual(known(0));
	expect(dueValue(kpi, '2023-01-01')).toEqual(known(10));
	expect(dueValue(kpi, '2024-01-01')).toEqual(known(20));
	expect(dueValue(kpi, '2026-01-01')).toMatchObject({ known: true, value: expect.closeTo(60, 0) });
	expect(dueValue(kpi, '2030-01-01')).toEqual(known(100));
});

test('without a dated baseline the path starts at its first target', () => {
	const targets = [
		{ dueOn: '2024-01-01', value: 20 },
		{ dueOn: '2028-01-01', value: 100 }
	];
	const kpi = sampleKpi('k', { baselineValue: null, baselineOn: null, targets });
	expect(dueValue(kpi, '2023-01-01')).toEqual(unknown('baseline_not_set'));
	expect(dueValue(kpi, '2024-01-01')).toEqual(known(20));
	expect(dueValue({ ...kpi, baselineValue: 0 }, '2023-01-01')).toEqual(unknown('dates_not_set'));
});

test('a path never leaves the span of its two ends', () => {
	fc.assert(
		fc.property(finite, finite, fc.integer({ min: 0, max: 364 }), (from, to, day) => {
			const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
			const value = onPath(
				{ on: '2026-01-01', value: from },
				{ on: '2027-01-01', value: to },
				date
			);
			expect(value).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-6);
			expect(value).toBeLessThanOrEqual(Math.max(from, to) + 1e-6);
		})
	);
});
