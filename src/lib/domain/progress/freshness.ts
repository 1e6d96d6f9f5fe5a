/** What of a plan is known on a day, what is missing, and what is not yet due (rule 6). */
import { later } from '../records/dates.ts';
import type { PartState } from '../records/known.ts';
import { latestEnded, periodFrom } from '../records/periods.ts';
import type { ElementRecord, IsoDate, KpiRecord, PeriodRecord } from '../records/records.ts';

const knownState: PartState = { state: 'known' };
const notDue: PartState = { state: 'excluded', reason: 'not_due' };

/**
 * Whether an activity counts as known.
 * - Not applicable and cancelled are excluded; completed is known for ever.
 * - Before the first period is due, it is known by any update, else not due.
 * - After that it is known by an update that speaks of the latest period due or a later day; not due
 *   where it has none and is planned to start after that period; else missing.
 *
 * @param period the latest whose reports are due; null before the first
 */
export function activityState(element: ElementRecord, period: PeriodRecord | null): PartState {
	const { update, plannedStart } = element;
	if (!element.applicable) return { state: 'excluded', reason: 'not_applicable' };
	if (update?.delivery === 'cancelled') return { state: 'excluded', reason: 'cancelled' };
	if (update?.delivery === 'completed') return knownState;
	if (period === null) return update === null ? notDue : knownState;
	if (update !== null && update.asOf >= period.startsOn) return knownState;
	const startsLater = plannedStart !== null && plannedStart > period.endsOn;
	return update === null && startsLater ? notDue : { state: 'missing', reason: 'not_reported' };
}

/**
 * The day on which a known activity is compared with its plan: the one that its update speaks of.
 * Completed work needs no further update, so it is compared on the end of the latest period due where
 * that is later; else work done early would stay ahead of its plan for ever.
 */
export function comparedOn(
	update: { asOf: IsoDate; delivery: string },
	period: PeriodRecord | null
): IsoDate {
	if (update.delivery !== 'completed') return update.asOf;
	return later(update.asOf, period?.endsOn ?? null);
}

/**
 * Whether a KPI's latest measurement stands. Take the latest month, quarter or year (by the KPI's own
 * frequency) that had ended by the end of the latest reporting period due: a measurement from it, from
 * the one before it, or later is fresh; an older one is missing, as is a KPI never measured. Before
 * the first period is due, any measurement is fresh, and a KPI without one is not due; nor is it before
 * a whole month, quarter or year has passed since its baseline.
 */
export function kpiState(
	kpi: KpiRecord,
	period: PeriodRecord | null,
	fiscalYearStartMonth: number
): PartState {
	const latest = kpi.measurements.at(-1);
	if (period === null) return latest === undefined ? notDue : knownState;
	const ended = latestEnded(kpi.frequency, period.endsOn, fiscalYearStartMonth);
	const oldest = periodFrom(kpi.frequency, ended.startsOn, fiscalYearStartMonth, -1);
	if (latest !== undefined && latest.measuredOn >= oldest.startsOn) return knownState;
	const isBeforeFirst = latest === undefined && ended.endsOn <= (kpi.baselineOn ?? '');
	return isBeforeFirst ? notDue : { state: 'missing', reason: 'not_measured' };
}
