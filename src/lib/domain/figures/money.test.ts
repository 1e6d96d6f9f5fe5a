import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	balanceTotal,
	groupedText,
	moneyFigures,
	moneyText,
	parseMoney,
	shareFigure,
	stageErrors,
	totalFigure
} from './money.ts';
import { known, unknown } from '../records/known.ts';
import { sampleLine } from '../testing/sample-records.ts';

test.each([
	['20000000', 20_000_000_00n],
	['0.5', 50n],
	['-12.34', -12_34n],
	['999999999999999999.99', 99999999999999999999n]
])('%s is an amount', (text, amount) => {
	expect(parseMoney(text)).toBe(amount);
});

test.each(['', '1.234', '1,23', '1,234', '1e6', '₱5', '5 000', '.5', '5.'])(
	'%s is refused rather than guessed at',
	(text) => {
		expect(parseMoney(text)).toBeNull();
	}
);

test('an amount survives being written and read', () => {
	fc.assert(
		fc.property(fc.bigInt(), (amount) => {
			expect(parseMoney(moneyText(amount))).toBe(amount);
			expect(parseMoney(groupedText(amount).replaceAll(',', ''))).toBe(amount);
		})
	);
	expect(moneyText(-5n)).toBe('-0.05');
	expect(groupedText(20_000_000_50n)).toBe('20,000,000.50');
	expect(groupedText(-1_000_00n)).toBe('-1,000.00');
});

const one = sampleLine('1', 'a', {
	appropriation: 100n,
	allotment: 80n,
	obligation: 50n,
	disbursement: 0n
});
const other = sampleLine('2', 'b', { appropriation: 40n });

test('totals keep "not set" apart from 0', () => {
	const { stages } = moneyFigures([one, other]);
	expect(stages.appropriation).toEqual({ sum: 140n, set: 2, lines: 2 });
	expect(stages.disbursement).toEqual({ sum: 0n, set: 1, lines: 2 });
	expect(moneyFigures([]).stages.appropriation).toEqual({ sum: 0n, set: 0, lines: 0 });
	expect(totalFigure('disbursement', stages.disbursement)).toEqual(known(0n));
	expect(totalFigure('allotment', moneyFigures([other]).stages.allotment)).toEqual(
		unknown('not_set')
	);
	expect(totalFigure('obligation', moneyFigures([other]).stages.obligation)).toEqual(
		unknown('not_reported')
	);
});

test('a balance is over the lines where both of its stages are set', () => {
	const figures = moneyFigures([one, other]);
	expect(balanceTotal(figures, 'unreleased')).toEqual({ sum: 20n, set: 1, lines: 2 });
	expect(balanceTotal(figures, 'unobligated')).toEqual({ sum: 30n, set: 1, lines: 2 });
	expect(balanceTotal(figures, 'unpaid')).toEqual({ sum: 50n, set: 1, lines: 2 });
});

test('a share has the same lines above and below', () => {
	const figures = moneyFigures([one, other]);
	expect(shareFigure(figures, 'released_share')).toEqual(known(0.8));
	expect(shareFigure(figures, 'obligated_share')).toEqual(known(0.625));
	expect(shareFigure(figures, 'spent_of_allotment')).toEqual(known(0));
	expect(shareFigure(moneyFigures([other]), 'released_share')).toEqual(unknown('not_set'));
	expect(shareFigure(moneyFigures([other]), 'paid_share')).toEqual(unknown('not_reported'));
	const nothing = sampleLine('3', 'c', { appropriation: 0n, allotment: 0n });
	expect(shareFigure(moneyFigures([nothing]), 'released_share')).toEqual(
		unknown('denominator_is_zero')
	);
});

test('a line that comes by two goals counts once', () => {
	expect(moneyFigures([one, other, one]).stages.appropriation.sum).toBe(140n);
});

test('totals of parts add up to the total of all', () => {
	expect(moneyFigures([], [moneyFigures([one]), moneyFigures([other])])).toEqual(
		moneyFigures([one, other])
	);
});

test('a stage that exceeds the one before is an error, even past one that is not set', () => {
	expect(stageErrors(one)).toEqual([]);
	expect(stageErrors({ ...one, allotment: 101n })).toEqual([
		{ stage: 'allotment', exceeds: 'appropriation', by: 1n }
	]);
	expect(stageErrors({ ...one, allotment: null, obligation: 130n })).toEqual([
		{ stage: 'obligation', exceeds: 'appropriation', by: 30n }
	]);
	expect(stageErrors({ ...one, disbursement: 51n })).toEqual([
		{ stage: 'disbursement', exceeds: 'obligation', by: 1n }
	]);
});
