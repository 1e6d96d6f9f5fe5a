import { expect, test } from 'vitest';
import { kpiProblems, newKpiProblems, type KpiEntry } from './kpi-entry.ts';

const kpi: KpiEntry = {
	unit: { kind: 'duration', label: 'days', low: null, high: null },
	direction: 'down',
	rangeLow: null,
	rangeHigh: null,
	rangeZeroDistance: null,
	baselineValue: 21,
	baselineOn: '2022-01-01',
	measuredUntil: null,
	qualityReviewedOn: null,
	targets: [
		{ dueOn: '2028-12-31', value: 5 },
		{ dueOn: '2025-12-31', value: 30 }
	]
};
const band = { direction: 'range', rangeLow: 45, rangeHigh: 55, rangeZeroDistance: 20 } as const;

const today = '2026-11-22';
const context = { today, periodStart: '2022-01-01', periodEnd: '2028-12-31' };
const problems = (changes: Partial<KpiEntry>) =>
	kpiProblems({ ...kpi, ...changes }, context).map(({ field, problem }) => `${field} ${problem}`);

test.each<[string, Partial<KpiEntry>, string[]]>([
	['a way down', {}, []],
	['a way up that says down', { baselineValue: 4 }, ['direction direction_contradicts']],
	['a way down that says up', { direction: 'up' }, ['direction direction_contradicts']],
	['a way that is kept', { baselineValue: 5 }, []],
	['a way without a baseline', { direction: 'up', baselineValue: null, baselineOn: null }, []],
	['a band', band, []],
	[
		'a band without its numbers',
		{ direction: 'range' },
		['range_low band_needed', 'range_high band_needed', 'range_zero_distance band_needed']
	],
	['numbers without a band', { rangeLow: 1 }, ['range_low band_unused']],
	['a band upside down', { ...band, rangeLow: 60 }, ['range_high band_reversed']],
	['a day without its value', { baselineValue: null }, ['baseline_value baseline_value_missing']],
	['a target before its baseline', { baselineOn: '2026-01-01' }, ['target_due before_baseline']],
	['a baseline of today', { baselineOn: today, targets: [] }, []],
	[
		'a baseline of a day to come',
		{ baselineOn: '2026-11-23', targets: [] },
		['baseline_on in_future']
	],
	[
		'a target after the plan’s end',
		{ targets: [{ dueOn: '2029-06-30', value: 5 }] },
		['target_due target_after_measuring']
	],
	[
		'a target after the plan’s end of what is measured until then',
		{ measuredUntil: '2029-06-30', targets: [{ dueOn: '2029-06-30', value: 5 }] },
		[]
	],
	[
		'a target after what it is measured until',
		{ measuredUntil: '2029-06-30', targets: [{ dueOn: '2029-07-01', value: 5 }] },
		['target_due target_after_measuring']
	],
	[
		'measured until the plan’s own end',
		{ measuredUntil: '2028-12-31' },
		['measured_until measured_within_plan']
	],
	['looked over today', { qualityReviewedOn: today }, []],
	[
		'looked over on a day to come',
		{ qualityReviewedOn: '2026-11-23' },
		['quality_reviewed_on in_future']
	],
	['a duration below 0', { baselineValue: -1, direction: 'up' }, ['baseline_value outside_unit']],
	[
		'more than the whole',
		{ unit: { kind: 'percent_of_whole', label: '%', low: null, high: null }, baselineValue: 120 },
		['baseline_value outside_unit']
	],
	[
		'a scale of its own',
		{ unit: { kind: 'index', label: 'level', low: 0, high: 25 } },
		['target_value outside_unit']
	],
	[
		'bounds upside down',
		{ unit: { kind: 'percent_change', label: '%', low: 50, high: -50 }, targets: [] },
		['unit_high bounds_reversed', 'baseline_value outside_unit']
	]
])('%s', (_, changes, expected) => {
	expect(problems(changes)).toEqual(expected);
});

test('what stood there wrongly may stay, and nothing new may join it', () => {
	const wrong = { ...kpi, direction: 'up' } as const;
	expect(newKpiProblems(wrong, wrong, context)).toEqual([]);
	expect(newKpiProblems(wrong, null, context)).toHaveLength(1);
	expect(newKpiProblems({ ...wrong, baselineValue: -1 }, wrong, context)).toMatchObject([
		{ field: 'baseline_value', problem: 'outside_unit' }
	]);
});

test('a target that stands after the plan’s end may stay, but not lose what lets it stand', () => {
	const targets = [{ dueOn: '2030-12-31', value: 5 }];
	const late = { ...kpi, targets };
	expect(newKpiProblems(late, late, context)).toEqual([]);
	const longer = { ...late, measuredUntil: '2030-12-31' };
	expect(newKpiProblems(late, longer, context)).toMatchObject([
		{ field: 'target_due', problem: 'target_after_measuring', until: '2028-12-31' }
	]);
	expect(kpiProblems({ ...late, targets }, { ...context, periodEnd: null })).toEqual([]);
});
