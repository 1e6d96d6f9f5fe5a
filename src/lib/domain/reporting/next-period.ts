/** Which period a planner opens next, as the form proposes it. */
import { addDays, addMonths, daysBetween } from '../records/dates.ts';
import { periodAt, periodFrom, type Period } from '../records/periods.ts';
import type { IsoDate } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';

export interface ProposedPeriod extends Period {
	frequency: Frequency;
	dueOn: IsoDate;
}

/**
 * The period after the latest one, due as many days after its end; or the first: the quarter that holds
 * today, due by the end of the month after it.
 *
 * @param last the latest period of the plan; null: none was opened
 */
export function nextPeriod(
	last: Pick<ProposedPeriod, 'frequency' | 'endsOn' | 'dueOn'> | null,
	{ today, fiscalYearStartMonth }: { today: IsoDate; fiscalYearStartMonth: number }
): ProposedPeriod {
	const frequency = last?.frequency ?? 'quarter';
	const period = last
		? periodFrom(frequency, last.endsOn, fiscalYearStartMonth, 1)
		: periodAt(frequency, today, fiscalYearStartMonth);
	const inMonth = addDays(addMonths(addDays(period.endsOn, 1), 1), -1);
	const days = last && daysBetween(last.endsOn, last.dueOn);
	return { ...period, frequency, dueOn: days === null ? inMonth : addDays(period.endsOn, days) };
}
