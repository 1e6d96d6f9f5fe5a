import { expect, test } from 'vitest';
import {
	dayToReport,
	lineAwaited,
	reportAtHand,
	reportTaking,
	stateFor,
	type ReportAtHand
} from './open-report.ts';
import type { BudgetLineRecord, OwnReport, PeriodRecord } from '../records/records.ts';

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
	const report = reportAtHand(
		periods,
		new Map(states.map(([id, state]) => [id, { state }])),
		today
	);
	return report && [report.period.label, report.state, report.open];
};

const ofQ3 = (state: ReportAtHand['state'], open: boolean): ReportAtHand => ({
	...{ period: q3, state, open, dueOn: q3.dueOn, handedIn: false, extendedUntil: null }
});

test('what is owed comes first', () => {
	expect(atHand([q3, q4], [])).toEqual(['2026 Q3', 'not_submitted', true]);
	expect(atHand([q3, q4], [['3', 'returned']])).toEqual(['2026 Q3', 'returned', true]);
});

test('once it is approved, the running period takes entries, if it was opened', () => {
	expect(atHand([q3, q4], [['3', 'approved']])).toEqual(['2026 Q4', 'not_due', true]);
	expect(atHand([q3], [['3', 'approved']])).toEqual(['2026 Q3', 'approved', false]);
	expect(atHand([], [])).toBeNull();
});

test('an earlier report that was returned, or given more time, comes after what is owed', () => {
	const q2 = { ...q3, id: '2', label: '2026 Q2', startsOn: '2026-04-01', endsOn: '2026-06-30' };
	const earlier = { ...q2, dueOn: '2026-07-30', closed: true };
	const open = { ...earlier, closed: false };
	expect(atHand([open, q3, q4], [['2', 'returned']])?.[0]).toBe('2026 Q3');
	const approved: [string, 'approved'] = ['3', 'approved'];
	expect(atHand([open, q3, q4], [['2', 'returned'], approved])?.[0]).toBe('2026 Q2');
	// closed without an extension it takes nothing, and was it never sent, the next is reported instead
	expect(atHand([earlier, q3, q4], [['2', 'returned'], approved])?.[0]).toBe('2026 Q4');
	expect(atHand([open, q3, q4], [['2', 'draft'], approved])?.[0]).toBe('2026 Q4');
	const given = new Map<string, OwnReport>([
		['2', { state: 'draft', extendedUntil: today }],
		['3', { state: 'approved' }]
	]);
	expect(reportAtHand([earlier, q3, q4], given, today)?.period.label).toBe('2026 Q2');
});

test('a period that has not begun takes nothing', () => {
	const next = { ...q4, startsOn: '2026-12-01' };
	expect(atHand([next], [])).toBeNull();
});

test('the form speaks of the end of the period that is owed, else of today', () => {
	const owed = ofQ3('draft', true);
	expect(dayToReport(owed, today)).toBe('2026-09-30');
	expect(dayToReport({ ...owed, state: 'approved', open: false }, today)).toBe(today);
	expect(dayToReport({ ...ofQ3('not_due', true), period: q4 }, today)).toBe(today);
	expect(dayToReport(null, today)).toBe(today);
});

test('a closed report waits for nothing', () => {
	const report = ofQ3('approved', false);
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

const taking = (periods: PeriodRecord[], reports: [string, OwnReport][], day: string) => {
	const found = reportTaking(periods, new Map(reports), { day, today });
	if (found === null || 'outside' in found) return found && found.outside;
	if ('unopened' in found) return `after ${found.unopened.period.label}`;
	return 'report' in found ? found.report.period.label : `closed ${found.closed.period.label}`;
};

test('an entry belongs to the report at hand; where that is closed, a later day to one of a period that is not open yet', () => {
	const approved: [string, OwnReport] = ['3', { state: 'approved' }];
	expect(taking([q3, q4], [], '2026-09-30')).toBe('2026 Q3');
	expect(taking([q3, q4], [], '2026-08-15')).toBe('2026 Q3');
	expect(taking([q3, q4], [], '2026-11-20')).toBe('2026 Q3');
	expect(taking([q3, q4], [approved], '2026-11-20')).toBe('2026 Q4');
	expect(taking([q3, q4], [approved], '2026-09-30')).toBe('2026 Q4');
	expect(taking([q3], [approved], '2026-09-30')).toBe('closed 2026 Q3');
	expect(taking([q3], [], '2026-11-20')).toBe('2026 Q3');
	expect(taking([q3], [approved], '2026-11-20')).toBe('after 2026 Q3');
	expect(taking([], [], '2026-11-20')).toBeNull();
});

test('an open report takes days of its period; an earlier one only where that is ordinary', () => {
	const approved: [string, OwnReport] = ['3', { state: 'approved' }];
	const of = (periods: PeriodRecord[], day: string, mayBeEarlier = false) => {
		const asked = { day, today, rule: { mayBeEarlier } };
		const found = reportTaking(periods, new Map([approved]), asked);
		if (found === null) return null;
		if ('outside' in found) return [found.outside, found.days.from, found.days.until];
		if ('unopened' in found) return `after ${found.unopened.period.label}`;
		return 'report' in found ? found.report.period.label : `closed ${found.closed.period.label}`;
	};
	expect(of([q3, q4], '2026-10-01')).toBe('2026 Q4');
	expect(of([q3, q4], '2026-09-30')).toEqual(['before', '2026-10-01', '2026-12-31']);
	expect(of([q3, q4], '2026-09-30', true)).toBe('2026 Q4');
	expect(of([q3, q4], '2027-01-01', true)).toEqual(['after', null, '2026-12-31']);
	// no report stands before the first
	expect(of([q4], '2026-09-30')).toBe('2026 Q4');
	expect(of([q3], '2026-09-30')).toBe('closed 2026 Q3');
	// of a period that is over and owed, nothing later is taken
	const owed = reportTaking([q3, q4], new Map(), {
		...{ day: '2026-10-01', today },
		rule: { mayBeEarlier: true }
	});
	expect(owed).toEqual({ outside: 'after', days: { from: null, until: '2026-09-30' } });
});

test('a closed period takes entries by an extension alone, until its end', () => {
	const closed = { ...q3, closed: true };
	const by = (extendedUntil: string | null, state: OwnReport['state'] = 'not_submitted') =>
		taking([closed], [['3', { state, extendedUntil }]], '2026-09-30');
	expect(by(null)).toBe('closed 2026 Q3');
	expect(by('2026-11-21')).toBe('closed 2026 Q3');
	expect(by('2026-11-22')).toBe('2026 Q3');
	expect(by('2026-11-22', 'approved')).toBe('closed 2026 Q3');
});

test('what is given to whoever approves inside takes nothing until it comes back', () => {
	const handedIn: [string, OwnReport] = ['3', { state: 'draft', handedIn: true }];
	expect(taking([q3], [handedIn], '2026-09-30')).toBe('closed 2026 Q3');
});

test('a report has a due day of its own', () => {
	const own: [string, OwnReport] = ['3', { state: 'not_submitted', dueOn: '2026-12-01' }];
	const report = reportAtHand([q3], new Map([own]), today);
	expect(report).toMatchObject({ state: 'not_due', dueOn: '2026-12-01', open: true });
});
