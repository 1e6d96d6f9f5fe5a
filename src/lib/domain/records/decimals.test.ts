import { expect, test } from 'vitest';
import { parseDecimal, plainDecimal } from './decimals.ts';

test.each([
	['5', '5'],
	[' 1,010.50 ', '1010.5'],
	['1010.500', '1010.5'],
	['-0.0', '0'],
	['−3', '-3'],
	['007', '7'],
	['99.5', '99.5']
])('%s is %s', (typed, decimal) => expect(parseDecimal(typed)).toBe(decimal));

test.each([
	'',
	'1,5',
	'1.',
	'.5',
	'1e3',
	'Infinity',
	'0x10',
	'1 000',
	'1,0000',
	'1.1234567',
	'12a'
])('“%s” is not guessed at', (typed) => expect(parseDecimal(typed)).toBeNull());

test('hostile text is refused at once', () => {
	expect(parseDecimal('1,'.repeat(50_000))).toBeNull();
});

test('what a numeric column gives loses only zeros that say nothing', () => {
	expect(plainDecimal('100.00')).toBe('100');
	expect(plainDecimal('-1.250')).toBe('-1.25');
});
