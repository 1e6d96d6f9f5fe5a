/** The other end of `readApart`: what a worker's file calls. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from './read-apart.ts';
import { FileRefused } from './refused.ts';

/** A list or text longer than the engine can make is refused as a range. */
const isTooLong = (error: unknown) =>
	error instanceof RangeError && /allocation|invalid \w+ length/i.test(error.message);

function refusalOf(error: unknown): FileRefused {
	if (error instanceof FileRefused) return error;
	const said = error instanceof Error ? error.message : String(error);
	return new FileRefused(isTooLong(error) ? 'too_much_memory' : 'damaged', said);
}

/** Reads the task that this thread was begun with, and answers what was read or why it was not. */
export async function answerApart<Task, T>(read: (task: Task) => Promise<T> | T): Promise<void> {
	let answer: Answer<T>;
	try {
		answer = { value: await read(workerData as Task) };
	} catch (error) {
		const { fault, message } = refusalOf(error);
		answer = { fault, detail: message };
	}
	parentPort?.postMessage(answer);
}
