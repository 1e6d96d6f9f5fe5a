import { describe, expect, it } from 'vitest';
import { slipGeometry } from './slip-bar.ts';

describe('a slip', () => {
	it('goes left from the middle where work is behind, right where it is ahead', () => {
		expect(slipGeometry(-9, 18)).toEqual({ from: 0.25, width: 0.25, behind: true });
		expect(slipGeometry(9, 18)).toEqual({ from: 0.5, width: 0.25, behind: false });
	});

	it('has no length at zero, and where nothing slipped at all', () => {
		expect([slipGeometry(0, 18).width, slipGeometry(0, 0).width]).toEqual([0, 0]);
	});

	it('stays within its drawing', () => {
		expect(slipGeometry(-40, 18)).toEqual({ from: 0, width: 0.5, behind: true });
	});
});
