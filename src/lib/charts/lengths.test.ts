import { describe, expect, it } from 'vitest';
import { along, within } from './lengths.ts';

describe('a share of a width', () => {
	it('is written as SVG takes it, no longer than need be', () => {
		expect([0, 0.5, 1, 1 / 3, 0.00001].map(along)).toEqual(['0%', '50%', '100%', '33.33%', '0%']);
	});

	it('is kept within the drawing', () => {
		expect([-0.2, 0.4, 1.3].map(within)).toEqual([0, 0.4, 1]);
	});
});
