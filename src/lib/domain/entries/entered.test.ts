import { expect, test } from 'vitest';
import { decimals, isTooLarge, parseNumber } from './entered.ts';

test.each([
	['45', 45],
	[' 62.5 ', 62.5],
	['-3', -3],
	['1,010', 1010],
	['1,234,567.25', 1234567.25]
])('%s is a number', (text, value) => {
	expect(parseNumber(text)).toBe(value);
});

test.each([
	'12,5',
	'1.234,5',
	'1,01',
	'',
	'.5',
	'5.',
	'1e3',
	'0x1f',
	'Infinity',
	'４５',
	'45 %',
	'9'.repeat(40)
])('%s is refused, never guessed at', (text) => {
	expect(parseNumber(text)).toBeNull();
});

test('a number with too many digits is no mistake in writing it', () => {
	const texts = ['9'.repeat(20), ' 12,345,678,901,234,567.5 ', '9'.repeat(15), '12,5', 'many'];
	expect(texts.map(isTooLarge)).toEqual([true, true, false, false, false]);
});

test('decimals are counted as written', () => {
	expect([45, 45.5, 45.25, 0.1, 1e-7, 1e21].map(decimals)).toEqual([0, 1, 2, 1, 7, 0]);
});
