/**
 * Reads a file in a thread of its own, with bounds on its memory and time: what somebody sends can
 * end that thread, and nothing else.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FileRefused, type FileFault } from './refused.ts';

/** What the thread answers. */
export type Answer<T> = { value: T } | { fault: FileFault; detail: string };

const readingLimits = {
	/** Megabytes of objects; bytes of files lie outside. */
	memory: 200,
	milliseconds: 20_000,
	/** Threads that read at once; further files wait. */
	threads: 2
};

/**
 * The thread's own beginning, `worker.ts` in a folder beside this one. The build makes an entry of
 * each (vite.config.ts); it runs in the project's folder.
 */
export function workerOf(folder: string): URL {
	return import.meta.url.endsWith('.ts')
		? new URL(`../${folder}/worker.ts`, import.meta.url)
		: pathToFileURL(resolve('build', 'server', `${folder}-worker.js`));
}

let reading = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (reading >= readingLimits.threads) await new Promise<void>((begin) => waiting.push(begin));
	else reading += 1;
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		// the turn is handed on, so that nobody who comes now takes it first
		if (next) next();
		else reading -= 1;
	}
}

/** The fault in what ended a thread. */
function faultOf(error: unknown): FileRefused {
	const code = (error as NodeJS.ErrnoException).code;
	if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new FileRefused('too_much_memory');
	return new FileRefused('damaged', error instanceof Error ? error.message : String(error));
}

function ask<T>(worker: URL, task: unknown, milliseconds: number): Promise<T> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(worker, {
			workerData: task,
			// a reader has no business with keys and addresses, nor with this process's flags
			env: {},
			execArgv: [],
			stdout: true,
			stderr: true,
			resourceLimits: { maxOldGenerationSizeMb: readingLimits.memory }
		});
		// libraries complain there of what they read
		thread.stdout.resume();
		thread.stderr.resume();
		const end = (settle: () => void) => {
			clearTimeout(clock);
			settle();
			void thread.terminate();
		};
		const clock = setTimeout(() => end(() => reject(new FileRefused('too_slow'))), milliseconds);
		thread.once('message', (answer: Answer<T>) =>
			end(() =>
				'value' in answer
					? resolve(answer.value)
					: reject(new FileRefused(answer.fault, answer.detail))
			)
		);
		thread.once('error', (error) => end(() => reject(faultOf(error))));
		thread.once('exit', () => end(() => reject(new FileRefused('damaged', 'no answer'))));
	});
}

/**
 * What a worker ({@link workerOf}, written with `answerApart`) makes of a task, which is copied to it.
 *
 * @throws FileRefused with the worker's fault, `too_much_memory`, `too_slow`, or `damaged` for
 * anything else that ends it.
 */
export function readApart<T>(
	worker: URL,
	task: unknown,
	milliseconds = readingLimits.milliseconds
): Promise<T> {
	return inTurn(() => ask<T>(worker, task, milliseconds));
}
