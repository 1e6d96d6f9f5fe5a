import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

const failing = () => Promise.reject(new Error('must not be made'));

test('a value is made once for all who ask under the same key', async () => {
	const kept = new Kept<object>(10);
	const [first, second] = [
		kept.get(['1', '7'], () => Promise.resolve({})),
		kept.get(['1', '7'], failing)
	];
	expect(await second).toBe(await first);
	await expect(kept.get(['1', '8'], failing)).rejects.toThrow('must not be made');
});

test('what failed is made again', async () => {
	const kept = new Kept<number>(10);
	await expect(kept.get(['1'], failing)).rejects.toThrow('must not be made');
	expect(await kept.get(['1'], () => Promise.resolve(2))).toBe(2);
});

test('the oldest go first', async () => {
	const kept = new Kept<number>(2);
	for (const value of [1, 2, 3]) await kept.get([String(value)], () => Promise.resolve(value));
	expect(await kept.get(['3'], failing)).toBe(3);
	await expect(kept.get(['1'], failing)).rejects.toThrow('must not be made');
});
