import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../db/connect.ts';
import { storeMissing } from './summaries.ts';

// who waits for the first page goes first
const startsAfterMilliseconds = 2_000;
const pauseMilliseconds = 20;

/** Has the summaries that are missing reckoned after a start, until the signal ends it. */
export async function storeMissingAfterStart(db: Db, now: Date, end: AbortSignal): Promise<void> {
	const pause = (milliseconds: number) =>
		wait(milliseconds, undefined, { signal: end, ref: false });
	try {
		await pause(startsAfterMilliseconds);
		await storeMissing(db, now, () => pause(pauseMilliseconds));
	} catch {
		// the end, or a database that is away: what is missing then is reckoned by who asks for it
	}
}
