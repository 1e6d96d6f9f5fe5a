/** What ends the embedded server without our doing: a full disk, the kernel short of memory, a hand. */
import type { EmbeddedDatabase } from './embedded/start.ts';

const lookEveryMilliseconds = 500;
const longestPauseMilliseconds = 5_000;

/** Starts the server again whenever it has ended, until the function that is returned is called. */
export function keepRunning(
	embedded: EmbeddedDatabase,
	say: (words: string) => void
): () => Promise<void> {
	let pause = lookEveryMilliseconds;
	let timer: NodeJS.Timeout;
	let looking: Promise<void> | undefined;

	async function look(): Promise<void> {
		if (embedded.isRunning()) {
			pause = lookEveryMilliseconds;
			return;
		}
		if (pause === lookEveryMilliseconds) say('The database has ended; starting it again …');
		try {
			await embedded.start();
			say('The database is running again.');
		} catch {
			// its own words are in its log; until it comes up every request is answered with 503
			pause = Math.min(pause * 2, longestPauseMilliseconds);
		}
	}
	function lookLater(): void {
		timer = setTimeout(() => {
			looking = look().then(lookLater);
		}, pause).unref();
	}
	lookLater();
	return async () => {
		clearTimeout(timer);
		await looking;
		clearTimeout(timer);
	};
}
