import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import { unknown } from '../records/known.ts';
import { assessPace, pace } from './pace.ts';
import { sampleKpi, sampleMeasurement } from '../testing/sample-records.ts';

/** From 0 on 1 January 2026 to 100 a hundred days later: one a day. */
const required = { baselineOn: '2026-01-01', targets: [{ dueOn: '2026-04-11', value: 100 }] };

function measured(values: number[]) {
	return values.map((value, day) => sampleMeasurement(addDays('2026-01-01', day * 10), value));
}

test.each([
	[0.95, 'on_track'],
	[0.949, 'behind'],
	[0.6, 'behind'],
	[0.599, 'far_behind'],
	[0, 'far_behind'],
	[-0.001, 'moving_away']
])('%d of the required pace is %s', (share, words) => {
	expect(assessPace(share)).toBe(words);
});

test('the pace is the trend of all reports over the even way to the target', () => {
	const kpi = sampleKpi('k', { ...required, measurements: measured([0, 8, 16, 24]) });
	expect(pace(kpi)).toMatchObject({
		value: {
			share: expect.closeTo(0.8),
			assessment: 'behind',
			observed: expect.closeTo(0.8),
			required: 1,
			reports: 4
		}
	});
});

test('fewer than four reports, or no way to go, cannot be assessed', () => {
	const kpi = sampleKpi('k', { ...required, measurements: measured([0, 8, 16]) });
	expect(pace(kpi)).toEqual(unknown('too_few_reports'));
	const four = { ...kpi, measurements: measured([0, 8, 16, 24]) };
	expect(pace({ ...four, direction: 'range' })).toEqual(unknown('no_direction'));
	expect(pace({ ...four, baselineValue: 100 })).toEqual(unknown('no_direction'));
	expect(pace({ ...four, targets: [] })).toEqual(unknown('target_not_set'));
});

test('falling is on track where less is better', () => {
	const down = {
		direction: 'down',
		baselineValue: 100,
		targets: [{ dueOn: '2026-04-11', value: 0 }]
	} as const;
	const kpi = sampleKpi('k', {
		...required,
		...down,
		targets: [...down.targets],
		measurements: measured([100, 90, 80, 70])
	});
	expect(pace(kpi)).toMatchObject({ value: { assessment: 'on_track' } });
});

test('without a dated baseline the way starts at the first report', () => {
	const kpi = sampleKpi('k', {
		...required,
		baselineValue: null,
		measurements: measured([0, 10, 20, 30])
	});
	expect(pace(kpi)).toMatchObject({ value: { share: expect.closeTo(1) } });
});
