import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../records/dates.ts';
import type { ElementRecord } from '../records/records.ts';
import type { DeliveryState } from '../records/vocabulary.ts';
import { sampleElement, sampleQuarter, sampleUpdate } from '../testing/sample-records.ts';
import {
	activityProgress,
	latestUpdate,
	linearShare,
	milestoneShare,
	plannedCurve,
	reportedShare
} from './activity-progress.ts';
import { reckoningDay } from './reckoning-day.ts';

const periods = [sampleQuarter(2026, 2), sampleQuarter(2026, 3)];
const days = { asOf: '2026-09-30', knownOn: '2026-11-22' };

function progressOf(fields: Partial<ElementRecord>, of = periods, on = days) {
	const element = sampleElement('x', 'activity', fields);
	const update = latestUpdate(element.updates, on.asOf);
	return activityProgress(element, update, plannedCurve(element), reckoningDay(of, on));
}

function reported(asOf: string, delivery: DeliveryState = 'in_progress', physicalPercent = 40) {
	return { update: sampleUpdate(asOf, { delivery, physicalPercent }) };
}

describe('how an activity counts', () => {
	test('a value of the latest period due, or later, is known and covered', () => {
		for (const asOf of ['2026-07-01', '2026-09-30']) {
			expect(progressOf(reported(asOf))).toMatchObject({
				state: 'known',
				done: 0.4,
				covered: true
			});
		}
		const later = { asOf: '2026-11-22', knownOn: '2026-11-22' };
		expect(progressOf(reported('2026-11-01'), periods, later)).toMatchObject({ state: 'known' });
	});

	test('silence carries the last value on, not covered', () => {
		const figure = progressOf(reported('2026-06-30'));
		expect(figure).toMatchObject({ state: 'carried', done: 0.4, covered: false });
		expect(figure.update?.asOf).toBe('2026-06-30');
	});

	test('only what is due and was never reported is unknown', () => {
		const unknown = { state: 'unknown', done: null, covered: false };
		expect(progressOf({ plannedStart: '2026-09-30' })).toMatchObject(unknown);
		expect(progressOf({})).toMatchObject(unknown);
	});

	test('nothing is done of what is to begin after the period, and that is known', () => {
		const notDue = { state: 'not_due', done: 0, covered: true };
		expect(progressOf({ plannedStart: '2026-10-01' })).toMatchObject(notDue);
		expect(progressOf({ plannedStart: '2026-09-30' }, [])).toMatchObject({ state: 'unknown' });
		expect(progressOf({ plannedStart: '2026-10-01' }, [])).toMatchObject(notDue);
	});

	test('what was to begin later and is reported sooner is known, and never silent', () => {
		const early = { plannedStart: '2026-10-01', ...reported('2026-01-31') };
		expect(progressOf(early)).toMatchObject({ state: 'known', done: 0.4 });
	});

	test('a report is due up to its due day, and late from the day after', () => {
		const silent = reported('2026-06-30');
		const on = (knownOn: string) => progressOf(silent, periods, { ...days, knownOn }).state;
		expect(on('2026-10-30')).toBe('known');
		expect(on('2026-10-31')).toBe('carried');
	});

	test('completed stays covered for ever; cancelled and not applicable leave all sums', () => {
		const done = { state: 'known', done: 1, covered: true };
		expect(progressOf(reported('2023-06-30', 'completed', 100))).toMatchObject(done);
		const out = { done: null, planned: null };
		expect(progressOf(reported('2026-09-30', 'cancelled'))).toMatchObject({
			...{ state: 'cancelled', ...out }
		});
		expect(progressOf({ ...reported('2026-09-30'), applicable: false })).toMatchObject({
			...{ state: 'not_applicable', ...out }
		});
	});

	test('what was cancelled and taken up again counts by its latest update', () => {
		const updates = [
			sampleUpdate('2026-03-31', { delivery: 'cancelled' }),
			sampleUpdate('2026-09-30', { physicalPercent: 35 })
		];
		expect(progressOf({ updates })).toMatchObject({ state: 'known', done: 0.35 });
		const then = { ...days, asOf: '2026-06-30' };
		expect(progressOf({ updates }, periods, then)).toMatchObject({ state: 'cancelled' });
	});
});

