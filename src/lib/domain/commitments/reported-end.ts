/** What was reported of a commitment's end by a day. */
import { latestUpdate } from '../progress/activity-progress.ts';
import type { IsoDate, UpdateRecord } from '../records/records.ts';
import type { Commitment } from './commitment.ts';

/**
 * When an activity ended: as its latest report states, or where that names no day, the day of the first
 * of its reports in a row that call it completed. Null: it does not.
 */
function completedOn(updates: readonly UpdateRecord[], on: IsoDate): IsoDate | null {
	const said = updates.filter(({ asOf }) => asOf <= on);
	const last = said.at(-1);
	if (last?.delivery !== 'completed') return null;
	const before = said.findLastIndex(({ delivery }) => delivery !== 'completed');
	return last.actualEnd ?? said[before + 1]!.asOf;
}

/** The day on which it ended, where it had by a day. */
export function endedBy({ kind, updates, reachedOn }: Commitment, on: IsoDate): IsoDate | null {
	const ended = kind === 'activity' ? completedOn(updates, on) : reachedOn;
	return ended !== null && ended <= on ? ended : null;
}

/** The end that the latest report up to a day expects; null: none other than the planned one. */
export function declaredEnd({ kind, updates }: Commitment, on: IsoDate): IsoDate | null {
	const update = latestUpdate(updates, on);
	if (kind === 'milestone' || !update) return null;
	const isOpen = update.delivery !== 'completed' && update.delivery !== 'cancelled';
	return isOpen ? update.recoveryOn : null;
}

/** Whether the latest report up to a day calls its activity cancelled. */
export const isCancelled = ({ updates }: Commitment, on: IsoDate): boolean =>
	latestUpdate(updates, on)?.delivery === 'cancelled';

/** Whether a report up to a day speaks of the day on which it was due, or of a later one. */
export function isToldOf({ updates }: Commitment, due: IsoDate, on: IsoDate): boolean {
	const update = latestUpdate(updates, on);
	return update !== null && update.asOf >= due;
}
