import { describe, expect, it } from 'vitest';
import { periodAt } from '../records/periods.ts';
import type { IsoDate, PeriodRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';
import { nextReports } from './next-reports.ts';

/** The period that holds a day. */
function period(
	frequency: Frequency,
	day: IsoDate,
	dueOn: IsoDate,
	fiscalYearStartMonth = 1
): PeriodRecord {
	return { id: day, ...periodAt(frequency, day, fiscalYearStartMonth), dueOn };
}

const plan = (periods: PeriodRecord[], periodEnd: IsoDate | null = null, startMonth = 1) => ({
	periods,
	periodEnd,
	fiscalYearStartMonth: startMonth
});

const third = period('quarter', '2026-09-30', '2026-10-30');

describe('nextReports', () => {
	it('is of an opened period whose due day has not passed, that day included', () => {
		const opened = { of: 'period', label: '2026 Q3', opened: true };
		expect(nextReports(plan([third]), '2026-10-30')).toMatchObject({ ...opened, first: true });
		const before = period('quarter', '2026-06-30', '2026-07-30');
		expect(nextReports(plan([before, third]), '2026-10-30')).toMatchObject({
			...{ ...opened, first: false },
			dueOn: '2026-10-30'
		});
	});

	it('follows the last opened one by the same rhythm, into the next year', () => {
		expect(nextReports(plan([third]), '2026-11-22')).toEqual({
			...{ of: 'period', label: '2026 Q4', dueOn: '2027-01-30' },
			...{ opened: false, first: false }
		});
	});

	it('leaves out those that nobody opened and that fell due', () => {
		expect(nextReports(plan([third]), '2027-02-01')).toMatchObject({
			label: '2027 Q1',
			dueOn: '2027-04-30'
		});
		expect(nextReports(plan([third]), '2027-04-30')).toMatchObject({ label: '2027 Q1' });
		expect(nextReports(plan([third]), '2027-05-01')).toMatchObject({ label: '2027 Q2' });
	});

	it('names periods by the fiscal year', () => {
		const quarter = period('quarter', '2026-06-30', '2026-07-20', 7);
		expect(quarter.label).toBe('FY2026 Q4');
		expect(nextReports(plan([quarter], null, 7), '2026-08-01')).toMatchObject({
			label: 'FY2027 Q1',
			dueOn: '2026-10-20'
		});
		const year = period('year', '2026-03-31', '2026-05-15', 4);
		expect(nextReports(plan([year], null, 4), '2026-06-01')).toMatchObject({
			label: 'FY2027',
			dueOn: '2027-05-15'
		});
	});

	it('keeps to the end of the month where that is the rule', () => {
		const due = ['2026-04-30', '2026-07-31', '2026-10-31'];
		const ends = ['2026-03-31', '2026-06-30', '2026-09-30'];
		const periods = ends.map((end, at) => period('quarter', end, due[at] ?? end));
		expect(nextReports(plan(periods), '2026-11-01')).toMatchObject({ dueOn: '2027-01-31' });
		expect(nextReports(plan(periods), '2027-02-01')).toMatchObject({ dueOn: '2027-04-30' });
	});

	it('never names a day that a month does not have', () => {
		const december = period('month', '2026-12-31', '2027-01-30');
		expect(nextReports(plan([december]), '2027-02-01')).toMatchObject({
			label: '2027-01',
			dueOn: '2027-02-28'
		});
		const leap = period('month', '2027-12-31', '2028-01-31');
		expect(nextReports(plan([leap]), '2028-02-01')).toMatchObject({ dueOn: '2028-02-29' });
	});

	it('takes the same month where reports are due within the period’s last', () => {
		const early = period('quarter', '2026-09-30', '2026-09-25');
		expect(nextReports(plan([early]), '2026-11-01')).toMatchObject({ dueOn: '2026-12-25' });
	});

	it('says that the plan’s period is over where no other would begin within it', () => {
		expect(nextReports(plan([third], '2026-09-30'), '2026-11-22')).toEqual({
			...{ of: 'ended', on: '2026-09-30', last: '2026 Q3' }
		});
		expect(nextReports(plan([third], '2026-10-01'), '2026-11-22')).toMatchObject({
			of: 'period',
			label: '2026 Q4'
		});
		// the reports of the last period are still to come
		expect(nextReports(plan([third], '2026-09-30'), '2026-10-10')).toMatchObject({
			of: 'period',
			opened: true
		});
		expect(nextReports(plan([third], '2028-12-31'), '2030-01-01')).toMatchObject({ of: 'ended' });
	});

	it('says that reporting has not begun, or never did', () => {
		expect(nextReports(plan([]), '2026-11-22')).toEqual({ of: 'not_begun' });
		expect(nextReports(plan([], '2028-12-31'), '2026-11-22')).toEqual({ of: 'not_begun' });
		expect(nextReports(plan([], '2024-12-31'), '2026-11-22')).toEqual({
			...{ of: 'ended', on: '2024-12-31', last: null }
		});
	});

	it('does not guess where periods follow no rhythm', () => {
		const odd = { ...third, startsOn: '2026-08-15' };
		expect(nextReports(plan([{ ...odd, startsOn: '2026-05-15' }]), '2026-11-22')).toBeNull();
	});
});
