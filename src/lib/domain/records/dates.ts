/**
 * Days as ISO text, `YYYY-MM-DD`. A day is a day in every time zone: nothing here asks the machine's
 * zone, so date-fns works on UTC dates.
 */
import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addMonths as plusMonths } from 'date-fns/addMonths';
import { isValid } from 'date-fns/isValid';
import { lightFormat } from 'date-fns/lightFormat';
import { parseISO } from 'date-fns/parseISO';
import type { IsoDate } from './records.ts';

/** The number that some characters of the text spell; NaN where they are no digits. */
function digits(text: string, from: number, to: number): number {
	let number = 0;
	for (let i = from; i < to; i += 1) {
		const digit = text.charCodeAt(i) - 48;
		number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN;
	}
	return number;
}

/** Before every day, as PostgreSQL writes it; as text it comes before every day too. */
export const fromTheBeginning = '-infinity';

/**
 * Days since 1970-01-01, for arithmetic. Computed without `Date`, which is ten times slower where
 * figures ask for thousands of days: years begin in March, so that a leap day is a year's last
 * (Hinnant, "chrono-compatible low-level date algorithms").
 *
 * @throws RangeError where the text is not written as a day
 */
export function dayNumber(date: IsoDate): number {
	const month = digits(date, 5, 7);
	const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
	const monthFromMarch = (month + 9) % 12;
	const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + digits(date, 8, 10) - 1;
	const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
	const number = year * 365 + leapDays + dayOfYear - 719_468;
	if (Number.isNaN(number) || date.length !== 10) throw new RangeError(`no day: ${date}`);
	return number;
}

const daysOf400Years = 146_097;

/** The year, counted from March, that holds a day of a cycle of 400 years, counted from 0. */
function yearOfCycle(day: number): number {
	const leapDays = Math.floor(day / 1_460) - Math.floor(day / 36_524) + Math.floor(day / 146_096);
	return Math.floor((day - leapDays) / 365);
}

const padded = (number: number, length: number) => String(number).padStart(length, '0');

/** Days as they were written, by their numbers: thousands of forecasts fall on the days of a few years. */
const written = new Map<number, IsoDate>();
/** All days of 27 years. */
const mostWritten = 10_000;

/**
 * The day with this number, of the years 0 to 9999; parts of a day are dropped. The inverse of
 * {@link dayNumber}, and without `Date` as that is.
 *
 * @throws RangeError where the number is none
 */
export function dayOf(number: number): IsoDate {
	if (!Number.isFinite(number)) throw new RangeError(`no day: ${number}`);
	const whole = Math.floor(number);
	const before = written.get(whole);
	if (before !== undefined) return before;
	const day = writtenOut(whole);
	if (written.size === mostWritten) written.clear();
	written.set(whole, day);
	return day;
}

function writtenOut(number: number): IsoDate {
	const day = number + 719_468;
	const cycle = Math.floor(day / daysOf400Years);
	const dayOfCycle = day - cycle * daysOf400Years;
	const year = yearOfCycle(dayOfCycle);
	const firstOfYear = 365 * year + Math.floor(year / 4) - Math.floor(year / 100);
	const dayOfYear = dayOfCycle - firstOfYear;
	const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
	const month = ((monthFromMarch + 2) % 12) + 1;
	const calendarYear = year + cycle * 400 + (month <= 2 ? 1 : 0);
	return `${padded(calendarYear, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

/** Whether the text names a day of the calendar: `2027-02-29` does not. */
export function isIsoDate(text: string): boolean {
	return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && isValid(parseISO(text));
}

/** Days from one day to another; negative where the second comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
	return dayNumber(to) - dayNumber(from);
}

export function addDays(date: IsoDate, days: number): IsoDate {
	return dayOf(dayNumber(date) + days);
}

/** The same day some months on, or the last of that month where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
	return lightFormat(plusMonths(new UTCDateMini(date), months), 'yyyy-MM-dd');
}

/** Months from the month of one day to that of another, whatever the days in them. */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
	const months = (day: IsoDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
	return months(to) - months(from);
}

/** The later of two days; a day that is not set never is. */
export function later(one: IsoDate, other: IsoDate | null): IsoDate {
	return other !== null && other > one ? other : one;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times as much as using it. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
	const kept = dayFormats.get(timeZone);
	if (kept) return kept;
	// Swedish writes days as ISO 8601 does
	const format = new Intl.DateTimeFormat('sv', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit'
	});
	dayFormats.set(timeZone, format);
	return format;
}

/**
 * The calendar day at a moment in a time zone.
 *
 * @param timeZone an IANA name, for example `Asia/Manila`
 * @throws RangeError where the zone is unknown
 */
export function today(timeZone: string, now: Date): IsoDate {
	return dayFormat(timeZone).format(now);
}

/** Why a day cannot be shown. */
export type RefusedDayReason = 'not_a_day' | 'too_early' | 'to_come';

/** A day that was asked for and cannot be shown. */
export interface RefusedDay {
	asked: string;
	reason: RefusedDayReason;
}
