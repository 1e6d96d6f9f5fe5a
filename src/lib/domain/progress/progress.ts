/** How far an activity is, and how far it was planned to be (rule 4), as shares of 1. */
import { dayNumber } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import type { ElementRecord, IsoDate, MilestoneRecord, UpdateRecord } from '../records/records.ts';

/** Which of a milestone's days is asked for. */
export type MilestoneDay = 'plannedOn' | 'reachedOn';

/** Whether a milestone was reached, or planned to be, by a day. */
export function isBy(milestone: MilestoneRecord, day: MilestoneDay, date: IsoDate): boolean {
	const on = milestone[day];
	return on !== null && on <= date;
}

/** Σ weight of milestones reached, or planned, by a day ÷ Σ weight of all of them. */
export function milestoneShare(
	milestones: MilestoneRecord[],
	day: MilestoneDay,
	date: IsoDate
): number {
	let all = 0;
	let by = 0;
	for (const milestone of milestones) {
		all += milestone.weight;
		if (isBy(milestone, day, date)) by += milestone.weight;
	}
	return by / all;
}

/** What of an update says how far the activity was. */
export type ProgressReport = Pick<UpdateRecord, 'asOf' | 'delivery' | 'physicalPercent'>;

/**
 * Actual progress by an update: the weighted share of milestones reached by the update's day where
 * the activity has some, else the reported percent ÷ 100 (not clamped). Where no percent was reported,
 * not started is 0 and completed is 1.
 */
export function reportedProgress(
	{ milestones }: Pick<ElementRecord, 'milestones'>,
	update: ProgressReport
): Knowable<number> {
	if (milestones.length > 0) return known(milestoneShare(milestones, 'reachedOn', update.asOf));
	if (update.physicalPercent !== null) return known(update.physicalPercent / 100);
	if (update.delivery === 'not_started') return known(0);
	return update.delivery === 'completed' ? known(1) : unknown('not_reported');
}

/** Actual progress by the latest update. */
export function actualProgress(element: ElementRecord): Knowable<number> {
	const { update } = element;
	return update === null ? unknown('not_reported') : reportedProgress(element, update);
}

/** Days since the start ÷ days from start to end, 0 before and 1 from the end on; for many days of one span. */
export function linearShare(start: IsoDate, end: IsoDate): (date: IsoDate) => number {
	const first = dayNumber(start);
	const days = dayNumber(end) - first;
	return (date) => {
		if (date >= end) return 1;
		return date <= start ? 0 : (dayNumber(date) - first) / days;
	};
}

/** Whether the milestones, all of them dated, are the planned curve; else it is the planned dates. */
export function hasMilestoneCurve(element: ElementRecord): boolean {
	const { milestones } = element;
	return milestones.length > 0 && milestones.every((milestone) => milestone.plannedOn !== null);
}

/**
 * Planned progress as a function of the day: steps at the planned milestones, else linear between the
 * planned dates.
 */
export function plannedCurve(element: ElementRecord): (date: IsoDate) => Knowable<number> {
	if (hasMilestoneCurve(element))
		return (date) => known(milestoneShare(element.milestones, 'plannedOn', date));
	const { plannedStart, plannedEnd } = element;
	if (plannedStart === null || plannedEnd === null) return () => unknown('dates_not_set');
	const share = linearShare(plannedStart, plannedEnd);
	return (date) => known(share(date));
}

/** Planned progress on one day; see {@link plannedCurve}. */
export function plannedProgress(element: ElementRecord, date: IsoDate): Knowable<number> {
	return plannedCurve(element)(date);
}
