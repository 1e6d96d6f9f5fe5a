/** When work was planned to end, and is expected to (rule 8). */
import { daysBetween, later } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';
import { isCounted } from './progress-sums.ts';
import type { ActivityProgress } from './activity-progress.ts';

export interface Ends {
	plannedEnd: IsoDate | null;
	/** Completed: when it ended; else the declared end, or the planned one, never before the status date. */
	expectedEnd: IsoDate | null;
}

/** The ends of one activity; neither, where it does not count. */
export function activityEnds(
	{ plannedEnd }: Pick<ElementRecord, 'plannedEnd'>,
	activity: ActivityProgress,
	asOf: IsoDate
): Ends {
	if (!isCounted(activity)) return { plannedEnd: null, expectedEnd: null };
	const { update } = activity;
	if (update?.delivery === 'completed') return { plannedEnd, expectedEnd: update.actualEnd };
	const said = update?.recoveryOn ?? plannedEnd;
	return { plannedEnd, expectedEnd: said === null ? null : later(said, asOf) };
}

const latest = (one: IsoDate | null, other: IsoDate | null): IsoDate | null =>
	one === null ? other : later(one, other);

/** The ends of a parent: with the last of its activities; expected only of those that were planned to end. */
export function lastEnds(parts: readonly Ends[]): Ends {
	return parts.reduce<Ends>(
		(last, { plannedEnd, expectedEnd }) =>
			plannedEnd === null
				? last
				: {
						plannedEnd: latest(last.plannedEnd, plannedEnd),
						expectedEnd: latest(last.expectedEnd, expectedEnd)
					},
		{ plannedEnd: null, expectedEnd: null }
	);
}

/** Days from planned to expected end, negative where early: at least as many as have passed since. */
export function daysLate({ plannedEnd, expectedEnd }: Ends): Knowable<number> {
	if (plannedEnd === null || expectedEnd === null) return unknown('dates_not_set');
	return known(daysBetween(plannedEnd, expectedEnd));
}
