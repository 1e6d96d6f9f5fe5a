import { expect, test } from 'vitest';
import { decimals } from './entered.ts';

test('decimals are counted as written', () => {
	expect([45, 45.5, 45.25, 0.1, 1e-7, 1e21].map(decimals)).toEqual([0, 1, 2, 1, 7, 0]);
});
