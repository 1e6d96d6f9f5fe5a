import { expect, test } from 'vitest';
import { nextPeriod } from './next-period.ts';

const plan = { today: '2026-11-22', fiscalYearStartMonth: 1 };

test('follows the latest period, and is due as many days after its end', () => {
	const last = { frequency: 'quarter', endsOn: '2026-09-30', dueOn: '2026-10-20' } as const;
	expect(nextPeriod(last, plan)).toEqual({
		frequency: 'quarter',
		label: '2026 Q4',
		startsOn: '2026-10-01',
		endsOn: '2026-12-31',
		dueOn: '2027-01-20'
	});
});

test('is first the quarter that holds today, due by the end of the month after it', () => {
	expect(nextPeriod(null, plan)).toMatchObject({ label: '2026 Q4', dueOn: '2027-01-31' });
	expect(nextPeriod(null, { ...plan, fiscalYearStartMonth: 7 })).toMatchObject({
		label: 'FY2027 Q2',
		startsOn: '2026-10-01'
	});
});

test('keeps the frequency', () => {
	const last = { frequency: 'year', endsOn: '2025-12-31', dueOn: '2026-01-31' } as const;
	expect(nextPeriod(last, plan)).toMatchObject({ label: '2026', dueOn: '2027-01-31' });
});
