import { describe, expect, it } from 'vitest';
import { weightedSums } from './derivation-sums.ts';

const known = { state: 'known' } as const;
const missing = { state: 'missing', reason: 'not_reported' } as const;

describe('weightedSums', () => {
	it('leaves what is missing out of both sums', () => {
		const inputs = [
			{ state: known, weight: 3, counted: 0.5 },
			{ state: missing, weight: 1, counted: null }
		];
		expect(weightedSums(inputs)).toEqual({ products: 1.5, weights: 3 });
	});

	it('has none where nothing is weighted', () => {
		expect(weightedSums([{ state: known, weight: null, counted: 1 }])).toBeNull();
		expect(weightedSums([])).toBeNull();
	});
});
