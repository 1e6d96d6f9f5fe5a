import { expect, test } from 'vitest';
import type { Db } from './connect.ts';
import { together } from './together.ts';

const one = {} as Db;
const other = {} as Db;

test('questions of one moment are one question, each answered with its own', async () => {
	const asked: [Db, string[]][] = [];
	const ask = together(async (db, keys) => {
		asked.push([db, keys]);
		return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, key.length]));
	});
	const answers = [ask(one, 'goal'), ask(one, 'unknown'), ask(one, 'goal'), ask(other, 'plan!')];
	expect(await Promise.all(answers)).toEqual([4, undefined, 4, 5]);
	expect(asked).toEqual([
		[one, ['goal', 'unknown']],
		[other, ['plan!']]
	]);
});

test('a question that comes while an answer is under way is asked anew', async () => {
	let revision = 0;
	let answering = () => {};
	const ask = together(async (_, keys) => {
		const read = revision;
		await new Promise<void>((resolve) => (answering = resolve));
		return new Map(keys.map((key) => [key, read]));
	});
	const before = ask(one, 'plan');
	await new Promise((started) => setImmediate(started));
	revision = 1;
	const after = ask(one, 'plan');
	answering();
	expect(await before).toBe(0);
	await new Promise((started) => setImmediate(started));
	answering();
	expect(await after).toBe(1);
});

test('a failure reaches all who asked, and the next question is asked again', async () => {
	let away = true;
	const ask = together(async (_, keys) => {
		if (away) throw new Error('away');
		return new Map(keys.map((key) => [key, key]));
	});
	const answers = await Promise.allSettled([ask(one, 'a'), ask(one, 'b')]);
	expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	away = false;
	expect(await ask(one, 'a')).toBe('a');
});
