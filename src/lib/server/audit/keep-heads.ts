/** Keeps the heads of the audit log while the application runs. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../db/connect.ts';
import type { Head } from '../writing/chain.ts';
import { keepHead } from './kept-heads.ts';

const everyMilliseconds = 5 * 60_000;
const oneDay = 86_400_000;

export interface KeepingHeads {
	/** The folder outside the database. */
	folder: string;
	/** Called with each head that is kept, to be sent elsewhere. */
	onKept: (head: Head) => void;
	/** Called with the newest of them once a day. */
	onDay: (head: Head) => void;
}

/** Keeps the head every five minutes, until the signal ends it; whatever fails is tried again. */
export async function keepHeads(
	db: Db,
	{ folder, onKept, onDay }: KeepingHeads,
	signal: AbortSignal
): Promise<void> {
	let sentAt = 0;
	let complained = '';
	const complain = (words: string) => {
		if (words !== complained) console.error(words);
		complained = words;
	};
	while (!signal.aborted) {
		try {
			const kept = await keepHead(db, folder);
			if (kept === 'lost')
				complain(
					'The audit log no longer holds the head that was kept last: it was cut or written anew, or ' +
						'the database is an older one. See `npm run audit -- verify`.'
				);
			else if (kept) {
				onKept(kept);
				if (Date.now() - sentAt >= oneDay) {
					onDay(kept);
					sentAt = Date.now();
				}
			}
		} catch (cause) {
			const { code = 'unknown' } = cause as { code?: string };
			complain(`The head of the audit log could not be kept: ${code}`);
		}
		await wait(everyMilliseconds, undefined, { signal, ref: false }).catch(() => {});
	}
}
