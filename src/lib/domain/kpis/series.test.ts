import { describe, expect, test } from 'vitest';
import { known } from '../records/known.ts';
import type { KpiRecord } from '../records/records.ts';
import { sampleKpi, sampleMeasurement, samplePercent } from '../testing/sample-records.ts';
import { attainment, periodAchievement } from './attainment.ts';
import { isPartial, lastComplete, measurementsDue, seriesOf, windowAt } from './series.ts';

const today = '2026-11-22';
const two = [sampleMeasurement('2026-03-31', 15), sampleMeasurement('2026-06-30', 40)];

const kpiOf = (fields: Partial<KpiRecord>) => sampleKpi('k', fields);
const values = (fields: Partial<KpiRecord>, asOf = today) =>
	seriesOf(kpiOf(fields), asOf).map(({ value }) => value);

const outOf = (measuredOn: string, numerator: number, denominator: number) =>
	sampleMeasurement(measuredOn, (100 * numerator) / denominator, { numerator, denominator });

const yearly = ['2022-12-31', '2023-12-31', '2024-12-31'].map((dueOn) => ({ dueOn, value: 100 }));

describe('worked examples', () => {
	test('15 + 40 of 100 as a flow is 55 %', () => {
		const kpi = kpiOf({ overTime: 'flow_plan', measurements: two });
		expect(seriesOf(kpi, today).map(({ value }) => value)).toEqual([15, 55]);
		expect(attainment(kpi, 55)).toEqual(known(0.55));
	});

	test('a flow from 100 to 500, 30 more, is 7.5 %', () => {
		const kpi = kpiOf({
			...{ overTime: 'flow_plan', baselineValue: 100 },
			targets: [{ dueOn: '2028-12-31', value: 500 }],
			measurements: [sampleMeasurement('2026-06-30', 30)]
		});
		const [point] = seriesOf(kpi, today);
		expect(point?.value).toBe(130);
		expect(attainment(kpi, 130)).toEqual(known(0.075));
	});

	test('90, 95, 60 against 100, 100, 100 is 60 of 100, and 95 while the year is not over', () => {
		const kpi = kpiOf({
			...{ overTime: 'flow_window', frequency: 'year', targets: yearly },
			...{ baselineOn: '2021-12-31' },
			measurements: [
				sampleMeasurement('2022-12-31', 90),
				sampleMeasurement('2023-12-31', 95),
				sampleMeasurement('2024-06-30', 60)
			]
		});
		const series = seriesOf(kpi, today);
		expect(series.map(({ value, target }) => [value, target])).toEqual([
			...[
				[90, 100],
				[95, 100],
				[60, 100]
			]
		]);
		expect(periodAchievement('up', 60, 100)).toEqual(known(0.6));
		expect(lastComplete(kpi, series, '2024-12-30')?.value).toBe(95);
		expect(lastComplete(kpi, series, '2024-12-31')?.value).toBe(60);
	});
});

describe('over time', () => {
	test('of a stock the last value stands', () => {
		expect(values({ measurements: two })).toEqual([15, 40]);
		expect(values({ measurements: two }, '2026-06-29')).toEqual([15]);
		expect(values({})).toEqual([]);
	});

	test('percentages are never averaged', () => {
		const measurements = [outOf('2026-03-31', 1, 1), outOf('2026-06-30', 0, 99)];
		const ratio = { overTime: 'ratio', measurements } as const;
		expect(values({ ...ratio, unit: samplePercent })).toEqual([100, 1]);
		expect(values({ ...ratio, unit: { ...samplePercent, kind: 'index' } })).toEqual([1, 0.01]);
	});

	test('a ratio begins anew with each window', () => {
		const measurements = [
			outOf('2023-06-30', 1, 2),
			outOf('2023-12-31', 2, 2),
			outOf('2024-03-31', 0, 4)
		];
		expect(
			values({ overTime: 'ratio', unit: samplePercent, targets: yearly, measurements })
		).toEqual([50, 75, 0]);
	});

	test('a ratio without its parts is passed over, and one to nothing is unknown', () => {
		const measurements = [outOf('2026-03-31', 3, 10), sampleMeasurement('2026-06-30', 77)];
		expect(values({ overTime: 'ratio', unit: samplePercent, measurements })).toEqual([30]);
		const nothing = [outOf('2026-03-31', 0, 0)];
		expect(values({ overTime: 'ratio', measurements: nothing })).toEqual([null]);
	});
});

