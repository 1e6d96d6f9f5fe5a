import { expect, test } from 'vitest';
import {
	errorRatio,
	faultsOf,
	meanErrorRatio,
	resultOf,
	type Result
} from './back-test-results.ts';
import type { Trial } from './back-test.ts';

const trial = (fields: Partial<Trial> = {}): Trial => ({
	isInside: true,
	bandWidth: 100,
	error: 10,
	rivalErrors: { declared: 20, straight_line: null, as_planned: 40, as_so_far: 80 },
	source: 'schedule',
	...fields
});

test('lengths are medians, and a rival is compared over the forecasts for which it could tell', () => {
	const other = trial({
		isInside: false,
		error: 30,
		rivalErrors: { declared: 40, straight_line: 60, as_planned: 40, as_so_far: 80 },
		source: 'declared'
	});
	const result = resultOf('kind', 'a kind', [trial(), other]);
	expect(result).toMatchObject({ forecasts: 2, inside: 0.5, bandWidth: 100, error: 20 });
	expect(result.rivalErrors).toEqual({
		declared: 30,
		straight_line: 60,
		as_planned: 40,
		as_so_far: 80
	});
	expect(result.errorsBeside.straight_line).toBe(30);
	expect(result.bySchedule).toBe(0.5);
	expect(errorRatio(result, 'straight_line')).toBe(0.5);
});

/** A kind whose error is so many times those of all rivals, and which holds so much in its band. */
const kind = (name: string, ratio: number, inside = 0.8): Result => ({
	...resultOf('kind', name, [
		trial({
			error: ratio,
			rivalErrors: { declared: 1, straight_line: 1, as_planned: 1, as_so_far: 1 }
		})
	]),
	inside
});

test('the mean of ratios is geometric', () => {
	expect(meanErrorRatio([kind('a', 0.5), kind('b', 2)], 'declared')).toBeCloseTo(1, 12);
});

test('good enough are bands of 70 to 95 %, a smaller error on average, and nothing much worse', () => {
	expect(faultsOf([kind('a', 0.4, 0.7), kind('b', 1.5, 0.95)])).toEqual([]);
	expect(faultsOf([kind('a', 0.4, 0.69), kind('b', 0.4, 0.96)])).toEqual([
		{ fault: 'band', name: 'a', inside: 0.69 },
		{ fault: 'band', name: 'b', inside: 0.96 }
	]);
	expect(faultsOf([kind('a', 0.4), kind('b', 1.6)])).toEqual([
		{ fault: 'kind', name: 'b', rival: 'declared', ratio: 1.6 },
		{ fault: 'kind', name: 'b', rival: 'straight_line', ratio: 1.6 }
	]);
	expect(faultsOf([kind('a', 1.1)])).toMatchObject([
		{ fault: 'average', of: 'kind', rival: 'declared' },
		{ fault: 'average', of: 'kind', rival: 'straight_line' }
	]);
});

test('what cannot be compared is not good enough', () => {
	const silent = { ...resultOf('kind', 'silent', [trial()]), inside: 0.8 };
	expect(faultsOf([silent])).toMatchObject([
		{ fault: 'average', rival: 'straight_line' },
		{ fault: 'kind', rival: 'straight_line' }
	]);
});
