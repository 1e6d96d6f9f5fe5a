import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayNumber, dayOf } from './dates.ts';
import { latestDue, latestEnded, nextDue, periodAt, periodFrom } from './periods.ts';
import { frequencies } from './vocabulary.ts';

const anyDay = fc
	.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2050-12-31') })
	.map(dayOf);

test('calendar periods carry the labels that people use', () => {
	expect(periodAt('quarter', '2026-09-30', 1)).toEqual({
		label: '2026 Q3',
		startsOn: '2026-07-01',
		endsOn: '2026-09-30'
	});
	expect(periodAt('month', '2028-02-29', 1).endsOn).toBe('2028-02-29');
	expect(periodAt('year', '2026-05-01', 1).label).toBe('2026');
});

test('a fiscal year that spans two is named for the one in which it ends', () => {
	expect(periodAt('year', '2026-07-01', 7)).toEqual({
		label: 'FY2027',
		startsOn: '2026-07-01',
		endsOn: '2027-06-30'
	});
	expect(periodAt('quarter', '2026-06-30', 7).label).toBe('FY2026 Q4');
});

test('periods follow each other without a gap, and hold the days they are asked for', () => {
	fc.assert(
		fc.property(
			anyDay,
			fc.constantFrom(...frequencies),
			fc.integer({ min: 1, max: 12 }),
			(day, frequency, month) => {
				const period = periodAt(frequency, day, month);
				expect(period.startsOn <= day && day <= period.endsOn).toBe(true);
				const next = periodFrom(frequency, day, month, 1);
				expect(next.startsOn).toBe(addDays(period.endsOn, 1));
				expect(periodFrom(frequency, next.startsOn, month, -1)).toEqual(period);
			}
		)
	);
});

test('a period has ended on its last day', () => {
	expect(latestEnded('quarter', '2026-09-30', 1).label).toBe('2026 Q3');
	expect(latestEnded('quarter', '2026-09-29', 1).label).toBe('2026 Q2');
	expect(latestEnded('year', '2026-09-30', 1).label).toBe('2025');
});

test('a report is late from the day after its due day', () => {
	const second = {
		id: '2',
		label: '2026 Q2',
		startsOn: '2026-04-01',
		endsOn: '2026-06-30',
		dueOn: '2026-07-30'
	};
	const third = {
		id: '3',
		label: '2026 Q3',
		startsOn: '2026-07-01',
		endsOn: '2026-09-30',
		dueOn: '2026-10-30'
	};
	const periods = [second, third];
	const dueBy = (day: string) => latestDue(periods, day, day);
	expect(dueBy('2026-07-30')).toBeNull();
	expect(dueBy('2026-07-31')).toBe(second);
	expect(dueBy('2026-10-30')).toBe(second);
	expect(nextDue(periods, '2026-10-30')).toBe(third);
	expect(dueBy('2026-10-31')).toBe(third);
	expect(nextDue(periods, '2026-10-31')).toBeNull();
	// on a past day, as known today, and on a day as known on that same day
	expect(latestDue(periods, '2026-09-30', '2026-11-25')).toBe(third);
	expect(latestDue(periods, '2026-09-29', '2026-11-25')).toBe(second);
	expect(latestDue(periods, '2026-09-30', '2026-09-30')).toBe(second);
});
