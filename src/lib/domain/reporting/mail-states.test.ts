import { expect, test } from 'vitest';
import { triedAgainIn } from './mail-states.ts';

test('what the server refuses for good is not tried again', () => {
	expect([500, 550, 554].map((answer) => triedAgainIn(1, answer))).toEqual([null, null, null]);
});

test('what may pass is tried again, later each time, and given up after some days', () => {
	const delays = Array.from({ length: 9 }, (_, at) => triedAgainIn(at + 1, 451));
	const given = delays.filter((delay) => delay !== null);
	expect(given).toEqual(given.toSorted((a, b) => a - b));
	expect(new Set(given).size).toBe(given.length);
	expect(delays.slice(given.length)).toEqual([null, null]);
	expect(triedAgainIn(1, undefined)).toBe(60_000);
});
