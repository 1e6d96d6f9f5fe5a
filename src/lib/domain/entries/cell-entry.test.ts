import { describe, expect, test } from 'vitest';
import { sampleDimension } from '../testing/sample-disaggregation.ts';
import { samplePercent } from '../testing/sample-records.ts';
import { cellProblems, completed, type EnteredCell } from './cell-entry.ts';
import type { EnteredKpi } from './measured-value.ts';

const sex = sampleDimension('1', 'Sex', ['Women', 'Men']);
const kpi: EnteredKpi = {
	unit: { kind: 'count', label: 'persons', low: null, high: null },
	...{ overTime: 'last', overOrganisations: 'none', baselineValue: null, measuredUntil: null },
	...{ targets: [], disaggregation: { dimensions: [sex], crosses: [] } }
};
const ratio: EnteredKpi = { ...kpi, unit: samplePercent, overTime: 'ratio' };

const none = { value: null, numerator: null, denominator: null };
const cell = (
	key: string,
	value: number | null,
	fields: Partial<EnteredCell> = {}
): EnteredCell => ({
	...{ key, applies: true, ...none, value, ...fields }
});
const outOf = (key: string, numerator: number, denominator: number | null): EnteredCell =>
	cell(key, null, { numerator, denominator });

const problems = (value: number | null, cells: EnteredCell[], of = kpi) =>
	cellProblems(completed({ ...none, value, cells }, of), of).map(
		({ field, problem }) => `${field} ${problem}`
	);

describe('what is typed of cells', () => {
	test.each<[string, number | null, EnteredCell[], string[]]>([
		['cells that come to the total', 100, [cell('11', 60), cell('12', 40)], []],
		['cells that do not', 100, [cell('11', 60), cell('12', 30)], ['value cells_disagree']],
		['a cell of another KPI', 100, [cell('11', 60), cell('77', 40)], ['cells unknown_cell']],
		['a combination that is not asked for', 1, [cell('11x12', 1)], ['cells unknown_cell']],
		['a cell that is no cell', 1, [cell('__proto__', 1)], ['cells unknown_cell']],
		['a cell twice', 100, [cell('11', 60), cell('11', 60)], ['cells cell_twice']],
		['a count below 0', 5, [cell('11', -1), cell('12', 6)], ['cell-11-value value_outside_unit']],
		['too many decimals', 1, [cell('11', 0.12345678)], ['cell-11-value too_many_decimals']],
		['1e30', 5, [cell('11', 1e30)], ['value cells_disagree']],
		[
			'a value of what does not apply',
			5,
			[cell('11', 5, { applies: false })],
			['cell-11-value cell_not_applicable']
		],
		['one that does not apply', 5, [cell('11', 5), cell('12', null, { applies: false })], []],
		['none of them', 5, [], []]
	])('%s', (_, total, cells, expected) => {
		expect(problems(total, cells)).toEqual(expected);
	});

	test('cells of a KPI that has none are refused', () => {
		expect(problems(5, [cell('11', 5)], { ...kpi, disaggregation: null })).toEqual([
			'cells unknown_cell'
		]);
	});
});

test('a total that is left empty is the sum, once all is there', () => {
	const total = (cells: EnteredCell[]) => completed({ ...none, cells }, kpi).value;
	expect(total([cell('11', 60), cell('12', 40)])).toBe(100);
	expect(total([cell('11', 0.1), cell('12', 0.2)])).toBe(0.3);
	expect(total([cell('11', 60), cell('12', null, { applies: false })])).toBe(60);
	expect(total([cell('11', 60)])).toBeNull();
});

describe('of a ratio', () => {
	test('both counts of a cell are needed', () => {
		const half = [outOf('11', 1, null)];
		const entry = { value: null, numerator: 1, denominator: 2, cells: half };
		expect(cellProblems(completed(entry, ratio), ratio)).toMatchObject([
			{ field: 'cell-11-denominator', problem: 'required' }
		]);
	});

	test('the total is made of the sums of both, and what does not agree is said beside its count', () => {
		const cells = [outOf('11', 3, 10), outOf('12', 1, 30)];
		expect(completed({ ...none, cells }, ratio)).toMatchObject({
			...{ value: 10, numerator: 4, denominator: 40 },
			cells: [{ value: 30 }, { value: expect.closeTo(3.333333) }]
		});
		const wrong = { value: null, numerator: 4, denominator: 50, cells };
		expect(cellProblems(completed(wrong, ratio), ratio)).toMatchObject([
			{ field: 'denominator', problem: 'cells_disagree', sum: 40, total: 50 }
		]);
	});

	test('a quotient that was sent is not taken', () => {
		const sent = { ...none, value: 99, cells: [cell('11', 99, { numerator: 1, denominator: 2 })] };
		expect(completed(sent, ratio)).toMatchObject({ value: null, cells: [{ value: 50 }] });
	});
});
