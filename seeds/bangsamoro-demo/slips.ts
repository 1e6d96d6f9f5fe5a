import type { IsoDate } from '#lib/domain/records/records.ts';
import type { SlippageCause } from '#lib/domain/records/vocabulary.ts';
import type { Slips } from './files.ts';
import { quarterOf } from './quarters.ts';

/** What the report of a late activity names. */
export interface Slip {
	cause: SlippageCause;
	/** The day by which it was then expected to end. */
	recoveryOn: IsoDate;
	/** The cause in words, in the first report that names it. */
	words: string | null;
	/** The same in every report that names it; null: it has no words. */
	because: string | null;
}

/**
 * What an activity's report on a day names, if it is late then.
 *
 * @param written of the activity, in the order of their quarters
 * @param lateBefore the days of the earlier reports in which it was late
 */
export function slipOn(written: Slips[string], day: IsoDate, lateBefore: IsoDate[]): Slip | null {
	const begun = Object.entries(written)
		.map(([quarter, slip]) => ({ ...slip, from: quarterOf(quarter).startsOn }))
		.filter(({ from }) => from <= day);
	const latest = begun.at(-1);
	const recoveryOn = begun.findLast(({ until }) => until !== undefined)?.until;
	if (latest === undefined || recoveryOn === undefined) return null;
	const isSaid = lateBefore.some((before) => before >= latest.from);
	const because = latest.because ?? null;
	return { cause: latest.cause, recoveryOn, words: isSaid ? null : because, because };
}
