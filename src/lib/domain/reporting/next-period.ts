/** Which period a planner opens next, as the form proposes it. */
import { addDays, addMonths } from '../records/dates.ts';
import { periodAt, periodFrom, type Period } from '../records/periods.ts';
import type { IsoDate } from '../records/records.ts';
import type { Frequency } from '../records/vocabulary.ts';

export interface ProposedPeriod extends Period {
	frequency: Frequency;
	dueOn: IsoDate;
}

/** Reports are mostly due a month after the end. */
const usualDays = 30;

/**
 * The period after the latest one, or the first: that which holds today, by quarters.
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
	return { ...period, frequency, dueOn: last ? addDays(period.endsOn, usualDays) : inMonth };
}
