/** Which report takes what is entered today, and what it still waits for. */
import { latestDue, latestEnded, nextDue } from '../records/periods.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	OwnReport,
	PeriodRecord
} from '../records/records.ts';
import type { ReportingState } from '../records/vocabulary.ts';

export interface ReportAtHand {
	period: PeriodRecord;
	state: ReportingState;
	/** Whether it still takes entries: not yet submitted, or returned, and its period is not closed. */
	open: boolean;
	/** When it is due: the period's day, or its own. */
	dueOn: IsoDate;
	/** Given to whoever approves inside the ministry. */
	handedIn: boolean;
	/** Open until then though its period is closed; null: no such extension. */
	extendedUntil: IsoDate | null;
}

const openStates: readonly ReportingState[] = ['not_due', 'not_submitted', 'draft', 'returned'];

const unbegun: OwnReport = { state: 'not_submitted' };

/** Whether a period takes entries of a report on a day: until it is closed, and then by an extension. */
export const takesEntries = (
	{ closed = false }: Pick<PeriodRecord, 'closed'>,
	extendedUntil: IsoDate | null,
	today: IsoDate
): boolean => !closed || (extendedUntil !== null && extendedUntil >= today);

function standing(
	period: PeriodRecord,
	{ state: stored, dueOn: own, handedIn = false, extendedUntil = null }: OwnReport,
	today: IsoDate
): ReportAtHand {
	const dueOn = own ?? period.dueOn;
	const state = stored === 'not_submitted' && dueOn >= today ? 'not_due' : stored;
	const open =
		openStates.includes(state) && !handedIn && takesEntries(period, extendedUntil, today);
	return { period, state, open, dueOn, handedIn, extendedUntil };
}

/** Whether a report of an earlier period waits for its ministry: it was returned, or given more time. */
const isCalledBack = ({ state, extendedUntil = null }: OwnReport): boolean =>
	state === 'returned' || extendedUntil !== null;

/**
 * The report that takes what an organisation enters today: of the latest period due while that is
 * open, since it is owed first; else of the latest earlier one that was returned or given more time;
 * else of the next one, once it has begun; else, closed, of the latest due. Null before any period has
 * begun.
 *
 * @param periods opened so far, by end
 * @param reports the organisation's own, by period
 */
export function reportAtHand(
	periods: readonly PeriodRecord[],
	reports: ReadonlyMap<string, OwnReport>,
	today: IsoDate
): ReportAtHand | null {
	const begun = periods.filter((period) => period.startsOn <= today);
	const due = latestDue(begun, today, today);
	const next = nextDue(begun, today);
	const earlier = begun.filter(
		({ id, endsOn }) => due && endsOn < due.endsOn && isCalledBack(reports.get(id) ?? unbegun)
	);
	const found = [due, ...earlier.toReversed(), next]
		.filter((period) => period !== null)
		.map((period) => standing(period, reports.get(period.id) ?? unbegun, today));
	return found.find(({ open }) => open) ?? found[0] ?? null;
}

/** Whether entries may speak of days before the report's period: a value may be measured late. */
export interface DayRule {
	mayBeEarlier: boolean;
}

/** The days of which a report takes entries; null: from whenever the plan began. */
export interface DaysTaken {
	from: IsoDate | null;
	until: IsoDate;
}

/**
 * The days of which an open report takes entries: those of its period. What is of an earlier day stands
 * in an earlier report, which is returned to be corrected; before the plan's first period there is none.
 *
 * @param periods opened so far, by end
 */
export function daysTaken(
	{ period }: Pick<ReportAtHand, 'period'>,
	periods: readonly PeriodRecord[],
	{ mayBeEarlier }: DayRule
): DaysTaken {
	const isFirst = periods[0]?.id === period.id;
	return { from: mayBeEarlier || isFirst ? null : period.startsOn, until: period.endsOn };
}

/**
 * Which report an entry of a day belongs to; `closed`: to one that takes no entries; `unopened`: to one
 * of a period that nobody opened yet, after this one; `outside`: the day is none of the report at hand.
 * Null: no period has begun, so there are no reports yet.
 */