describe('over organisations', () => {
	const of = (organisationId: string | null) => ({ organisationId });
	const measurements = [
		sampleMeasurement('2026-03-31', 1, of('MOH')),
		sampleMeasurement('2026-03-31', 10, of('MPW')),
		sampleMeasurement('2026-06-30', 2, of('MOH'))
	];

	test('who is silent keeps its last value', () => {
		expect(values({ overOrganisations: 'sum', measurements })).toEqual([11, 12]);
		expect(values({ overOrganisations: 'min', measurements })).toEqual([1, 2]);
		expect(values({ overOrganisations: 'max', measurements })).toEqual([10, 10]);
	});

	test('a flow adds up what came on each day', () => {
		const flow = { overTime: 'flow_plan', overOrganisations: 'sum', measurements } as const;
		expect(values(flow)).toEqual([11, 13]);
	});

	test('a ratio divides the sums of their latest counts', () => {
		const shares = [
			{ ...outOf('2026-03-31', 1, 2), ...of('MOH') },
			{ ...outOf('2026-06-30', 2, 2), ...of('MOH') },
			{ ...outOf('2026-06-30', 0, 6), ...of('MPW') }
		];
		const ratio = { unit: samplePercent, overOrganisations: 'ratio' } as const;
		expect(values({ ...ratio, measurements: shares })).toEqual([50, 25]);
	});

	test('what an office measures replaces what was measured of the whole, and the other way round', () => {
		const mixed = [
			sampleMeasurement('2026-03-31', 20),
			sampleMeasurement('2026-06-30', 3, of('MOH')),
			sampleMeasurement('2026-07-31', 4, of('MPW')),
			sampleMeasurement('2026-09-30', 30)
		];
		expect(values({ overOrganisations: 'sum', measurements: mixed })).toEqual([20, 3, 7, 30]);
	});

	test('where there is one figure for the whole, what was said last stands, whoever said it', () => {
		const both = [
			sampleMeasurement('2026-03-31', 6, { ...of('A'), recordedAt: '2026-04-12T08:00:00Z' }),
			sampleMeasurement('2026-03-31', 4, { ...of('B'), recordedAt: '2026-04-11T08:00:00Z' })
		];
		expect(values({ measurements: both })).toEqual([6]);
		expect(values({ overTime: 'flow_plan', measurements: both })).toEqual([6]);
	});
});

describe('windows', () => {
	const kpi = { targets: yearly, baselineOn: '2021-12-31' };

	test('a day lies in the window of the first target on it or later, never in one past', () => {
		expect(windowAt(kpi, '2022-12-31')).toEqual({
			...{ window: { after: '2021-12-31', endsOn: '2022-12-31' }, target: 100 }
		});
		expect(windowAt(kpi, '2023-01-01').window).toEqual({
			after: '2022-12-31',
			endsOn: '2023-12-31'
		});
		expect(windowAt(kpi, '2025-01-01')).toEqual({
			...{ window: { after: '2024-12-31', endsOn: null }, target: null }
		});
		expect(windowAt({ targets: [], baselineOn: null }, '2025-01-01').window).toEqual({
			...{ after: null, endsOn: null }
		});
	});

	test('as many measurements are due as months, quarters or years have begun', () => {
		const due = (frequency: KpiRecord['frequency'], by: string) =>
			measurementsDue({ overTime: 'ratio', frequency }, { after: '2023-12-31', endsOn: null }, by);
		expect([due('month', '2024-02-29'), due('month', '2024-03-01')]).toEqual([2, 3]);
		expect([due('quarter', '2024-03-31'), due('quarter', '2024-04-01')]).toEqual([1, 2]);
		expect([due('year', '2024-01-01'), due('year', '2025-01-01')]).toEqual([1, 2]);
		const open = { after: null, endsOn: null };
		expect(measurementsDue({ overTime: 'ratio', frequency: 'month' }, open, today)).toBeNull();
		const stock = { overTime: 'last', frequency: 'month' } as const;
		expect(measurementsDue(stock, { after: '2023-12-31', endsOn: null }, today)).toBeNull();
	});

	test('a window that misses a measurement is partial, and no complete one', () => {
		const flow = kpiOf({
			...{ overTime: 'flow_window', targets: yearly, baselineOn: '2021-12-31' },
			measurements: [
				'2022-03-31',
				'2022-06-30',
				'2022-09-30',
				'2022-12-31',
				'2023-03-31',
				'2023-12-31'
			].map((on, at) => sampleMeasurement(on, at + 1))
		});
		const series = seriesOf(flow, today);
		expect(series.map(({ value }) => value)).toEqual([1, 3, 6, 10, 5, 11]);
		expect(series.map((point) => isPartial(flow, point))).toEqual([
			...[false, false, false, false, false, true]
		]);
		expect(lastComplete(flow, series, today)).toMatchObject({ on: '2022-12-31', value: 10 });
		expect(lastComplete(flow, series, '2022-12-30')).toBeUndefined();
	});
});
