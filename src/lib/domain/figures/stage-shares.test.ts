import { describe, expect, it } from 'vitest';
import { moneyFigures } from './money.ts';
import { sampleLine } from '../testing/sample-records.ts';
import { shareOf, shareOfStageBefore } from './stage-shares.ts';

const money = moneyFigures([
	sampleLine('a', 'a', {
		appropriation: 40_000n,
		allotment: 20_000n,
		obligation: null,
		disbursement: 5_000n
	})
]);

describe('shares of stages', () => {
	it('divides by the stage before', () => {
		expect(shareOfStageBefore(money, 'allotment')).toEqual({ known: true, value: 0.5 });
	});

	it('is unknown where either stage is not set, and for the first', () => {
		expect(shareOfStageBefore(money, 'disbursement')).toMatchObject({ reason: 'not_reported' });
		expect(shareOfStageBefore(money, 'appropriation')).toMatchObject({ known: false });
	});

	it('skips stages on request', () => {
		expect(shareOf(money, 'disbursement', 'allotment')).toEqual({ known: true, value: 0.25 });
	});

	it('is unknown of nothing', () => {
		const none = moneyFigures([sampleLine('a', 'a', { appropriation: 0n, allotment: 0n })]);
		expect(shareOfStageBefore(none, 'allotment')).toMatchObject({ reason: 'denominator_is_zero' });
	});
});
