/** Months, quarters and years by a plan's fiscal calendar, and which reporting period is due. */
import { addDays } from './dates.ts';
import type { IsoDate, PeriodRecord } from './records.ts';
import type { Frequency } from './vocabulary.ts';

/** A span of days; both ends belong to it. */
export interface Period {
	/** `2026-09`, `2026 Q3` or `2026`; where a fiscal year spans two, it is named for the one in which it ends: `FY2027 Q1`. */
	label: string;
	startsOn: IsoDate;
	endsOn: IsoDate;
}

const monthsIn: Record<Frequency, number> = { month: 1, quarter: 3, year: 12 };

function pad(number: number, length: number): string {
	return String(number).padStart(length, '0');
}

/** Months since the year 0, so that periods are plain integer arithmetic. */
function monthNumber(date: IsoDate): number {
	return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function firstDay(month: number): IsoDate {
	return `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}-01`;
}

function labelOf(frequency: Frequency, firstMonth: number, fiscalYearStartMonth: number): string {
	const startsOn = firstDay(firstMonth);
	if (frequency === 'month') return startsOn.slice(0, 7);
	const offset = fiscalYearStartMonth - 1;
	const startYear = Math.floor((firstMonth - offset) / 12);
	const year = offset === 0 ? String(startYear) : `FY${startYear + 1}`;
	if (frequency === 'year') return year;
	return `${year} Q${((firstMonth - offset) % 12) / 3 + 1}`;
}

/** The first month of the period that holds a day. */
function firstMonthAt(frequency: Frequency, date: IsoDate, fiscalYearStartMonth: number): number {
	const length = monthsIn[frequency];
	const offset = fiscalYearStartMonth - 1;
	return Math.floor((monthNumber(date) - offset) / length) * length + offset;
}

/**
 * The month, quarter or year so many periods after (or, negative, before) the one that holds a day.
 *
 * @param fiscalYearStartMonth 1…12; 1 is the calendar year
 */
export function periodFrom(
	frequency: Frequency,
	date: IsoDate,
	fiscalYearStartMonth: number,
	steps: number
): Period {
	const length = monthsIn[frequency];
	const firstMonth = firstMonthAt(frequency, date, fiscalYearStartMonth) + steps * length;
	return {
		label: labelOf(frequency, firstMonth, fiscalYearStartMonth),
		startsOn: firstDay(firstMonth),
		endsOn: addDays(firstDay(firstMonth + length), -1)
	};
}

/** The month, quarter or year that holds a day. */
export function periodAt(
	frequency: Frequency,
	date: IsoDate,
	fiscalYearStartMonth: number
): Period {
	return periodFrom(frequency, date, fiscalYearStartMonth, 0);
}

/** The latest period of a frequency that had ended by a day, that day included. */
export function latestEnded(
	frequency: Frequency,
	date: IsoDate,
	fiscalYearStartMonth: number
): Period {
	const current = periodAt(frequency, date, fiscalYearStartMonth);
	if (current.endsOn <= date) return current;
	return periodFrom(frequency, date, fiscalYearStartMonth, -1);
}

/**
 * The latest reporting period that had ended by a day and whose reports are overdue by now: they are
 * from the day after their due day. Null before the first.
 *
 * @param periods by end
 * @param asOf the status date
 * @param knownOn the day of knowing, mostly today
 */
export function latestDue(
	periods: readonly PeriodRecord[],
	asOf: IsoDate,
	knownOn: IsoDate
): PeriodRecord | null {
	return periods.findLast(({ endsOn, dueOn }) => endsOn <= asOf && dueOn < knownOn) ?? null;
}

/** The next reporting period whose reports fall due on a day or later, of those opened so far. */
export function nextDue(periods: readonly PeriodRecord[], on: IsoDate): PeriodRecord | null {
	return periods.find(({ dueOn }) => dueOn >= on) ?? null;
}
