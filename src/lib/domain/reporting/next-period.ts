/** Which period a planner opens next, as the form proposes it. */
import { addDays, addMonths, daysBetween } from '../records/dates.ts';
import { periodAt, periodFrom, type Period } from '../records/periods.ts';
import type { IsoDate } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';

export interface ProposedPeriod extends Period {
	frequency: Frequency;
	dueOn: IsoDate;
}

type Opened = Pick<ProposedPeriod, 'frequency' | 'endsOn' | 'dueOn'>;

interface Asked {
	/** In the plan's time zone. */
	today: IsoDate;
	fiscalYearStartMonth: number;
	/** How long it is to be; left out: as long as the latest. */
	frequency?: Frequency;
}

/** The first whole month, quarter or year after a day. */
function wholeAfter(frequency: Frequency, day: IsoDate, fiscalYearStartMonth: number): Period {
	const holding = periodAt(frequency, addDays(day, 1), fiscalYearStartMonth);
	if (holding.startsOn > day) return holding;
	return periodFrom(frequency, day, fiscalYearStartMonth, 1);
}

/**
 * The first month, quarter or year after the latest period that meets none of its days, due as many days
 * after its end as the latest one of its length; where there is none such, by the end of the month after
 * it. The first of a plan is the one that holds today.
 *
 * @param opened the plan's periods, by end
 */
export function nextPeriod(
	opened: readonly Opened[],
	{ today, fiscalYearStartMonth, frequency: asked }: Asked
): ProposedPeriod {
	const last = opened.at(-1);
	const frequency = asked ?? last?.frequency ?? 'quarter';
	const period = last
		? wholeAfter(frequency, last.endsOn, fiscalYearStartMonth)
		: periodAt(frequency, today, fiscalYearStartMonth);
	const inMonth = addDays(addMonths(addDays(period.endsOn, 1), 1), -1);
	const like = opened.findLast((one) => one.frequency === frequency);
	const dueOn = like ? addDays(period.endsOn, daysBetween(like.endsOn, like.dueOn)) : inMonth;
	return { ...period, frequency, dueOn };
}
