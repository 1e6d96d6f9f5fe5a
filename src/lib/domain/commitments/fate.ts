/** What became of a commitment that was to end in a period. */
import { daysBetween } from '../records/dates.ts';
import { latestDue, type Period } from '../records/periods.ts';
import type { IsoDate, PeriodRecord } from '../records/records.ts';
import type { PlanReading } from '../records/scope.ts';
import { plannedOn, type Commitment, type PlannedThen } from './commitment.ts';
import { declaredEnd, endedBy, isCancelled, isToldOf } from './reported-end.ts';

/**
 * Exactly one holds of each commitment in a period.
 * - `kept`: it ended on its day or before.
 * - `kept_late`: it ended after its day, within the period.
 * - `late`: it ended after the period, and its date had not been moved out of it.
 * - `open`: its day is past, and a report that speaks of that day or a later one calls it unfinished.
 * - `not_reported`: its day is past, and no report speaks of that day, though one that would is due.
 * - `moved`: it did not end in the period, and its date was moved out of it, by the plan or in a report only.
 * - `dropped`: it is planned no more, or reported as cancelled.
 * - `not_due`: its day, or the day on which a report of it is due, is to come.
 * - `not_applicable`: it does not apply.
 */
export const fates = [
	'kept',
	'kept_late',
	'late',
	'moved',
	'open',
	'not_reported',
	'dropped',
	'not_due',
	'not_applicable'
] as const;
export type Fate = (typeof fates)[number];

/** For which days it is asked. */
export interface AskedOn {
	/** The status date. */
	asOf: IsoDate;
	/** Up to when recorded rows are known. */
	knownOn: IsoDate;
	reading: PlanReading;
	/** By end: when reports are due. */
	periods: readonly PeriodRecord[];
}

/** What became of it, with what says so. */
export interface FateFound {
	fate: Fate;
	/** When it ended, where it had by the status date. */
	endedOn: IsoDate | null;
	/** Days from its day to its end, negative where early; of what has not ended, to the status date where that is later. */
	daysLate: number | null;
	/** By what it was moved or dropped; null: it was not. */
	by: 'amendment' | 'correction' | 'report' | null;
	/** Where it is expected now: in the plan, or where the plan was not moved out of the period, in the latest report. */
	movedTo: IsoDate | null;
}

const inside = ({ startsOn, endsOn }: Period, day: IsoDate | null | undefined): boolean =>
	day !== null && day !== undefined && day >= startsOn && day <= endsOn;

/** By what the plan is as it is; whatever was adopted came with no change. */
const byPlan = ({ way }: PlannedThen): FateFound['by'] => (way === 'adopted' ? null : way);

/** Whether a report that would speak of a day is due; without periods it is once the day is past. */
function isReportDue(day: IsoDate, { periods, asOf, knownOn }: AskedOn): boolean {
	if (periods.length === 0) return true;
	return (latestDue(periods, asOf, knownOn)?.endsOn ?? '') >= day;
}

function unfinished(commitment: Commitment, due: IsoDate, asked: AskedOn): Fate {
	const { asOf } = asked;
	if (due > asOf) return 'not_due';
	if (isToldOf(commitment, due, asOf)) return 'open';
	return isReportDue(due, asked) ? 'not_reported' : 'not_due';
}

type Judged = Pick<FateFound, 'fate'> & Partial<Pick<FateFound, 'by' | 'movedTo'>>;

interface Then {
	due: IsoDate;
	then: PlannedThen;
	now: PlannedThen;
	endedOn: IsoDate | null;
}

/** The first that holds, of what is known of the end and of the plan. */
function judged(commitment: Commitment, period: Period, asked: AskedOn, about: Then): Judged {
	const { due, then, now, endedOn } = about;
	const isOut = now.standing === 'not_applicable' && endedOn === null;
	if (then.standing === 'not_applicable' || isOut) return { fate: 'not_applicable' };
	if (endedOn !== null && endedOn <= due) return { fate: 'kept' };
	if (endedOn !== null && endedOn <= period.endsOn) return { fate: 'kept_late' };
	if (now.standing === 'retired')
		return endedOn === null ? { fate: 'dropped', by: byPlan(now) } : { fate: 'late' };
	if (!inside(period, now.due)) return { fate: 'moved', by: byPlan(now), movedTo: now.due };
	if (endedOn !== null) return { fate: 'late' };
	if (isCancelled(commitment, asked.asOf)) return { fate: 'dropped', by: 'report' };
	const declared = declaredEnd(commitment, asked.asOf);
	if (declared !== null && declared > period.endsOn)
		return { fate: 'moved', by: 'report', movedTo: declared };
	return { fate: unfinished(commitment, due, asked) };
}

/** Days beyond its day, by its end or by the status date; null where neither says so. */
function lateness(due: IsoDate, endedOn: IsoDate | null, fate: Fate, asOf: IsoDate) {
	if (endedOn !== null) return daysBetween(due, endedOn);
	return fate === 'open' ? daysBetween(due, asOf) : null;
}

/**
 * What became of a commitment in a period.
 *
 * @param due its day in the period, by the plan `then`
 * @param then what was planned: as the period began, or as adopted; of what was added since, as it is now
 */
export function fateOf(
	commitment: Commitment,
	period: Period,
	asked: AskedOn,
	{ due, then }: Pick<Then, 'due' | 'then'>
): FateFound {
	const { asOf } = asked;
	const endedOn = endedBy(commitment, asOf);
	const now = plannedOn(commitment, asOf) ?? then;
	const found = judged(commitment, period, asked, { due, then, now, endedOn });
	return {
		endedOn,
		daysLate: lateness(due, endedOn, found.fate, asOf),
		...{ by: null, movedTo: null, ...found }
	};
}
