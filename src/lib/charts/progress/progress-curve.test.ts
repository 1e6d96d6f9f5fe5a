import { describe, expect, it } from 'vitest';
import { curveGeometry } from './progress-curve.ts';
import { curveFrame, type CurvePoint } from './progress-curve-frame.ts';

const point = (
	on: string,
	planned: number | null,
	done: number | null,
	coverage = 1
): CurvePoint => ({
	on,
	planned,
	done,
	coverage
});
const points = [
	point('2024-01-01', 0, 0),
	point('2025-01-01', 0.25, 0.2),
	point('2026-01-01', 0.5, 0.4),
	point('2027-01-01', 0.75, null, 0),
	point('2028-01-01', 1, null, 0)
];
const forecast = { on: '2029-01-01', words: '2029 Q1', low: '2028-07-01', high: '2029-07-01' };
const drawn = (
	all = points,
	ahead: Parameters<typeof curveGeometry>[1] = forecast,
	today = '2026-01-01'
) => curveGeometry(all, ahead, today, 0.8);

describe('the S-curve', () => {
	it('reaches to the latest end of the forecast', () => {
		const { planned, actual, forecast: ahead } = drawn()!;
		expect(planned.startsWith(`M0,${curveFrame.base}L`)).toBe(true);
		expect(actual.split('L').length).toBe(3);
		expect(ahead).toMatch(new RegExp(`,${curveFrame.top}$`));
	});

	it('draws the plan as adopted from where it departs up to its end', () => {
		const asAdopted = (adopted: number[]) =>
			points.map((one, at) => ({ ...one, adopted: adopted[at] ?? null }));
		const { adopted: late } = drawn(asAdopted([0, 0.25, 0.5, 1, 1]))!;
		expect(late.split('L')).toHaveLength(2);
		expect(drawn(asAdopted([0, 0.25, 0.5, 0.75, 1]))!.adopted).toBe('');
		const amended = asAdopted([0, 0.5, 1, 1, 1]);
		const { adopted: path, planned, labels } = drawn(amended)!;
		expect(path.split('L')).toHaveLength(3);
		expect(path.endsWith(`,${curveFrame.top}`)).toBe(true);
		expect(drawn()).toMatchObject({ adopted: '', planned, labels });
	});

	it('cuts a far end, so that the plan stays readable', () => {
		const far = drawn(points, {
			on: '2070-01-01',
			words: '2070 Q1',
			low: '2060-01-01',
			high: null
		})!;
		const years = far.ticks.map(({ on }) => Number(on.slice(0, 4)));
		expect(Math.max(...years)).toBe(2029);
		expect(far.band).not.toBe('');
	});

	it('breaks where nothing is known', () => {
		const holed = points.map((one, index) => (index === 1 ? { ...one, done: null } : one));
		expect(drawn(holed)!.actual.split('M').length).toBe(3);
	});

	it('greys what rests on too little weight', () => {
		const thin = points.map((one, index) => (index === 2 ? { ...one, coverage: 0.5 } : one));
		expect(drawn(thin)!.last?.partial).toBe(true);
		expect(drawn(thin)!.partial).not.toBe('');
		expect(drawn()!.partial).toBe('');
	});

	it('shows silence as deep as it is, until today', () => {
		const silent = points.map((one, index) => (index === 2 ? { ...one, coverage: 0.5 } : one));
		expect(drawn(silent)!.silence.map(({ height }) => height)).toEqual([8]);
		expect(drawn()!.silence).toEqual([]);
	});

	it('takes what binary sums lack of all weight for no silence', () => {
		const exact = points.map((one) => ({ ...one, coverage: 0.1 + 0.2 + 0.7 - 1e-16 }));
		expect(drawn(exact)!.silence).toEqual([]);
	});

	it('keeps its labels apart where the work is exactly on plan', () => {
		const labels = drawn(
			points.map((one) => (one.done === null ? one : { ...one, done: one.planned }))
		)!.labels;
		const heights = labels.map(({ y }) => y).sort((one, other) => one - other);
		expect(labels.map(({ of }) => of)).toEqual(['planned', 'done', 'ends']);
		expect(heights.every((y, index) => index === 0 || y - heights[index - 1]! >= 17)).toBe(true);
	});

	it('puts both words above their lines at the right end, where these come from beneath', () => {
		const { labels } = drawn([point('2024-01-01', 0, 0), point('2025-01-01', 1, 1)], null)!;
		const [planned, done] = ['planned', 'done'].map((of) => labels.find((one) => one.of === of)!);
		expect([planned!.before, done!.before]).toEqual([true, true]);
		expect(done!.y).toBe(curveFrame.top - 8);
		expect(planned!.y).toBeLessThanOrEqual(done!.y - 17);
	});

	it('has no forecast without a report, nor for work that is done', () => {
		expect(
			drawn(points.map((one) => ({ ...one, done: null })))!.labels.map(({ of }) => of)
		).toEqual(['planned']);
		const done = drawn([point('2024-01-01', 0, 0), point('2025-01-01', 1, 1)], forecast)!;
		expect([done.forecast, done.band]).toEqual(['', '']);
	});

	it('says where the forecast ends at its end, above it', () => {
		const { labels, end } = drawn()!;
		const label = labels.find(({ of }) => of === 'ends')!;
		expect([label.x, label.y]).toEqual([end!.x, end!.y - 8]);
		expect(end!.y).toBe(curveFrame.top);
	});

	it('begins what is done after the status date, whose line would strike it through', () => {
		const { labels, today } = drawn(points, forecast, '2026-06-01')!;
		const label = labels.find(({ of }) => of === 'done')!;
		expect([label.x, label.before]).toEqual([today, false]);
	});

	it('marks since when it is behind, and says so beside that point', () => {
		const level = point('2024-07-01', 0.1, 0.1);
		const { since, labels } = drawn([points[0]!, level, ...points.slice(1)])!;
		const label = labels.find(({ of }) => of === 'since')!;
		expect(since).not.toBeNull();
		expect(label.x).toBe(since!.x);
		expect(drawn(points.slice(0, 1).concat(point('2025-01-01', 0.25, 0.25)))!.since).toBeNull();
	});

	it('puts a single point in the middle, and is null without any', () => {
		expect(drawn(points.slice(1, 2), null)!.last?.x).toBeCloseTo(0.5, 1);
		expect(drawn([], null)).toBeNull();
	});

	it('keeps more than all within its frame', () => {
		expect(drawn([point('2024-01-01', 0, 0), point('2025-01-01', 1, 1.4)])!.last?.y).toBe(
			curveFrame.top
		);
	});
});
