/** The days that a plan sets: what it plans lies within its period, and no day is absurd. */
import { outsidePlan, type NamedProblem, type PlanSpan } from './entered.ts';
import { addDays } from '../records/dates.ts';
import { latestEnded } from '../records/periods.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';

/** No day of any plan lies outside these. */
const earliest = '1900-01-01';
const latest = '2100-12-31';

/** `planned`: within the plan. `forecast`: may end after it. `measured`: may lie before it. */
export type DayKind = 'planned' | 'forecast' | 'measured';

export type DayProblem = Pick<NamedProblem, 'day' | 'until'> & {
	problem: 'outside_plan' | 'absurd_day';
};

/** The part of the plan's period that a day of this kind must lie within. */
function limits(kind: DayKind, { periodStart, periodEnd }: PlanSpan): PlanSpan {
	return {
		periodStart: kind === 'measured' ? null : periodStart,
		periodEnd: kind === 'planned' ? periodEnd : null
	};
}

/** What is wrong with a day that a planner sets; null where nothing is, and where none is set. */
export function dayProblem(kind: DayKind, day: IsoDate | null, plan: PlanSpan): DayProblem | null {
	if (day === null) return null;
	const span = limits(kind, plan);
	if (outsidePlan(day, span)) {
		const [from, until] = [span.periodStart ?? undefined, span.periodEnd ?? undefined];
		return { problem: 'outside_plan', day: from, until };
	}
	if (day >= earliest && day <= latest) return null;
	return { problem: 'absurd_day', day: earliest, until: latest };
}

/** Whether a target is due before the baseline from which its way begins. */
export const beforeBaseline = (due: IsoDate, baseline: IsoDate | null): boolean =>
	baseline !== null && due < baseline;

/**
 * The last day of which a KPI's value can be reported: the plan's end, or a later day until which it is
 * measured or on which a target of it is due. Null: the plan sets no end.
 */
export function measuringEnd(
	{
		measuredUntil,
		targets
	}: { measuredUntil: IsoDate | null; targets: readonly { dueOn: IsoDate }[] },
	{ periodEnd }: Pick<PlanSpan, 'periodEnd'>
): IsoDate | null {
	if (periodEnd === null) return null;
	const days = [periodEnd, measuredUntil ?? periodEnd, ...targets.map(({ dueOn }) => dueOn)];
	return days.toSorted().at(-1)!;
}

type MeasuredKpi = Pick<KpiRecord, 'frequency' | 'measuredUntil'> & {
	targets: readonly { dueOn: IsoDate }[];
	/** Ascending by day. */
	measurements: readonly { measuredOn: IsoDate }[];
};

/**
 * The day of which a form speaks first: the end of the KPI's latest month, quarter or year that is over,
 * unless it is measured; else the last day of which the report takes something. It is never after the
 * last day of which it is measured.
 *
 * @param last of which something can be entered today; see `dayToReport`
 */
export function dayToMeasure(
	kpi: MeasuredKpi,
	plan: Pick<PlanSpan, 'periodEnd'> & { fiscalYearStartMonth: number },
	today: IsoDate,
	last: IsoDate = today
): IsoDate {
	const over = last < today ? last : addDays(today, -1);
	const { endsOn } = latestEnded(kpi.frequency, over, plan.fiscalYearStartMonth);
	const measured = kpi.measurements.at(-1)?.measuredOn;
	const proposed = measured !== undefined && measured >= endsOn ? last : endsOn;
	const until = measuringEnd(kpi, plan) ?? proposed;
	return proposed < until ? proposed : until;
}
