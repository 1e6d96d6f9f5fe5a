import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	addMoney,
	groupedText,
	moneyFigures,
	moneyText,
	parseMoney,
	stageErrors
} from './money.ts';
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
	const figures = moneyFigures([one, other]);
	expect(figures.appropriation).toEqual({ sum: 140n, set: 2, lines: 2 });
	expect(figures.disbursement).toEqual({ sum: 0n, set: 1, lines: 2 });
	expect(figures.unreleased).toEqual({ sum: 20n, set: 1, lines: 2 });
	expect(figures.unobligated).toEqual({ sum: 30n, set: 1, lines: 2 });
	expect(figures.unpaid).toEqual({ sum: 50n, set: 1, lines: 2 });
	expect(moneyFigures([]).appropriation).toEqual({ sum: 0n, set: 0, lines: 0 });
});

test('a line that comes by two goals counts once', () => {
	expect(moneyFigures([one, other, one]).appropriation.sum).toBe(140n);
});

test('totals of parts add up to the total of all', () => {
	expect(addMoney([moneyFigures([one]), moneyFigures([other])])).toEqual(
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
