import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import { forecastFinish } from './forecast.ts';
import { unknown } from '../records/known.ts';

function reports(shares: number[]) {
	return shares.map((progress, i) => ({ on: addDays('2026-01-01', i * 100), progress }));
}

test('steady work ends where its line reaches 1', () => {
	const forecast = forecastFinish(reports([0, 0.1, 0.2, 0.3]));
	expect(forecast).toMatchObject({
		value: { finishOn: addDays('2026-01-01', 1000), reports: 4, slope: expect.closeTo(0.001) }
	});
});

test('uneven work has an interval around its finish', () => {
	const forecast = forecastFinish(reports([0, 0.15, 0.2, 0.36, 0.4, 0.5]));
	expect(forecast.known).toBe(true);
	if (!forecast.known) return;
	const { earliest, finishOn, latest } = forecast.value;
	expect(earliest < finishOn).toBe(true);
	expect(latest !== null && finishOn < latest).toBe(true);
});

test('work that may never end has an open interval', () => {
	const forecast = forecastFinish(reports([0.3, 0.2, 0.4, 0.3, 0.5]));
	expect(forecast).toMatchObject({ known: true, value: { latest: null } });
});

test('fewer than four reports and work that stands still have no forecast', () => {
	expect(forecastFinish(reports([0, 0.1, 0.2]))).toEqual(unknown('too_few_reports'));
	expect(forecastFinish(reports([0.4, 0.4, 0.4, 0.4]))).toEqual(unknown('not_advancing'));
	expect(forecastFinish(reports([0.4, 0.3, 0.2, 0.1]))).toEqual(unknown('not_advancing'));
});

test('work that is done ended when it was first reported so, and has no pace', () => {
	const ended = addDays('2026-01-01', 200);
	expect(forecastFinish(reports([0.2, 0.6, 1, 1, 1]))).toMatchObject({
		value: { finishOn: ended, earliest: ended, latest: ended }
	});
});

test('a trend that runs ahead of the last report finishes after it', () => {
	const forecast = forecastFinish(reports([0.2, 0.6, 1, 1, 0.95]));
	expect(forecast.known && forecast.value.finishOn > addDays('2026-01-01', 400)).toBe(true);
});

test('finished work ends on its last report', () => {
	expect(forecastFinish(reports([0.4, 0.6, 0.8, 1]))).toMatchObject({
		value: { finishOn: addDays('2026-01-01', 300) }
	});
});
