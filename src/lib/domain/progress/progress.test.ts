import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import { known, unknown } from '../records/known.ts';
import { actualProgress, linearShare, plannedProgress } from './progress.ts';
import { sampleElement, sampleUpdate } from '../testing/sample-records.ts';

const milestones = [
	{ id: 'a', title: 'a', weight: 3, plannedOn: '2026-03-31', reachedOn: '2026-06-30' },
	{ id: 'b', title: 'b', weight: 1, plannedOn: '2026-12-31', reachedOn: null }
];

test('the reported percent is the progress, as reported', () => {
	const update = sampleUpdate('2026-09-30', { physicalPercent: 120 });
	expect(actualProgress(sampleElement('x', 'activity', { update }))).toEqual(known(1.2));
	expect(actualProgress(sampleElement('x', 'activity'))).toEqual(unknown('not_reported'));
});

test('without a percent only not started and completed say how far it is', () => {
	const progress = (delivery: 'not_started' | 'in_progress' | 'completed') =>
		actualProgress(
			sampleElement('x', 'activity', { update: sampleUpdate('2026-09-30', { delivery }) })
		);
	expect(progress('not_started')).toEqual(known(0));
	expect(progress('completed')).toEqual(known(1));
	expect(progress('in_progress')).toEqual(unknown('not_reported'));
});

test('milestones weigh more than the reported percent, and count from the day they are reached', () => {
	const element = (asOf: string) =>
		sampleElement('x', 'activity', {
			milestones,
			update: sampleUpdate(asOf, { physicalPercent: 10 })
		});
	expect(actualProgress(element('2026-06-30'))).toEqual(known(0.75));
	expect(actualProgress(element('2026-06-29'))).toEqual(known(0));
});

test('the plan steps at its milestones, else runs straight between its dates', () => {
	const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-01-11' };
	expect(
		plannedProgress(sampleElement('x', 'activity', { ...dates, milestones }), '2026-09-30')
	).toEqual(known(0.75));
	expect(plannedProgress(sampleElement('x', 'activity', dates), '2026-01-04')).toEqual(known(0.3));
	expect(plannedProgress(sampleElement('x', 'activity'), '2026-01-04')).toEqual(
		unknown('dates_not_set')
	);
});

test('a milestone without a planned day leaves the curve to the planned dates', () => {
	const undated = milestones.map((milestone) => ({ ...milestone, plannedOn: null }));
	const element = sampleElement('x', 'activity', { milestones: undated });
	expect(plannedProgress(element, '2026-09-30')).toEqual(unknown('dates_not_set'));
});

test('planned progress grows from 0 to 1 and never falls', () => {
	const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays('2026-01-01', days));
	fc.assert(
		fc.property(day, day, (one, other) => {
			const [earlier, later] = one < other ? [one, other] : [other, one];
			const share = linearShare('2025-06-01', '2026-06-01');
			expect(share(earlier)).toBeLessThanOrEqual(share(later));
			expect(share(earlier)).toBeGreaterThanOrEqual(0);
			expect(share(later)).toBeLessThanOrEqual(1);
		})
	);
	expect(linearShare('2026-01-01', '2026-01-01')('2026-01-01')).toBe(1);
});
