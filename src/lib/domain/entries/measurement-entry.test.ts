import { expect, test } from 'vitest';
import {
	isRatio,
	measurementProblems,
	ratioValue,
	type EnteredKpi,
	type MeasurementEntry
} from './measurement-entry.ts';

const count: EnteredKpi = {
	unit: { kind: 'count', label: 'count', low: null, high: null },
	overTime: 'last',
	overOrganisations: 'none'
};
const percent: EnteredKpi = {
	...count,
	unit: { kind: 'percent_of_whole', label: '%', low: null, high: null }
};
const ratio: EnteredKpi = { ...percent, overOrganisations: 'ratio' };
const blank: MeasurementEntry = {
	measuredOn: '2026-09-30',
	value: null,
	numerator: null,
	denominator: null,
	note: null
};
const problems = (kpi: EnteredKpi, entry: Partial<MeasurementEntry>) =>
	measurementProblems(
		{ ...blank, ...entry },
		{ kpi, today: '2026-11-22', periodStart: '2022-04-01', periodEnd: '2028-12-31' }
	).map(({ field, problem }) => `${field} ${problem}`);

test('a note is counted in characters as people count them', () => {
	expect(problems(count, { value: 1, note: '🎉'.repeat(2_000) })).toEqual([]);
	expect(problems(count, { value: 1, note: '🎉'.repeat(2_001) })).toEqual(['note note_too_long']);
});

test('a KPI is a ratio over time or over organisations', () => {
	expect([isRatio(count), isRatio(ratio), isRatio({ ...count, overTime: 'ratio' })]).toEqual([
		false,
		true,
		true
	]);
});

test('a ratio in percent is a hundred times its quotient', () => {
	expect(ratioValue(ratio, 12, 28)).toBe(42.857143);
	expect(
		ratioValue({ ...ratio, unit: { ...count.unit, kind: 'duration', label: 'days' } }, 1, 4)
	).toBe(0.25);
});

test.each<[string, EnteredKpi, Partial<MeasurementEntry>, string[]]>([
	['a count', count, { value: 212 }, []],
	['no value', count, {}, ['value required']],
	['a count below 0', count, { value: -1 }, ['value negative']],
	['a percent over 100', percent, { value: 100.5 }, ['value percent_out_of_range']],
	['seven decimals', count, { value: 0.1234567 }, ['value too_many_decimals']],
	['a ratio', ratio, { numerator: 12, denominator: 28 }, []],
	['half a ratio', ratio, { numerator: 12 }, ['denominator required']],
	[
		'a ratio of nothing',
		ratio,
		{ numerator: 0, denominator: 0 },
		['denominator denominator_not_positive']
	],
	[
		'more than all',
		ratio,
		{ numerator: 29, denominator: 28 },
		['numerator percent_value_out_of_range']
	],
	['tomorrow', count, { value: 1, measuredOn: '2026-11-23' }, ['measured_on in_future']],
	['before the plan', count, { value: 1, measuredOn: '2021-12-31' }, ['measured_on outside_plan']]
])('%s', (_, kpi, entry, expected) => {
	expect(problems(kpi, entry)).toEqual(expected);
});
