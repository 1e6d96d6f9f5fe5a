import { expect, test } from 'vitest';
import type { Db } from '../db/connect.ts';
import { Kept } from './kept.ts';

const db = { isTransaction: false } as Db;

const failing = () => Promise.reject(new Error('must not be made'));

test('a value is made once for all who ask under the same key', async () => {
	const kept = new Kept<object>(10);
	const [first, second] = [
		kept.get(db, ['1', '7'], () => Promise.resolve({})),
		kept.get(db, ['1', '7'], failing)
	];
	expect(await second).toBe(await first);
	await expect(kept.get(db, ['1', '8'], failing)).rejects.toThrow('must not be made');
});

test('what failed is made again', async () => {
	const kept = new Kept<number>(10);
	await expect(kept.get(db, ['1'], failing)).rejects.toThrow('must not be made');
	expect(await kept.get(db, ['1'], () => Promise.resolve(2))).toBe(2);
});

test('the oldest go first', async () => {
	const kept = new Kept<number>(2);
	for (const value of [1, 2, 3]) await kept.get(db, [String(value)], () => Promise.resolve(value));
	expect(await kept.get(db, ['3'], failing)).toBe(3);
	await expect(kept.get(db, ['1'], failing)).rejects.toThrow('must not be made');
});

test('heavy values leave room for fewer, but the latest stays', async () => {
	const kept = new Kept<number>(10, (value) => value);
	for (const value of [4, 5, 6]) await kept.get(db, [String(value)], () => Promise.resolve(value));
	expect([4, 5, 6].map((value) => kept.has(db, [String(value)]))).toEqual([false, false, true]);
	await kept.get(db, ['11'], () => Promise.resolve(11));
	expect(kept.has(db, ['11'])).toBe(true);
	expect(kept.has(db, ['6'])).toBe(false);
});

test('two databases share nothing', async () => {
	const kept = new Kept<number>(10);
	const other = { isTransaction: false } as Db;
	expect(await kept.get(db, ['1'], () => Promise.resolve(1))).toBe(1);
	expect(await kept.get(other, ['1'], () => Promise.resolve(2))).toBe(2);
	expect(await kept.get(db, ['1'], failing)).toBe(1);
});

test('in a transaction nothing kept is read, and nothing is kept', async () => {
	const kept = new Kept<number>(10);
	const transaction = { isTransaction: true } as Db;
	expect(await kept.get(db, ['1'], () => Promise.resolve(1))).toBe(1);
	expect(await kept.get(transaction, ['1'], () => Promise.resolve(2))).toBe(2);
	expect(await kept.get(db, ['1'], failing)).toBe(1);
	expect(await kept.get(transaction, ['2'], () => Promise.resolve(3))).toBe(3);
	await expect(kept.get(db, ['2'], failing)).rejects.toThrow('must not be made');
});

test('parts that join to the same text are different keys', async () => {
	const kept = new Kept<number>(10);
	expect(await kept.get(db, ['a', 'b c'], () => Promise.resolve(1))).toBe(1);
	expect(await kept.get(db, ['a b', 'c'], () => Promise.resolve(2))).toBe(2);
});