export type Taking =
	| { report: ReportAtHand }
	| { closed: ReportAtHand }
	| { unopened: ReportAtHand }
	| { outside: 'before' | 'after'; days: DaysTaken }
	| null;

/** An entry as a report is looked for that takes it. */
interface Entered {
	/** Of which it speaks. */
	day: IsoDate;
	today: IsoDate;
	/** Left out of what belongs to the report at hand whatever day it speaks of, as evidence does. */
	rule?: DayRule;
}

/**
 * The report that takes an entry: the one at hand while it is open, where the day is one of its. Where
 * it is not open, nothing can be entered: of its period or earlier no more, and of a later day not yet,
 * since every entry stands in a report, and that day's is there once its period is opened.
 */
export function reportTaking(
	periods: readonly PeriodRecord[],
	reports: ReadonlyMap<string, OwnReport>,
	{ day, today, rule }: Entered
): Taking {
	const atHand = reportAtHand(periods, reports, today);
	if (atHand === null) return null;
	if (atHand.open) {
		const days = rule && daysTaken(atHand, periods, rule);
		if (days && day > days.until) return { outside: 'after', days };
		if (days?.from && day < days.from) return { outside: 'before', days };
		return { report: atHand };
	}
	const of = periods.find(({ startsOn, endsOn }) => startsOn <= today && day <= endsOn);
	if (of === undefined) return { unopened: atHand };
	return { closed: standing(of, reports.get(of.id) ?? unbegun, today) };
}

/**
 * The last day of which something can be entered, and of which a form speaks first: the end of the
 * period whose report is open and over; else today.
 */
export function dayToReport(report: ReportAtHand | null, today: IsoDate): IsoDate {
	if (!report?.open || report.period.endsOn >= today) return today;
	return report.period.endsOn;
}

/** Whether an entry is there, is waited for, or is none of this period's business. */
export type EntryState = 'reported' | 'awaited' | 'not_due';

/** The state of an entry for a report; one that is closed waits for nothing. */
export function stateFor(
	report: ReportAtHand | null,
	awaited: (period: PeriodRecord | null) => EntryState
): EntryState {
	return report && !report.open ? 'not_due' : awaited(report?.period ?? null);
}

/**
 * An activity is waited for until it is reported in its period or later; not where it is over, does not
 * apply, or was neither begun nor to begin by the period's end.
 */
export function activityAwaited(element: ElementRecord, period: PeriodRecord | null): EntryState {
	const { applicable, plannedStart, updates } = element;
	const last = updates.at(-1);
	if (!applicable || last?.delivery === 'cancelled') return 'not_due';
	if (last?.delivery === 'completed') return 'reported';
	if (period === null) return last === undefined ? 'not_due' : 'reported';
	if (last !== undefined) return last.asOf >= period.startsOn ? 'reported' : 'awaited';
	return plannedStart !== null && plannedStart > period.endsOn ? 'not_due' : 'awaited';
}

/** A KPI is waited for until it is measured in its latest month, quarter or year that ended by the period's end. */
export function kpiAwaited(
	kpi: KpiRecord,
	period: PeriodRecord | null,
	fiscalYearStartMonth: number
): EntryState {
	if (period === null) return 'not_due';
	const { startsOn } = latestEnded(kpi.frequency, period.endsOn, fiscalYearStartMonth);
	const measured = kpi.measurements.some(({ measuredOn }) => measuredOn >= startsOn);
	return measured ? 'reported' : 'awaited';
}

/** A budget line is waited for once anything of it was allotted: before that nothing can be obligated. */
export function lineAwaited(line: BudgetLineRecord, period: PeriodRecord | null): EntryState {
	const { spendingAsOf } = line;
	if (period === null) return 'not_due';
	if (spendingAsOf !== null && spendingAsOf >= period.startsOn) return 'reported';
	return line.allotment === null ? 'not_due' : 'awaited';
}
