/** The day for which figures stand, with the report that was due by then (rule 6 and "One day a page"). */
import { dayNumber } from '../records/dates.ts';
import { latestDue } from '../records/periods.ts';
import type { IsoDate, PeriodRecord } from '../records/records.ts';

/** A status date with the day up to which rows are known. */
export interface StatusDays {
	/** What the figures speak of. */
	asOf: IsoDate;
	/** Up to when recorded rows are known; a report is late from the day after its due day. */
	knownOn: IsoDate;
}

export interface ReckoningDay {
	on: IsoDate;
	/** The same day as a number, for arithmetic. */
	number: number;
	/** The latest period that ended by this day and whose reports were due before the day of knowing. */
	due: PeriodRecord | null;
	/** Whether reports are asked for at all: without periods whatever has begun could have been reported. */
	hasPeriods: boolean;
}

export function reckoningDay(
	periods: readonly PeriodRecord[],
	{ asOf, knownOn }: StatusDays
): ReckoningDay {
	const due = latestDue(periods, asOf, knownOn);
	return { on: asOf, number: dayNumber(asOf), due, hasPeriods: periods.length > 0 };
}

/**
 * The status date where none is asked for: the end of the latest period that fell due, for which done
 * and planned can be compared; of a plan without periods, or before the first is due, the day of knowing.
 */
export function statusDate(periods: readonly PeriodRecord[], knownOn: IsoDate): IsoDate {
	return latestDue(periods, knownOn, knownOn)?.endsOn ?? knownOn;
}

/**
 * The day whose decisions stand on a page: one of today is about the plan as it is shown by itself, whose
 * status date is a period's end; a page of an earlier day shows those of that day.
 */
export function judgedOn(periods: readonly PeriodRecord[], { asOf, knownOn }: StatusDays): IsoDate {
	return asOf >= statusDate(periods, knownOn) ? knownOn : asOf;
}
