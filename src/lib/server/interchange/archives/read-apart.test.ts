import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readApart } from './read-apart.ts';

const answering = new URL('./answer-apart.ts', import.meta.url).href;

/** A worker that reads in this way. */
async function workerThat(read: string): Promise<URL> {
	const file = join(await mkdtemp(join(tmpdir(), 'reader-')), 'worker.mjs');
	const refused = new URL('./refused.ts', import.meta.url).href;
	await writeFile(
		file,
		`import { answerApart } from '${answering}';
		import { FileRefused } from '${refused}';
		await answerApart(${read});`
	);
	return pathToFileURL(file);
}

test('a thread answers what it was asked', async () => {
	const worker = await workerThat('({ bytes }) => bytes.length');
	expect(await readApart(worker, { bytes: new Uint8Array(5) })).toBe(5);
	// more at once than there are threads: the others wait
	const answers = Array.from({ length: 7 }, (_, at) =>
		readApart(worker, { bytes: new Uint8Array(at) })
	);
	expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test.each([
	['a fault that it names', `() => { throw new FileRefused('encrypted') }`, 'encrypted'],
	['a fault that it does not know', `() => { throw new TypeError('x is undefined') }`, 'damaged'],
	[
		'all the memory',
		`() => { const all = []; for (;;) all.push(['a' + all.length]); }`,
		'too_much_memory'
	],
	['a text without end', `() => 'a'.repeat(2 ** 30)`, 'too_much_memory'],
	['an end without an answer', `() => process.exit(0)`, 'damaged'],
	['time without end', `() => { for (;;); }`, 'too_slow']
])('%s is refused, and this process goes on', async (_, read, fault) => {
	const worker = await workerThat(read);
	const patience = fault === 'too_slow' ? 300 : undefined;
	await expect(readApart(worker, {}, patience)).rejects.toMatchObject({ fault });
});

test('a thread knows none of our keys', async () => {
	process.env.TANAW_TEST_KEY = 'secret';
	expect(await readApart(await workerThat('() => Object.keys(process.env)'), {})).toEqual([]);
});
