import { expect, test } from 'vitest';
import { activityState, comparedOn, kpiState } from './freshness.ts';
import type { ElementRecord } from '../records/records.ts';
import {
	sampleElement,
	sampleKpi,
	sampleMeasurement,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';
import type { DeliveryState, Frequency } from '../records/vocabulary.ts';

const third = sampleQuarter(2026, 3);

function stateOf(fields: Partial<ElementRecord>, period = third as typeof third | null) {
	const state = activityState(sampleElement('x', 'activity', fields), period);
	return state.state === 'known' ? 'known' : state.reason;
}

function updated(asOf: string, delivery: DeliveryState = 'in_progress') {
	return { update: sampleUpdate(asOf, { delivery }) };
}

test('an update of the latest period due, or later, is known; an older one is missing', () => {
	expect(stateOf(updated('2026-07-01'))).toBe('known');
	expect(stateOf(updated('2026-11-01'))).toBe('known');
	expect(stateOf(updated('2026-06-30'))).toBe('not_reported');
	expect(stateOf({})).toBe('not_reported');
});

test('completed is known for ever, cancelled and not applicable are excluded', () => {
	expect(stateOf(updated('2023-06-30', 'completed'))).toBe('known');
	expect(stateOf(updated('2026-09-30', 'cancelled'))).toBe('cancelled');
	expect(stateOf({ ...updated('2026-09-30'), applicable: false })).toBe('not_applicable');
});

test('what is planned to start after the period is not due, unless it has an update', () => {
	expect(stateOf({ plannedStart: '2026-10-01' })).toBe('not_due');
	expect(stateOf({ plannedStart: '2026-09-30' })).toBe('not_reported');
	expect(stateOf({ plannedStart: '2026-10-01', ...updated('2026-06-30') })).toBe('not_reported');
});

test('before the first period is due only an update makes it known', () => {
	expect(stateOf({}, null)).toBe('not_due');
	expect(stateOf(updated('2020-01-01'), null)).toBe('known');
});

test('completed work is compared on the end of the latest period, other work on its own day', () => {
	expect(comparedOn(sampleUpdate('2025-12-31', { delivery: 'completed' }), third)).toBe(
		'2026-09-30'
	);
	expect(comparedOn(sampleUpdate('2026-08-31'), third)).toBe('2026-08-31');
	expect(comparedOn(sampleUpdate('2025-12-31', { delivery: 'completed' }), null)).toBe(
		'2025-12-31'
	);
});

test.each<[Frequency, string, boolean]>([
	['month', '2026-08-01', true],
	['month', '2026-07-31', false],
	['quarter', '2026-04-01', true],
	['quarter', '2026-03-31', false],
	['year', '2024-01-01', true],
	['year', '2023-12-31', false]
])('a %s KPI last measured on %s is fresh: %s', (frequency, measuredOn, fresh) => {
	const kpi = sampleKpi('k', { frequency, measurements: [sampleMeasurement(measuredOn, 1)] });
	expect(kpiState(kpi, third, 1).state === 'known').toBe(fresh);
});

test('a KPI never measured is missing, and not due before the first period', () => {
	expect(kpiState(sampleKpi('k'), third, 1)).toEqual({ state: 'missing', reason: 'not_measured' });
	const yearly = sampleKpi('k', { frequency: 'year', baselineOn: '2025-12-31' });
	expect(kpiState(yearly, third, 1)).toEqual({ state: 'excluded', reason: 'not_due' });
	expect(kpiState(sampleKpi('k'), null, 1)).toEqual({ state: 'excluded', reason: 'not_due' });
	const measured = sampleKpi('k', { measurements: [sampleMeasurement('2020-01-01', 1)] });
	expect(kpiState(measured, null, 1)).toEqual({ state: 'known' });
});
