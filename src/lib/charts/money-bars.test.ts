import { describe, expect, it } from 'vitest';
import { moneyShares } from './money-bars.ts';

describe('money bars', () => {
	it('share one scale, whose end is the widest', () => {
		expect(moneyShares([200, 150, 100, 0])).toEqual([1, 0.75, 0.5, 0]);
	});

	it('tell not set from zero', () => {
		expect(moneyShares([12, null, 0, null])).toEqual([1, null, 0, null]);
	});

	it('need no money at all', () => {
		expect(moneyShares([0, 0])).toEqual([0, 0]);
		expect(moneyShares([null, null])).toEqual([null, null]);
		expect(moneyShares([])).toEqual([]);
	});
});
