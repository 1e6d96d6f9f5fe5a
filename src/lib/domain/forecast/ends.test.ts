import { expect, test } from 'vitest';
import { sampleHistory, sampleReport } from '../testing/sample-history.ts';
import { dayOf } from '../records/dates.ts';
import { forecastEnds, lastEnd } from './ends.ts';
import { progressBands } from './progress-bands.ts';
import { referenceSample } from './reference.ts';
import type { Ratios } from './statements.ts';

const sample = referenceSample([1, 1.2, 1.5]);
/** Work lasts as long as stated, by a fifth longer, or half as long again. */
const reference: Ratios = {
	errors: { schedule: progressBands.map(() => sample), declared: progressBands.map(() => sample) },
	durations: sample
};

const days = (low: number, forecast: number, high: number) => ({
	low: dayOf(low),
	forecast: dayOf(forecast),
	high: dayOf(high)
});

const reports = [sampleReport(91, 0.1), sampleReport(182, 0.3)];

test('from the last report, what its source states × the ratios of the past', () => {
	// 323.4 days by schedule: see sources.test.ts
	const end = forecastEnds([sampleHistory({ reports })], 182, reference).get('activity');
	expect(end).toMatchObject(days(182 + 324, 182 + 389, 182 + 486));
	expect(end).toMatchObject({
		source: 'schedule',
		band: 'below_50',
		basis: {
			from: dayOf(182),
			ratios: { low: 1, median: 1.2, high: 1.5 },
			statements: 1,
			activities: 1,
			referenceWeight: 3
		}
	});
	expect(end).toHaveProperty('basis.days', expect.closeTo(323.4, 10));
	expect(end).toHaveProperty('typicalErrors.schedule', expect.closeTo(1.2, 10));
});

test('the plan’s own errors outweigh the reference', () => {
	// nine like it ended after twice the time that the schedule stated
	const others = Array.from({ length: 9 }, (_, i) =>
		sampleHistory({ id: `done ${i}`, reports, endedOn: Math.round(182 + 2 * 323.4) })
	);
	const ends = forecastEnds([...others, sampleHistory({ reports })], 900, reference);
	const end = ends.get('activity');
	expect(end).toHaveProperty('basis.ratios.median', expect.closeTo(2, 2));
	expect(end).toHaveProperty('basis.activities', 10);
	expect(end?.forecast).toBe(dayOf(900));
	expect(ends.get('done 0')).toEqual({ source: 'reported', ...days(829, 829, 829) });
});

test('without a report: its duration from its planned start, or from now', () => {
	const history = sampleHistory({ plannedStart: 100, plannedEnd: 200 });
	const before = forecastEnds([history], 50, reference).get('activity');
	expect(before).toMatchObject({ source: 'not_begun', ...days(200, 220, 250) });
	expect(before).toHaveProperty('basis.from', dayOf(100));
	const after = forecastEnds([history], 150, reference).get('activity');
	expect(after).toMatchObject({ source: 'not_begun', ...days(250, 270, 300) });
});

test('nothing unfinished ends before the status date, however long it has been silent', () => {
	const end = forecastEnds([sampleHistory({ reports })], 600, reference).get('activity');
	expect(end).toMatchObject(days(600, 600, 668));
});

test('a past status date knows only what was reported by it', () => {
	const early = sampleHistory({ reports: reports.slice(0, 1) });
	const late = sampleHistory({ reports, endedOn: 300 });
	expect(forecastEnds([late], 91, reference)).toEqual(forecastEnds([early], 91, reference));
});

test('work planned for thousands of years ends on a day that can be written', () => {
	const endless = sampleHistory({ plannedEnd: 2_900_000 });
	const end = forecastEnds([endless], 0, reference).get('activity');
	expect(end).toMatchObject({ low: dayOf(2_900_000), high: '9999-12-31' });
});

test('excluded work has no forecast', () => {
	expect(forecastEnds([sampleHistory({ reports, excluded: true })], 182, reference).size).toBe(0);
});

test('a goal ends with the last of its activities: of forecasts, early and late ends', () => {
	expect(lastEnd([days(10, 50, 60), days(20, 40, 90)])).toEqual(days(20, 50, 90));
	expect(lastEnd([days(10, 50, 60)])).toEqual(days(10, 50, 60));
	expect(lastEnd([])).toBeUndefined();
});
