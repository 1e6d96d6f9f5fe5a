/** How a report stands for whoever conducts the periods: due, late, or in. */
import { daysBetween } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import type { ReportingState } from '../records/vocabulary.ts';
import type { ReportState } from './cycle.ts';

export interface ControlledReport {
	state: ReportState;
	/** The period's day, or its own. */
	dueOn: IsoDate;
	/** Until then it takes entries though its period is closed; null: no such extension. */
	extendedUntil: IsoDate | null;
}

/** The ministry has it, so that the ICT office waits for it. */
const waitedFor: readonly ReportState[] = ['not_submitted', 'draft', 'returned'];

/** The last day on which it is in time: an extension moves it. */
export const lastDayOf = ({ dueOn, extendedUntil }: ControlledReport): IsoDate =>
	extendedUntil !== null && extendedUntil > dueOn ? extendedUntil : dueOn;

/** Since how many days it is late, from the day after its last one; null: it is not, or it is in. */
export function daysLate(report: ControlledReport, today: IsoDate): number | null {
	if (!waitedFor.includes(report.state)) return null;
	const days = daysBetween(lastDayOf(report), today);
	return days > 0 ? days : null;
}

/** Its state in a word: nobody need have begun what is not due yet. */
export const shownAs = (report: ControlledReport, today: IsoDate): ReportingState =>
	report.state === 'not_submitted' && lastDayOf(report) >= today ? 'not_due' : report.state;

/** Whether it is in: submitted, or further. */
export const isIn = ({ state }: Pick<ControlledReport, 'state'>): boolean =>
	!waitedFor.includes(state);
