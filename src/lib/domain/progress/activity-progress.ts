/** How far one activity is on a day, and how far it was planned to be (rules 4 and 6). */
import { dayNumber } from '../records/dates.ts';
import type { ElementRecord, IsoDate, MilestoneRecord, UpdateRecord } from '../records/records.ts';
import type { ReckoningDay } from './reckoning-day.ts';

/**
 * Why an activity counts as it does.
 * - `known`: a value of the latest period due or later, or completed; before any is due, any value.
 * - `carried`: silent since; the last value is carried on, and not covered.
 * - `unknown`: due and never reported, or without dates that would say when it is due.
 * - `not_due`: nothing is due yet: nothing is done, and that is known.
 * - `not_applicable`, `cancelled`: leave all sums.
 */
export const activityStates = [
	'known',
	'carried',
	'unknown',
	'not_due',
	'not_applicable',
	'cancelled'
] as const;
export type ActivityState = (typeof activityStates)[number];

export interface ActivityProgress {
	state: ActivityState;
	/** As reported: 0…1, and above where more was done than planned; null: unknown. */
	done: number | null;
	/** 0…1; null without dates, and where it does not count. */
	planned: number | null;
	/** The update that says so; null: none does. */
	update: UpdateRecord | null;
	/** Whether its value is of the latest period due, or nothing is due. */
	covered: boolean;
}

/** What of an update says how far the activity is. */
type Reported = Pick<UpdateRecord, 'asOf' | 'delivery' | 'physicalPercent'>;

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

/**
 * The milestones that count for what an update says: one that an amendment brought counts from the
 * first update whose day is the amendment's or later.
 */
export function countedMilestones(
	milestones: MilestoneRecord[],
	{ asOf }: Pick<UpdateRecord, 'asOf'>
): MilestoneRecord[] {
	const isNew = ({ since }: MilestoneRecord) => since != null && since > asOf;
	return milestones.some(isNew) ? milestones.filter((one) => !isNew(one)) : milestones;
}

/**
 * What an update says is done by a day: the weighted share of milestones reached where the activity
 * has some that count, else the reported percent ÷ 100, not clamped. Where no percent was reported, not started
 * is 0 and completed is 1; null: it does not say.
 */
export function reportedShare(
	{ milestones }: Pick<ElementRecord, 'milestones'>,
	update: Reported,
	on: IsoDate
): number | null {
	const counted = countedMilestones(milestones, update);
	if (counted.length > 0) return milestoneShare(counted, 'reachedOn', on);
	if (update.physicalPercent !== null) return update.physicalPercent / 100;
	if (update.delivery === 'not_started') return 0;
	return update.delivery === 'completed' ? 1 : null;
}

/** Days since the start ÷ days from start to end: 0 up to the start and 1 from the end on. */
export function linearShare(start: number, end: number, day: number): number {
	if (day >= end) return 1;
	return day <= start ? 0 : (day - start) / (end - start);
}

type Planned = Pick<ElementRecord, 'milestones' | 'plannedStart' | 'plannedEnd'>;
export type PlannedCurve = (day: Pick<ReckoningDay, 'on' | 'number'>) => number | null;

/**
 * Planned progress as a function of the day: steps at the planned milestones, else linear between the
 * planned dates; null without them. It needs no report.
 */
export function plannedCurve({ milestones, plannedStart, plannedEnd }: Planned): PlannedCurve {
	if (milestones.length > 0) {
		if (milestones.some(({ plannedOn }) => plannedOn === null)) return () => null;
		return ({ on }) => milestoneShare(milestones, 'plannedOn', on);
	}
	if (plannedStart === null || plannedEnd === null) return () => null;
	const [start, end] = [dayNumber(plannedStart), dayNumber(plannedEnd)];
	return ({ number }) => linearShare(start, end, number);
}

/** The last update that speaks of a day or an earlier one; updates ascend by day, one each. */
export function latestUpdate(updates: UpdateRecord[], on: IsoDate): UpdateRecord | null {
	for (let at = updates.length - 1; at >= 0; at -= 1) {
		const update = updates[at]!;
		if (update.asOf <= on) return update;
	}
	return null;
}

/** @param isSaid whether the update says how far it is */
function stateOf(
	{ applicable, plannedStart: begins }: ElementRecord,
	update: UpdateRecord | null,
	isSaid: boolean,
	{ on, due, hasPeriods }: ReckoningDay
): ActivityState {
	if (!applicable) return 'not_applicable';
	if (update?.delivery === 'cancelled') return 'cancelled';
	const isDue = due !== null && (begins === null || begins <= due.endsOn);
	if (update === null || !isSaid) {
		const hasBegun = begins === null || (!hasPeriods && begins <= on);
		return isDue || hasBegun ? 'unknown' : 'not_due';
	}
	const isSilent = isDue && update.delivery !== 'completed' && update.asOf < due.startsOn;
	return isSilent ? 'carried' : 'known';
}

/**
 * How far an activity is by its latest update on a day.
 *
 * @param update the latest that speaks of the day or an earlier one
 * @param planned its planned curve
 */
export function activityProgress(
	element: ElementRecord,
	update: UpdateRecord | null,
	planned: PlannedCurve,
	day: ReckoningDay
): ActivityProgress {
	const isOut = !element.applicable || update?.delivery === 'cancelled';
	const said = isOut || update === null ? null : reportedShare(element, update, day.on);
	const state = stateOf(element, update, said !== null, day);
	return {
		state,
		done: state === 'not_due' ? 0 : said,
		planned: isOut ? null : planned(day),
		update,
		covered: state !== 'carried' && state !== 'unknown'
	};
}