describe('done', () => {
	const shareOf = (fields: Parameters<typeof sampleUpdate>[1], milestones: typeof steps = []) =>
		reportedShare({ milestones }, sampleUpdate('2026-09-30', fields), '2026-09-30');
	const steps = [
		{ id: 'a', title: 'a', weight: 3, plannedOn: '2026-03-31', reachedOn: '2026-06-30' },
		{ id: 'b', title: 'b', weight: 1, plannedOn: '2026-12-31', reachedOn: '2026-10-01' }
	];

	test('is the reported percent, as reported', () => {
		expect(shareOf({ physicalPercent: 120 })).toBe(1.2);
		expect(shareOf({ physicalPercent: 0 })).toBe(0);
	});

	test('without a percent follows from not started and completed alone', () => {
		expect(shareOf({ delivery: 'not_started' })).toBe(0);
		expect(shareOf({ delivery: 'completed' })).toBe(1);
		expect(shareOf({ delivery: 'in_progress' })).toBeNull();
		expect(shareOf({ delivery: 'on_hold' })).toBeNull();
	});

	test('is the weighted share of milestones reached by the day, whatever percent stands beside', () => {
		expect(shareOf({ physicalPercent: 10 }, steps)).toBe(0.75);
		expect(milestoneShare(steps, 'reachedOn', '2026-06-29')).toBe(0);
		expect(milestoneShare(steps, 'reachedOn', '2026-10-01')).toBe(1);
	});
});

describe('planned', () => {
	const plannedOn = (fields: Partial<ElementRecord>, asOf: string) =>
		plannedCurve(sampleElement('x', 'activity', fields))(reckoningDay([], { ...days, asOf }));
	const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-01-11' };
	const milestone = { title: 'm', reachedOn: null };
	const steps = [
		{ ...milestone, id: 'a', weight: 3, plannedOn: '2026-03-31' },
		{ ...milestone, id: 'b', weight: 1, plannedOn: '2026-12-31' }
	];

	test('runs straight between the dates, and needs no report', () => {
		expect(plannedOn(dates, '2026-01-04')).toBe(0.3);
		expect(progressOf({ ...dates, plannedEnd: '2026-12-31' }).planned).toBeCloseTo(272 / 364);
		expect(plannedOn({ ...dates, plannedEnd: null }, '2026-01-04')).toBeNull();
		expect(plannedOn({ ...dates, plannedStart: null }, '2026-01-04')).toBeNull();
	});

	test('steps at the milestones where there are some', () => {
		expect(plannedOn({ ...dates, milestones: steps }, '2026-03-30')).toBe(0);
		expect(plannedOn({ ...dates, milestones: steps }, '2026-09-30')).toBe(0.75);
	});

	test('is unknown where a milestone has no planned day', () => {
		const undated = steps.map((step, at) => (at === 0 ? { ...step, plannedOn: null } : step));
		expect(plannedOn({ ...dates, milestones: undated }, '2026-09-30')).toBeNull();
	});

	test('grows from 0 to 1 and never falls; of one day it is all or nothing', () => {
		const day = fc.integer({ min: -400, max: 800 });
		fc.assert(
			fc.property(day, day, (one, other) => {
				const [earlier, later] = one < other ? [one, other] : [other, one];
				const share = (number: number) => linearShare(0, 365, number);
				expect(share(earlier)).toBeLessThanOrEqual(share(later));
				expect(share(earlier)).toBeGreaterThanOrEqual(0);
				expect(share(later)).toBeLessThanOrEqual(1);
			})
		);
		expect([linearShare(7, 7, 6), linearShare(7, 7, 7)]).toEqual([0, 1]);
	});
});

test('the latest update is the last that speaks of the day or an earlier one', () => {
	const updates = [0, 10, 20].map((after) => sampleUpdate(addDays('2026-01-01', after)));
	expect(latestUpdate(updates, '2025-12-31')).toBeNull();
	expect(latestUpdate(updates, '2026-01-20')?.asOf).toBe('2026-01-11');
	expect(latestUpdate(updates, '2026-12-31')?.asOf).toBe('2026-01-21');
});
