import { expect, test } from 'vitest';
import { daysLate, isIn, shownAs, type ControlledReport } from './period-control.ts';

const report = (given: Partial<ControlledReport>): ControlledReport => ({
	...{ state: 'not_submitted', dueOn: '2026-10-30', extendedUntil: null, ...given }
});

test('a report is late from the day after it is due, until it is in', () => {
	expect(daysLate(report({}), '2026-10-30')).toBeNull();
	expect(daysLate(report({}), '2026-10-31')).toBe(1);
	expect(daysLate(report({ state: 'draft' }), '2026-11-22')).toBe(23);
	expect(daysLate(report({ state: 'returned' }), '2026-11-22')).toBe(23);
	for (const state of ['submitted', 'approved', 'published'] as const)
		expect(daysLate(report({ state }), '2026-11-22')).toBeNull();
});

test('an extension moves its last day, and never to an earlier one', () => {
	expect(daysLate(report({ extendedUntil: '2026-11-22' }), '2026-11-22')).toBeNull();
	expect(daysLate(report({ extendedUntil: '2026-11-20' }), '2026-11-22')).toBe(2);
	expect(daysLate(report({ extendedUntil: '2026-10-01' }), '2026-10-31')).toBe(1);
});

test('what is not due yet and not begun says so; what is begun says that', () => {
	expect(shownAs(report({}), '2026-10-30')).toBe('not_due');
	expect(shownAs(report({}), '2026-10-31')).toBe('not_submitted');
	expect(shownAs(report({ state: 'draft' }), '2026-10-01')).toBe('draft');
});

test('a returned report is not in', () => {
	expect(isIn(report({ state: 'returned' }))).toBe(false);
	expect(isIn(report({ state: 'submitted' }))).toBe(true);
});
