import { expect, test } from 'vitest';
import { progressHistory } from './history.ts';
import {
	sampleElement,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';

const first = sampleElement('first', 'activity', {
	plannedStart: '2026-01-01',
	plannedEnd: '2026-04-01'
});
const second = sampleElement('second', 'activity', {
	plannedStart: '2026-07-01',
	plannedEnd: '2026-09-30'
});
const plan = samplePlan({
	elements: [first, second],
	periods: [sampleQuarter(2026, 1), sampleQuarter(2026, 2)]
});
const updates = [
	sampleUpdate('2026-03-31', { physicalPercent: 60 }),
	sampleUpdate('2026-06-30', { physicalPercent: 90 })
];
const histories = [{ elementId: 'first', updates }];

test('work that is not yet due counts as not done on both lines', () => {
	const [start, march, june] = progressHistory(
		plan,
		histories,
		['2026-01-01', '2026-04-01', '2026-06-30'],
		'2026-07-30'
	);
	expect(start).toEqual({ on: '2026-01-01', planned: 0, actual: 0, coverage: 1 });
	expect(march).toEqual({ on: '2026-04-01', planned: 0.5, actual: 0.3, coverage: 1 });
	expect(june).toEqual({ on: '2026-06-30', planned: 0.5, actual: 0.45, coverage: 1 });
});

test('after the day of the figures there is only the plan', () => {
	const [point] = progressHistory(plan, histories, ['2026-12-31'], '2026-07-30');
	expect(point).toEqual({ on: '2026-12-31', planned: 1, actual: null, coverage: 0 });
});

test('silence carries the last report forward, uncovered', () => {
	const [point] = progressHistory(
		plan,
		[{ elementId: 'first', updates: updates.slice(0, 1) }],
		['2026-06-30'],
		'2026-07-30'
	);
	expect(point).toMatchObject({ actual: 0.3, coverage: 0.5 });
});

test('what was due and never reported is no 0', () => {
	const only = { ...plan, elements: [first] };
	const [point] = progressHistory(only, [], ['2026-06-30'], '2026-07-30');
	expect(point).toMatchObject({ actual: null, coverage: 0 });
});

test('cancelled work is left out throughout', () => {
	const cancelled = { ...second, update: sampleUpdate('2026-06-30', { delivery: 'cancelled' }) };
	const [point] = progressHistory(
		{ ...plan, elements: [first, cancelled] },
		histories,
		['2026-06-30'],
		'2026-07-30'
	);
	expect(point).toMatchObject({ planned: 1, actual: 0.9, coverage: 1 });
});
