import { expect, test } from 'vitest';
import { known, unknown } from '../records/known.ts';
import type { UpdateRecord } from '../records/records.ts';
import { sampleUpdate } from '../testing/sample-records.ts';
import type { ActivityState } from './activity-progress.ts';
import { activityEnds, daysLate, lastEnds } from './expected-ends.ts';

const asOf = '2026-09-30';

function endsOf(
	plannedEnd: string | null,
	fields: Partial<UpdateRecord> | null,
	state: ActivityState = 'known'
) {
	const update = fields && sampleUpdate('2026-09-30', fields);
	const activity = { state, done: 0.5, planned: null, update, covered: true };
	return activityEnds({ plannedEnd }, activity, asOf);
}

test('unfinished work past its planned end is late by at least the days since', () => {
	expect(endsOf('2026-06-30', {})).toEqual({ plannedEnd: '2026-06-30', expectedEnd: asOf });
	expect(daysLate(endsOf('2026-06-30', {}))).toEqual(known(92));
	expect(daysLate(endsOf('2026-06-30', { recoveryOn: '2026-08-01' }))).toEqual(known(92));
	expect(daysLate(endsOf('2026-06-30', null, 'unknown'))).toEqual(known(92));
});

test('the declared end stands where it lies ahead, later or sooner than planned', () => {
	expect(daysLate(endsOf('2026-06-30', { recoveryOn: '2026-12-31' }))).toEqual(known(184));
	expect(daysLate(endsOf('2026-12-31', { recoveryOn: '2026-11-30' }))).toEqual(known(-31));
	expect(daysLate(endsOf('2026-12-31', {}))).toEqual(known(0));
});

test('finished work is late by its actual end, or not known to be', () => {
	const completed = { delivery: 'completed' } as const;
	expect(daysLate(endsOf('2026-06-30', { ...completed, actualEnd: '2026-07-10' }))).toEqual(
		known(10)
	);
	expect(daysLate(endsOf('2026-06-30', { ...completed, actualEnd: '2026-05-31' }))).toEqual(
		known(-30)
	);
	expect(daysLate(endsOf('2026-06-30', completed))).toEqual(unknown('dates_not_set'));
});

test('without a planned end it is not known how late it is', () => {
	expect(daysLate(endsOf(null, { recoveryOn: '2026-12-31' }))).toEqual(unknown('dates_not_set'));
});

test('a parent ends with the last of what counts and was planned to end', () => {
	const parts = [
		endsOf('2026-06-30', { recoveryOn: '2027-03-31' }),
		endsOf('2026-12-31', {}),
		endsOf('2030-12-31', {}, 'cancelled'),
		endsOf(null, { recoveryOn: '2031-12-31' })
	];
	expect(lastEnds(parts)).toEqual({ plannedEnd: '2026-12-31', expectedEnd: '2027-03-31' });
	expect(daysLate(lastEnds(parts))).toEqual(known(90));
	expect(lastEnds([])).toEqual({ plannedEnd: null, expectedEnd: null });
});
