/** Times in which the database does not answer: a line in the log when one begins and when it ends. */
import { randomUUID } from 'node:crypto';

/** A time in which the database does not answer, or not in time, and what was refused in it. */
interface Outage {
	/** Shown on each page that was refused. */
	reference: string;
	began: number;
	latest: number;
	refused: number;
}

let outage: Outage | undefined;

/**
 * What a request is answered with that the database did not answer; the log says once that it began,
 * however many are refused.
 *
 * @param words why, as the log may hold it
 */
export function refusedMeanwhile(words: string): App.Error {
	if (!outage) {
		const now = Date.now();
		outage = { reference: randomUUID().slice(0, 8), began: now, latest: now, refused: 0 };
		const [first] = words.split('\n');
		console.error(`[${outage.reference}] The database does not answer: ${first}`);
	}
	outage.latest = Date.now();
	outage.refused += 1;
	return { status: 503, message: 'unavailable', reference: outage.reference };
}

const looksEveryMilliseconds = 1_000;
const quietMilliseconds = 3_000;

/** Says once that the database answers again, when it does and nothing was refused for a while. */
export async function watchOutages(
	answers: () => Promise<boolean>,
	end: AbortSignal
): Promise<void> {
	while (!end.aborted) {
		await new Promise((done) => setTimeout(done, looksEveryMilliseconds).unref());
		if (!outage || Date.now() - outage.latest < quietMilliseconds || !(await answers())) continue;
		const { reference, began, refused } = outage;
		const seconds = Math.round((Date.now() - began) / 1_000);
		console.error(
			`[${reference}] The database answers again, after ${seconds} s; refused meanwhile: ${refused}.`
		);
		outage = undefined;
	}
}
