import { describe, expect, it } from 'vitest';
import { kpiTrendGeometry, runs, trendFrame, type KpiTrendData } from './kpi-trend.ts';

const quarterly = (...values: number[]) =>
	values.map((value, index) => ({
		on: `${2024 + Math.floor(index / 4)}-${['03-31', '06-30', '09-30', '12-31'][index % 4]}`,
		value
	}));
const data: KpiTrendData = {
	measurements: quarterly(2, 8, 15, 21, 30),
	baseline: { on: '2023-12-31', value: 0 },
	targets: [
		{ on: '2026-12-31', value: 60 },
		{ on: '2028-12-31', value: 100 }
	],
	band: null,
	today: '2025-04-30'
};

describe('the line of a KPI', () => {
	it('breaks where a measurement is missing', () => {
		const [a, b, c, , , f, g] = quarterly(1, 2, 3, 4, 5, 6, 7);
		expect(runs([a!, b!, c!, f!, g!]).map((run) => run.length)).toEqual([3, 2]);
	});

	it('is whole where two measurements are all there is', () => {
		expect(runs(quarterly(1, 2)).length).toBe(1);
		expect(runs([])).toEqual([]);
	});
});

describe('the drawing of a KPI', () => {
	it('runs from the baseline to the end target', () => {
		const drawn = kpiTrendGeometry(data)!;
		expect(drawn.targetPath).toBe(`M0,${trendFrame.floor}L599.9,95.2L1000,${trendFrame.top}`);
		expect(drawn.today).toBeCloseTo(0.266, 2);
		expect(drawn.labels.map(({ of }) => of)).toEqual(['target', 'latest', 'baseline']);
	});

	it('leaves zero out where all values lie far from it', () => {
		const uptime = { ...data, measurements: quarterly(98.9, 99.1), baseline: null, targets: [] };
		expect(kpiTrendGeometry(uptime)!.values[0]!.value).toBeGreaterThan(98);
		expect(kpiTrendGeometry(data)!.values[0]!.value).toBe(0);
	});

	it('keeps the labels apart where target, latest and baseline are one', () => {
		const same = { on: '2024-06-30', value: 5 };
		const labels = kpiTrendGeometry({
			...data,
			measurements: [same],
			baseline: same,
			targets: [same]
		})!.labels;
		const heights = labels.map(({ y }) => y).sort((one, other) => one - other);
		expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(17);
		expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(17);
	});

	it.each([
		['rising', 10, [40, 100]],
		['rising from zero', 0, [60, 100]],
		['falling', 21, [9, 5]],
		['falling to zero', 6, [3, 0]],
		['flat', 99, [99, 99]],
		['falling, then rising', 20, [5, 30]]
	])('keeps the baseline’s text off the path of a KPI %s', (_, from, [next, end]) => {
		const { labels, targets, targetPath } = kpiTrendGeometry({
			...data,
			measurements: [...quarterly(from), { on: '2026-12-31', value: from + 1 }],
			baseline: { on: '2023-12-31', value: from },
			targets: [
				{ on: '2024-12-31', value: next! },
				{ on: '2028-12-31', value: end! }
			]
		})!;
		const label = labels.find(({ of }) => of === 'baseline')!;
		const start = Number(/^M0,([\d.]+)/.exec(targetPath)![1]);
		const circle = targets[0]!.y;
		const [above, below] = [label.y - 10, label.y + 3];
		expect(start < above || start > below).toBe(true);
		expect(circle + 3.5 < above || circle - 3.5 > below).toBe(true);
		// the path goes from its start to the circle on one side of the text
		expect(start > below).toBe(circle > below);
		expect(below).toBeLessThan(trendFrame.bottom + 4);
	});

	it('turns a label round before it leaves the drawing', () => {
		const [target, latest] = kpiTrendGeometry(data)!.labels;
		expect([target!.before, latest!.before]).toEqual([true, false]);
	});

	it('shows a path without measurements, and a band without a path', () => {
		const unmeasured = kpiTrendGeometry({ ...data, measurements: [] })!;
		expect([unmeasured.line, unmeasured.dots]).toEqual(['', []]);
		const band = { low: 45, high: 55 };
		const range = kpiTrendGeometry({ ...data, baseline: null, targets: [], band })!;
		expect(range.targetPath).toBe('');
		expect(range.band!.height).toBeGreaterThan(0);
	});

	it('puts a single measurement in the middle', () => {
		const one = kpiTrendGeometry({
			...data,
			measurements: quarterly(7),
			baseline: null,
			targets: []
		})!;
		expect(one.line).toContain('Z');
		expect(one.dots[0]!.x).toBeCloseTo(0.5, 1);
	});

	it('draws lines without a dot each where there are many measurements', () => {
		const many = quarterly(...Array.from({ length: 100 }, (_, index) => index));
		expect(kpiTrendGeometry({ ...data, measurements: many })!.dots.length).toBe(1);
	});

	it('is null where there is nothing', () => {
		const nothing = { ...data, measurements: [], baseline: null, targets: [] };
		expect(kpiTrendGeometry(nothing)).toBeNull();
	});
});
