import { expect, test } from 'vitest';
import { kpiValue, valueHistory } from './aggregation.ts';
import { attainment } from './attainment.ts';
import { known, unknown } from '../records/known.ts';
import { sampleKpi, sampleMeasurement, samplePercent } from '../testing/sample-records.ts';

const two = [sampleMeasurement('2026-03-31', 15), sampleMeasurement('2026-06-30', 40)];

test('15 + 40 of 100 as a flow is 55 %', () => {
	const kpi = sampleKpi('k', { overTime: 'flow_plan', measurements: two });
	const value = kpiValue(kpi, two);
	expect(value).toEqual(known(55));
	expect(value.known && attainment(kpi, value.value)).toEqual(known(0.55));
});

test('of a stock the last value stands', () => {
	expect(kpiValue(sampleKpi('k'), two)).toEqual(known(40));
	expect(kpiValue(sampleKpi('k'), [])).toEqual(unknown('not_measured'));
});

test('percentages are never averaged', () => {
	const kpi = sampleKpi('k', { overTime: 'ratio', unit: samplePercent });
	const measurements = [
		sampleMeasurement('2026-03-31', 100, { numerator: 1, denominator: 1 }),
		sampleMeasurement('2026-06-30', 0, { numerator: 0, denominator: 99 })
	];
	expect(kpiValue(kpi, measurements)).toEqual(known(1));
	expect(kpiValue({ ...kpi, unit: { ...samplePercent, kind: 'index' } }, measurements)).toEqual(
		known(0.01)
	);
	expect(kpiValue(kpi, two)).toEqual(unknown('numerator_not_set'));
});

test('a ratio to nothing is unknown', () => {
	const kpi = sampleKpi('k', { overTime: 'ratio' });
	const empty = [sampleMeasurement('2026-03-31', 0, { numerator: 0, denominator: 0 })];
	expect(kpiValue(kpi, empty)).toEqual(unknown('denominator_is_zero'));
});

test('over organisations each first adds up over time', () => {
	const measurements = [
		sampleMeasurement('2026-03-31', 1, { organisationId: 'MOH' }),
		sampleMeasurement('2026-03-31', 10, { organisationId: 'MPW' }),
		sampleMeasurement('2026-06-30', 2, { organisationId: 'MOH' })
	];
	const kpi = sampleKpi('k', { measurements });
	expect(kpiValue({ ...kpi, overOrganisations: 'sum' }, measurements)).toEqual(known(12));
	expect(kpiValue({ ...kpi, overOrganisations: 'min' }, measurements)).toEqual(known(2));
	expect(kpiValue({ ...kpi, overOrganisations: 'max' }, measurements)).toEqual(known(10));
	expect(kpiValue({ ...kpi, overOrganisations: 'none' }, measurements)).toEqual(known(2));
	expect(
		kpiValue({ ...kpi, overTime: 'flow_plan', overOrganisations: 'sum' }, measurements)
	).toEqual(known(13));
});

test('a ratio over organisations divides the sums of their latest counts', () => {
	const measurements = [
		sampleMeasurement('2026-03-31', 50, { organisationId: 'MOH', numerator: 1, denominator: 2 }),
		sampleMeasurement('2026-06-30', 100, { organisationId: 'MOH', numerator: 2, denominator: 2 }),
		sampleMeasurement('2026-06-30', 0, { organisationId: 'MPW', numerator: 0, denominator: 6 })
	];
	const kpi = sampleKpi('k', { unit: samplePercent, overOrganisations: 'ratio' });
	expect(kpiValue(kpi, measurements)).toEqual(known(25));
});

const outOf46 = (measuredOn: string, numerator: number, organisationId: string | null) =>
	sampleMeasurement(measuredOn, 0, { organisationId, numerator, denominator: 46 });

test('what an office measures replaces what was measured of the whole', () => {
	const measurements = [outOf46('2026-09-30', 20, null), outOf46('2026-11-25', 0, 'MILG')];
	const kpi = sampleKpi('k', { unit: samplePercent, overOrganisations: 'ratio', measurements });
	expect(kpiValue(kpi, measurements)).toEqual(known(0));
	expect(valueHistory(kpi).map(({ value }) => Math.round(value))).toEqual([43, 0]);
});

test('a correction of the same day replaces what was measured of the whole, for a flow too', () => {
	const recordedAt = '2026-10-20T08:00:00Z';
	const corrected = sampleMeasurement('2026-06-30', 41, { organisationId: 'MBHTE', recordedAt });
	const kpi = sampleKpi('k', { overTime: 'flow_plan', overOrganisations: 'sum' });
	expect(kpiValue(kpi, [corrected, ...two])).toEqual(known(56));
});

test('of a ratio measured twice in a quarter the later stands, and quarters add up', () => {
	const measurements = [
		outOf46('2026-06-30', 23, null),
		outOf46('2026-10-31', 20, null),
		outOf46('2026-11-25', 0, null)
	];
	const kpi = sampleKpi('k', { unit: samplePercent, overTime: 'ratio', measurements });
	expect(kpiValue(kpi, measurements)).toEqual(known(25));
	expect(valueHistory(kpi).map(({ value }) => value)).toEqual([50, (43 / 92) * 100, 25]);
	expect(kpiValue({ ...kpi, frequency: 'year' }, measurements)).toEqual(known(0));
});

test('the year of a ratio is the fiscal year', () => {
	const measurements = [outOf46('2026-06-30', 46, null), outOf46('2026-07-31', 0, null)];
	const yearly = sampleKpi('k', { unit: samplePercent, overTime: 'ratio', frequency: 'year' });
	expect(kpiValue(yearly, measurements)).toEqual(known(0));
	expect(kpiValue({ ...yearly, fiscalYearStartMonth: 7 }, measurements)).toEqual(known(50));
});

test('the history holds one value a day, as it stood then', () => {
	const flow = sampleKpi('k', { overTime: 'flow_plan', measurements: two });
	expect(valueHistory(flow)).toEqual([
		{ on: '2026-03-31', value: 15 },
		{ on: '2026-06-30', value: 55 }
	]);
	expect(valueHistory(sampleKpi('k', { measurements: two })).map(({ value }) => value)).toEqual([
		15, 40
	]);
});
