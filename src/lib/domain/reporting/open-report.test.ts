import { expect, test } from 'vitest';
import { dayToReport, lineAwaited, reportAtHand, stateFor } from './open-report.ts';
import type { BudgetLineRecord, PeriodRecord } from '../records/records.ts';

const q3: PeriodRecord = {
	id: '3',
	label: '2026 Q3',
	startsOn: '2026-07-01',
	endsOn: '2026-09-30',
	dueOn: '2026-10-30'
};
const q4: PeriodRecord = {
	id: '4',
	label: '2026 Q4',
	startsOn: '2026-10-01',
	endsOn: '2026-12-31',
	dueOn: '2027-01-30'
};
const today = '2026-11-22';
const atHand = (periods: PeriodRecord[], states: [string, 'draft' | 'returned' | 'approved'][]) => {
	const report = reportAtHand(periods, new Map(states), today);
	return report && [report.period.label, report.state, report.open];
};

test('what is owed comes first', () => {
	expect(atHand([q3, q4], [])).toEqual(['2026 Q3', 'not_submitted', true]);
	expect(atHand([q3, q4], [['3', 'returned']])).toEqual(['2026 Q3', 'returned', true]);
});

test('once it is approved, the running period takes entries, if it was opened', () => {
	expect(atHand([q3, q4], [['3', 'approved']])).toEqual(['2026 Q4', 'not_due', true]);
	expect(atHand([q3], [['3', 'approved']])).toEqual(['2026 Q3', 'approved', false]);
	expect(atHand([], [])).toBeNull();
});

test('a period that has not begun takes nothing', () => {
	const next = { ...q4, startsOn: '2026-12-01' };
	expect(atHand([next], [])).toBeNull();
});

test('the form speaks of the end of the period that is owed, else of today', () => {
	const owed = { period: q3, state: 'draft', open: true } as const;
	expect(dayToReport(owed, '2026-06-30', today)).toBe('2026-09-30');
	expect(dayToReport(owed, '2026-10-15', today)).toBe(today);
	expect(dayToReport({ ...owed, state: 'approved', open: false }, null, today)).toBe(today);
	expect(dayToReport({ period: q4, state: 'not_due', open: true }, null, today)).toBe(today);
	expect(dayToReport(null, null, today)).toBe(today);
});

test('a closed report waits for nothing', () => {
	const report = { period: q3, state: 'approved', open: false } as const;
	const awaited = () => 'awaited' as const;
	expect(stateFor(report, awaited)).toBe('not_due');
	expect(stateFor({ ...report, state: 'returned', open: true }, awaited)).toBe('awaited');
	expect(stateFor(null, awaited)).toBe('awaited');
});

test('a line is waited for once it is allotted and until it is reported in the period', () => {
	const line = { allotment: 1n, spendingAsOf: '2026-06-30' } as BudgetLineRecord;
	expect(lineAwaited(line, q3)).toBe('awaited');
	expect(lineAwaited({ ...line, spendingAsOf: '2026-09-30' }, q3)).toBe('reported');
	expect(lineAwaited({ ...line, allotment: null }, q3)).toBe('not_due');
});
