import { describe, expect, test } from 'vitest';
import type { CellRecord, Disaggregation } from '../records/disaggregation.ts';
import type { KpiRecord, MeasurementRecord } from '../records/records.ts';
import { sampleDimension } from '../testing/sample-disaggregation.ts';
import { sampleKpi, sampleMeasurement, samplePercent } from '../testing/sample-records.ts';
import { cellsOn } from './cells.ts';

const regions = sampleDimension('1', 'Region', ['North', 'South', 'East']);
const disaggregation: Disaggregation = { dimensions: [regions], crosses: [] };

/** Null: it does not apply; undefined: nothing was said. */
function cellsOf(...values: (number | null | undefined)[]): CellRecord[] {
	return values.flatMap((value, at) =>
		value === undefined ? [] : [{ key: `1${at + 1}`, value, numerator: null, denominator: null }]
	);
}
const measured = (
	on: string,
	cells: CellRecord[],
	fields: Partial<MeasurementRecord> = {}
): MeasurementRecord =>
	sampleMeasurement(
		on,
		cells.reduce((sum, { value }) => sum + (value ?? 0), 0),
		{ cells, ...fields }
	);

const on = (fields: Partial<KpiRecord>, asOf = '2026-12-31') =>
	cellsOn(sampleKpi('k', { disaggregation, ...fields }), asOf);
const groupOf = (fields: Partial<KpiRecord>, asOf?: string) => on(fields, asOf)!.groups[0]!;

test('a KPI that is reported by its total alone has no cells', () => {
	expect(on({ disaggregation: null })).toBeNull();
});

test('0, not reported and not applicable are three different things', () => {
	const group = groupOf({ measurements: [measured('2026-03-31', cellsOf(0, undefined, null))] });
	expect(group.cells.map(({ state, latest }) => [state, latest?.value])).toEqual([
		['reported', 0],
		['not_reported', undefined],
		['not_applicable', undefined]
	]);
	expect(group.coverage).toEqual({ reported: 1, applicable: 2, measurements: 1, share: 0.5 });
});

test('where nothing was measured, or only the total, nothing is covered', () => {
	const nothing = { reported: 0, applicable: 3, share: 0 };
	expect(groupOf({}).coverage).toMatchObject(nothing);
	const total = groupOf({ measurements: [sampleMeasurement('2026-03-31', 5)] });
	expect(total.coverage).toMatchObject(nothing);
	const none = groupOf({ measurements: [measured('2026-03-31', cellsOf(null, null, null))] });
	expect(none.coverage).toMatchObject({ applicable: 0, share: null });
});

test('the latest measurement counts, and an earlier value stays known', () => {
	const measurements = [
		measured('2026-03-31', cellsOf(1, 2, 3)),
		measured('2026-06-30', cellsOf(4, undefined, 6))
	];
	const { cells, coverage } = groupOf({ measurements });
	expect(cells[1]).toMatchObject({
		state: 'not_reported',
		latest: { on: '2026-03-31', value: 2 }
	});
	expect(coverage).toMatchObject({ reported: 2, applicable: 3 });
	expect(groupOf({ measurements }, '2026-03-31').coverage.reported).toBe(3);
});

describe('adds up as the total does', () => {
	test('over the plan, without the baseline of the whole', () => {
		const measurements = [measured('2026-03-31', cellsOf(1)), measured('2026-06-30', cellsOf(4))];
		const flow = groupOf({ overTime: 'flow_plan', baselineValue: 100, measurements });
		expect(flow.cells[0]?.series).toEqual([
			{ on: '2026-03-31', value: 1 },
			{ on: '2026-06-30', value: 5 }
		]);
	});

	test('over organisations, each of which may miss some', () => {
		const by = (organisationId: string) => ({ organisationId });
		const group = groupOf({
			overOrganisations: 'sum',
			measurements: [
				measured('2026-03-31', cellsOf(1, 2), by('MOH')),
				measured('2026-06-30', cellsOf(10), by('MPW'))
			]
		});
		expect(group.cells.map(({ state, latest }) => [state, latest?.value])).toEqual([
			['reported', 11],
			['partly', 2],
			['not_reported', undefined]
		]);
		expect(group.coverage).toMatchObject({ reported: 3, applicable: 6, measurements: 2 });
	});

	test('a ratio divides the sums of each cell', () => {
		const cell = (numerator: number, denominator: number): CellRecord[] => [
			{ key: '11', value: (100 * numerator) / denominator, numerator, denominator }
		];
		const group = groupOf({
			overTime: 'ratio',
			unit: samplePercent,
			measurements: [
				sampleMeasurement('2026-03-31', 100, { numerator: 1, denominator: 1, cells: cell(1, 1) }),
				sampleMeasurement('2026-06-30', 0, { numerator: 0, denominator: 99, cells: cell(0, 99) })
			]
		});
		expect(group.cells[0]?.latest?.value).toBe(1);
	});
});

describe('the spread', () => {
	const measurements = [measured('2026-03-31', cellsOf(5, 20, 11))];
	const spread = (fields: Partial<KpiRecord>) => {
		const { spread: of } = groupOf({ measurements, ...fields });
		return of && [of.way, of.first.terms[0]?.name, of.last.terms[0]?.name, of.difference];
	};
	const apart = { ...disaggregation, dimensions: [{ ...regions, addsUp: false }] };

	test('names the best and the worst by the direction, and of parts of a sum the most and the least', () => {
		expect(spread({ disaggregation: apart })).toEqual(['best', 'South', 'North', 15]);
		expect(spread({ disaggregation: apart, direction: 'down' })).toEqual([
			...['best', 'North', 'South', 15]
		]);
		expect(spread({})).toEqual(['most', 'South', 'North', 15]);
	});

	test('is none where fewer than two are reported, or all are alike', () => {
		expect(
			spread({ measurements: [measured('2026-03-31', cellsOf(5, undefined, null))] })
		).toBeNull();
		expect(spread({ measurements: [measured('2026-03-31', cellsOf(5, 5, 5))] })).toBeNull();
	});
});
