import { expect, test } from 'vitest';
import { plainDecimal } from './decimals.ts';

test.each([
	['100.00', '100'],
	['-1.250', '-1.25'],
	['007.50', '7.5'],
	['-0.0', '0']
])('%s, as a numeric column gives it, loses only zeros that say nothing', (text, plain) => {
	expect(plainDecimal(text)).toBe(plain);
});

test('ever more zeros before the last digit are no ever slower work', () => {
	for (const size of [1_000, 100_000, 1_000_000])
		expect(plainDecimal(`0.${'0'.repeat(size)}1`)).toHaveLength(size + 3);
});
