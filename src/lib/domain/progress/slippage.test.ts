import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known, unknown } from '../records/known.ts';
import { clampShare, daysLate, slippage } from './slippage.ts';

test('52 % done where 63 % was planned is 11 points behind', () => {
	expect(slippage(known(0.52), known(0.63))).toMatchObject({ value: expect.closeTo(-11) });
});

test('slippage is unknown where either side is, and says which', () => {
	expect(slippage(unknown('not_reported'), known(0.5))).toEqual(unknown('not_reported'));
	expect(slippage(known(0.5), unknown('dates_not_set'))).toEqual(unknown('dates_not_set'));
});

test('slippage stays within a hundred points', () => {
	const share = fc.double({ min: -5, max: 5, noNaN: true });
	fc.assert(
		fc.property(share, share, (actual, planned) => {
			const slip = slippage(known(actual), known(planned));
			expect(slip.known && Math.abs(slip.value)).toBeLessThanOrEqual(100);
			expect(clampShare(actual)).toBeGreaterThanOrEqual(0);
		})
	);
});

test('days late count from the planned to the expected end', () => {
	expect(daysLate('2026-06-30', '2026-12-31')).toEqual(known(184));
	expect(daysLate('2026-06-30', '2026-06-29')).toEqual(known(-1));
	expect(daysLate(null, '2026-06-29')).toEqual(unknown('dates_not_set'));
});
