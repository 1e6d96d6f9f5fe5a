import { describe, expect, test } from 'vitest';
import { isRatio, ratioValue, type EnteredKpi } from './measured-value.ts';
import { measurementProblems, type MeasurementEntry } from './measurement-entry.ts';

const count: EnteredKpi = {
	unit: { kind: 'count', label: 'count', low: null, high: null },
	overTime: 'last',
	overOrganisations: 'none',
	baselineValue: null,
	measuredUntil: null,
	disaggregation: null,
	targets: []
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
	cells: [],
	note: null
};
const span = { periodStart: '2022-04-01', periodEnd: '2028-12-31' };
const problems = (kpi: EnteredKpi, entry: Partial<MeasurementEntry>) =>
	measurementProblems({ ...blank, ...entry }, { kpi, today: '2026-11-22', ...span }).map(
		({ field, problem }) => `${field} ${problem}`
	);

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
	['a count below 0', count, { value: -1 }, ['value value_outside_unit']],
	['a percent over 100', percent, { value: 100.5 }, ['value value_outside_unit']],
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

describe('what baseline and targets allow can be entered', () => {
	const change = { ...count, unit: { ...count.unit, kind: 'percent_change', label: '%' } } as const;
	const path = (kpi: EnteredKpi, baselineValue: number | null, ...values: number[]) => ({
		...kpi,
		baselineValue,
		targets: values.map((value) => ({ dueOn: '2028-12-31', value }))
	});

	test('a percent change has no bounds', () => {
		for (const value of [-12.5, 140]) expect(problems(change, { value })).toEqual([]);
		const ofRatio = { ...change, overTime: 'ratio' } as const;
		expect(problems(ofRatio, { numerator: -5, denominator: 40 })).toEqual([]);
	});

	test('a bound that its own path has passed is none', () => {
		expect(problems(path(count, -8, 20), { value: -11 })).toEqual([]);
		expect(problems(path(percent, 60, 120), { value: 130 })).toEqual([]);
		expect(problems(path(percent, 60, 120), { value: -1 })).toEqual(['value value_outside_unit']);
		const share = path(ratio, 60, 120);
		expect(problems(share, { numerator: 13, denominator: 10 })).toEqual([]);
		expect(problems(path(percent, 60, 90), { value: 101 })).toEqual(['value value_outside_unit']);
	});

	test('bounds that are set for it hold, whatever the path', () => {
		const bounded = { ...path(count, 1, 5), unit: { ...count.unit, low: -2, high: 4 } };
		expect(problems(bounded, { value: -2 })).toEqual([]);
		for (const value of [-3, 5])
			expect(problems(bounded, { value })).toEqual(['value value_outside_unit']);
	});
});

describe('after the plan’s end', () => {
	const on = (
		measuredOn: string,
		kpi: Partial<EnteredKpi> = {},
		periodEnd: string | null = span.periodEnd
	) =>
		measurementProblems(
			{ ...blank, value: 1, measuredOn },
			{ kpi: { ...count, ...kpi }, today: '2035-01-01', ...span, periodEnd }
		);
	const refused = (until: string) => [{ field: 'measured_on', problem: 'after_measuring', until }];

	test('a KPI is measured as long as it says, and as long as values come where it says nothing', () => {
		expect(on('2028-12-31')).toEqual([]);
		expect(on('2029-01-01')).toEqual([]);
		expect(on('2032-12-31', { measuredUntil: '2032-12-31' })).toEqual([]);
		expect(on('2033-01-01', { measuredUntil: '2032-12-31' })).toEqual(refused('2032-12-31'));
	});

	test('a day before the plan’s end takes nothing away, and a plan without an end has none', () => {
		expect(on('2028-12-31', { measuredUntil: '2027-12-31' })).toEqual([]);
		expect(on('2034-12-31', {}, null)).toEqual([]);
	});

	test('a target that is due later is measured until then', () => {
		const targets = [{ dueOn: '2030-06-30', value: 5 }];
		const kpi = { targets, measuredUntil: '2029-12-31' };
		expect(on('2030-06-30', kpi)).toEqual([]);
		expect(on('2030-07-01', kpi)).toEqual(refused('2030-06-30'));
	});
});
