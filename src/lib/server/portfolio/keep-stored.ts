import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../db/connect.ts';
import { storeMissing } from './summaries.ts';

// who waits for the first page goes first
const startsAfterMilliseconds = 2_000;
// on the day after reports were due all plans show another period at once, and nobody should wait for that
const againAfterMilliseconds = 600_000;
const pauseMilliseconds = 20;

/** Has the summaries that are missing reckoned after a start and every ten minutes, until the signal ends it. */
export async function keepStored(db: Db, present: () => Date, end: AbortSignal): Promise<void> {
	const pause = (milliseconds: number) =>
		wait(milliseconds, undefined, { signal: end, ref: false });
	let next = startsAfterMilliseconds;
	while (!end.aborted) {
		try {
			await pause(next);
			await storeMissing(db, present(), () => pause(pauseMilliseconds));
		} catch {
			// the end, or a database that is away: what is missing then is reckoned by who asks for it
		}
		next = againAfterMilliseconds;
	}
}
