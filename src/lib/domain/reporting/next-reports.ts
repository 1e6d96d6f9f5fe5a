/** When the next reports of a plan are due, though nobody has opened their period yet. */
import { addDays, addMonths, monthsBetween } from '../records/dates.ts';
import { nextDue, periodFrom } from '../records/periods.ts';
import type { IsoDate, PeriodRecord } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';

export type NextReports =
	/** `opened`: by a planner; else reckoned from the periods before. `first`: there are none before. */
	| { of: 'period'; label: string; dueOn: IsoDate; opened: boolean; first: boolean }
	/** The plan's own period ends before another reporting period would begin. */
	| { of: 'ended'; on: IsoDate; last: string | null }
	/** No period was ever opened. */
	| { of: 'not_begun' };

const frequencyOf: Partial<Record<number, Frequency>> = { 1: 'month', 3: 'quarter', 12: 'year' };

const isLastOfMonth = (day: IsoDate) => addDays(day, 1).endsWith('-01');

/** The last day of the month that holds a day. */
const lastOfMonth = (day: IsoDate) => addDays(addMonths(`${day.slice(0, 8)}01`, 1), -1);

/** As many periods say on which day of a month reports are due. */
const looked = 4;

/**
 * When reports of a period that ends on a day are due: as many months after it as those of the latest
 * period, on the same day of the month; on its last where that is so of the latest periods.
 */
function dueAfter(endsOn: IsoDate, periods: readonly PeriodRecord[], last: PeriodRecord): IsoDate {
	const months = monthsBetween(last.endsOn, last.dueOn);
	const due = addMonths(`${endsOn.slice(0, 8)}01`, months);
	const days = periods.slice(-looked).map(({ dueOn }) => dueOn);
	const differ = new Set(days.map((day) => day.slice(8))).size > 1;
	const end = lastOfMonth(due);
	if (differ && days.every(isLastOfMonth)) return end;
	const same = due.slice(0, 8) + last.dueOn.slice(8);
	return same < end ? same : end;
}

/** The first period after the latest opened one whose reports fall due on a day or later. */
function reckonedAfter(
	periods: readonly PeriodRecord[],
	last: PeriodRecord,
	knownOn: IsoDate,
	fiscalYearStartMonth: number
) {
	const frequency = frequencyOf[monthsBetween(last.startsOn, last.endsOn) + 1];
	if (frequency === undefined) return null;
	for (let steps = 1; ; steps += 1) {
		const period = periodFrom(frequency, last.endsOn, fiscalYearStartMonth, steps);
		const dueOn = dueAfter(period.endsOn, periods, last);
		if (dueOn >= knownOn) return { ...period, dueOn };
	}
}

/**
 * When the next reports are due, seen from a day: of an opened period whose due day has not passed;
 * else of the period that follows by the same rhythm. Null where periods follow no rhythm.
 *
 * @param plan its reporting periods, by end; its last day, null where none is set; the month, 1 … 12,
 *   in which its fiscal year starts
 * @param knownOn the day on which that is asked
 */
export function nextReports(
	plan: {
		periods: readonly PeriodRecord[];
		periodEnd: IsoDate | null;
		fiscalYearStartMonth: number;
	},
	knownOn: IsoDate
): NextReports | null {
	const { periods, periodEnd, fiscalYearStartMonth } = plan;
	const last = periods.at(-1);
	const opened = nextDue(periods, knownOn);
	if (opened !== null) {
		const { label, dueOn } = opened;
		return { of: 'period', label, dueOn, opened: true, first: opened === periods[0] };
	}
	if (last === undefined) {
		const isOver = periodEnd !== null && periodEnd < knownOn;
		return isOver ? { of: 'ended', on: periodEnd, last: null } : { of: 'not_begun' };
	}
	const next = reckonedAfter(periods, last, knownOn, fiscalYearStartMonth);
	if (next === null) return null;
	if (periodEnd !== null && next.startsOn > periodEnd)
		return { of: 'ended', on: periodEnd, last: last.label };
	return { of: 'period', label: next.label, dueOn: next.dueOn, opened: false, first: false };
}
