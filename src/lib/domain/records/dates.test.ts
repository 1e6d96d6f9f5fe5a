import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	dayNumber,
	dayOf,
	daysBetween,
	isIsoDate,
	later,
	today
} from './dates.ts';

const anyDay = fc
	.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2060-12-31') })
	.map(dayOf);
const machineZone = process.env['TZ'];

afterEach(() => {
	if (machineZone === undefined) delete process.env['TZ'];
	else process.env['TZ'] = machineZone;
});

describe.each(['UTC', 'Asia/Manila', 'Pacific/Kiritimati', 'America/Sao_Paulo'])(
	'in %s',
	(zone) => {
		test('days are counted alike', () => {
			process.env['TZ'] = zone;
			expect(daysBetween('2026-10-30', '2026-11-22')).toBe(23);
			expect(addDays('1994-12-30', 2)).toBe('1995-01-01');
			expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
			expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
		});

		test('today is the day of the zone asked for', () => {
			process.env['TZ'] = zone;
			const now = new Date('2026-09-30T18:00:00Z');
			expect(today('UTC', now)).toBe('2026-09-30');
			expect(today('Asia/Manila', now)).toBe('2026-10-01');
			expect(today('Pacific/Kiritimati', now)).toBe('2026-10-01');
			expect(today('Pacific/Honolulu', now)).toBe('2026-09-30');
		});
	}
);

test('adding days and counting them are inverse', () => {
	fc.assert(
		fc.property(anyDay, fc.integer({ min: -9000, max: 9000 }), (day, days) => {
			expect(daysBetween(day, addDays(day, days))).toBe(days);
		})
	);
});

test('days are numbered as Date numbers them', () => {
	fc.assert(
		fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
			const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
			expect(dayOf(number)).toBe(day);
			expect(dayNumber(day)).toBe(number);
		})
	);
});

test('months keep the day or take the last of the month', () => {
	expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
	expect(addMonths('2026-11-15', 3)).toBe('2027-02-15');
	expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
});

test('only days of the calendar are days', () => {
	expect(isIsoDate('2028-02-29')).toBe(true);
	expect(isIsoDate('2027-02-29')).toBe(false);
	expect(isIsoDate('2027-13-01')).toBe(false);
	expect(isIsoDate('30 Oct 2026')).toBe(false);
	expect(() => dayNumber('soon')).toThrow(RangeError);
	expect(() => dayOf(NaN)).toThrow(RangeError);
});

test('a day that is not set is never the later one', () => {
	expect(later('2026-01-01', null)).toBe('2026-01-01');
	expect(later('2026-01-01', '2026-01-02')).toBe('2026-01-02');
});
