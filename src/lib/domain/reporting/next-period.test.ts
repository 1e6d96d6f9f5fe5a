import { expect, test } from 'vitest';
import { nextPeriod } from './next-period.ts';

const plan = { today: '2026-11-22', fiscalYearStartMonth: 1 };

test('follows the latest period, and is due as many days after its end', () => {
	const last = { frequency: 'quarter', endsOn: '2026-09-30', dueOn: '2026-10-20' } as const;
	expect(nextPeriod([last], plan)).toEqual({
		frequency: 'quarter',
		label: '2026 Q4',
		startsOn: '2026-10-01',
		endsOn: '2026-12-31',
		dueOn: '2027-01-20'
	});
});

test('is first the quarter that holds today, due by the end of the month after it', () => {
	expect(nextPeriod([], plan)).toMatchObject({ label: '2026 Q4', dueOn: '2027-01-31' });
	expect(nextPeriod([], { ...plan, fiscalYearStartMonth: 7 })).toMatchObject({
		label: 'FY2027 Q2',
		startsOn: '2026-10-01'
	});
});

test('keeps the frequency', () => {
	const last = { frequency: 'year', endsOn: '2025-12-31', dueOn: '2026-01-31' } as const;
	expect(nextPeriod([last], plan)).toMatchObject({ label: '2026', dueOn: '2027-01-31' });
});

test.each([
	[
		'month',
		{ label: '2026-10', startsOn: '2026-10-01', endsOn: '2026-10-31', dueOn: '2026-11-30' }
	],
	['quarter', { label: '2026 Q4', dueOn: '2027-01-20' }],
	// the year goes on from a day that is covered already: the first whole one after it
	['year', { label: '2027', startsOn: '2027-01-01', endsOn: '2027-12-31', dueOn: '2028-01-31' }]
] as const)('is a %s where that is asked, and meets no day of the latest', (frequency, period) => {
	const last = { frequency: 'quarter', endsOn: '2026-09-30', dueOn: '2026-10-20' } as const;
	expect(nextPeriod([last], { ...plan, frequency })).toMatchObject({ frequency, ...period });
});

test('is due as the latest of its length is, by the fiscal calendar', () => {
	const opened = [
		{ frequency: 'month', endsOn: '2026-05-31', dueOn: '2026-06-05' },
		{ frequency: 'quarter', endsOn: '2026-09-30', dueOn: '2026-10-20' }
	] as const;
	const asked = { today: '2026-11-22', fiscalYearStartMonth: 7 };
	expect(nextPeriod(opened, { ...asked, frequency: 'month' }).dueOn).toBe('2026-11-05');
	expect(nextPeriod(opened, { ...asked, frequency: 'year' })).toMatchObject({
		...{ label: 'FY2028', startsOn: '2027-07-01' }
	});
});
