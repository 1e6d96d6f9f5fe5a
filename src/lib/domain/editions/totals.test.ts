import { expect, test } from 'vitest';
import { totalOn } from './totals.ts';
import { fromTheBeginning } from '../records/dates.ts';

const total = (asOf: string, revision: number, amount: bigint | null) => ({
	...{ asOf, revision, amount }
});
const totals = [
	total(fromTheBeginning, 1, 100n),
	total('2026-01-01', 4, 200n),
	total('2026-01-01', 6, 250n),
	total('2026-07-01', 5, null)
];
const amountOn = (on: string, known = Infinity) => totalOn(totals, { on, known })?.amount;

test('a total holds from its day until the next, and its correction from the same day', () => {
	expect(amountOn('2025-12-31')).toBe(100n);
	expect(amountOn('2026-01-01')).toBe(250n);
	expect(amountOn('2026-06-30')).toBe(250n);
});

test('what was not known then does not count', () => {
	expect(amountOn('2026-06-30', 5)).toBe(200n);
	expect(amountOn('2026-06-30', 3)).toBe(100n);
	expect(amountOn('2026-06-30', 0)).toBeUndefined();
});

test('a total that was taken back is not set, which is not zero', () => {
	expect(amountOn('2026-07-01')).toBeNull();
});
