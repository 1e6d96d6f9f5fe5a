import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, writtenNumber, type NumberAsked } from './numbers.ts';
import { entryLanguages, writings } from './languages.ts';
import { moneyText, groupedText } from '../figures/money.ts';

const number: NumberAsked = { kind: 'number', decimals: 6 };
const percent: NumberAsked = { kind: 'percent', decimals: 2 };
const pesos: NumberAsked = { kind: 'money', decimals: 2, currency: 'PHP' };
const rupiah: NumberAsked = { kind: 'money', decimals: 2, currency: 'IDR' };

test.each([
	['45', '45'],
	[' 62.5 ', '62.5'],
	['-3', '-3'],
	['−5', '-5'],
	['–5', '-5'],
	['‑5', '-5'],
	['+62', '62'],
	['(5)', '-5'],
	['(1,234.50)', '-1234.5'],
	['62 ', '62'],
	['\t62\r\n', '62'],
	['007', '7'],
	['-0.0', '0'],
	['1,010', '1010'],
	['1,010.50', '1010.5'],
	['1,234,567.25', '1234567.25'],
	['1\u00a0234\u00a0567', '1234567'],
	['1\u2009234.5', '1234.5'],
	['1\u202f234', '1234'],
	['\u00a0\u200b62\ufeff', '62'],
	['0.125', '0.125'],
	['1234.567', '1234.567'],
	['2,500.125', '2500.125'],
	['2.3750', '2.375'],
	['1.50000000', '1.5']
])('“%s” is the number %s', (text, value) => {
	expect(readNumber(text, number)).toEqual({ value });
});

test.each([
	['62.50%', percent, '62.5'],
	['62.5 %', percent, '62.5'],
	['62\u00a0%', percent, '62'],
	['−5%', percent, '-5'],
	['(5%)', percent, '-5'],
	['(5)%', percent, '-5'],
	['62％', percent, '62'],
	['₱6,000,000.00', pesos, '6000000'],
	['PHP 6,000,000', pesos, '6000000'],
	['php\u00a06,000,000', pesos, '6000000'],
	['6,000,000 PHP', pesos, '6000000'],
	['-₱5', pesos, '-5'],
	['₱-5', pesos, '-5'],
	['(₱6,000.00)', pesos, '-6000'],
	['₱(6,000.00)', pesos, '-6000'],
	['₱ 1,250,000.50', pesos, '1250000.5']
] as const)('“%s” may be written with what it is counted in', (text, asked, value) => {
	expect(readNumber(text, asked)).toEqual({ value });
});

test.each([
	'12,5',
	'1.234,5',
	'1,01',
	'1,0000',
	'12,34,567',
	'1.234.567',
	'.5',
	'5.',
	'1e3',
	'0x1f',
	'Infinity',
	'４５',
	'1 000',
	'1,234\u00a0567',
	'--5',
	'(-5)',
	'(5',
	'()',
	'-(5)',
	'5-',
	'45 %',
	'₱5',
	'many',
	'5\0',
	'\ud800',
	'5\udfff'
])('“%s” is no number, and not guessed at', (text) => {
	expect(readNumber(text, number)).toEqual({ problem: 'not_a_number' });
});

test('three digits behind one point are asked about', () => {
	const asked = (text: string, of: NumberAsked = number) => readNumber(text, of);
	expect(asked('2.500')).toEqual({ problem: 'ambiguous_number', readings: ['2,500', '2.5'] });
	expect(asked('-12.000')).toEqual({ problem: 'ambiguous_number', readings: ['-12,000', '-12.0'] });
	expect(asked('2.375')).toEqual({ problem: 'ambiguous_number', readings: ['2,375', '2.3750'] });
	expect(asked('₱2.500', pesos)).toMatchObject({ readings: ['2,500', '2.5'] });
	for (const reading of ['2,500', '2.5', '2.3750', '-12.0'])
		expect(asked(reading)).toHaveProperty('value');
});

test('what is too long is said to be so', () => {
	expect(readNumber('9'.repeat(15), number)).toEqual({ value: '9'.repeat(15) });
	expect(readNumber('9'.repeat(20), number)).toEqual({ problem: 'number_too_large' });
	expect(readNumber('12,345,678,901,234,567.5', pesos)).toEqual({ problem: 'number_too_large' });
	expect(readNumber('1.1234567', number)).toEqual({ problem: 'too_many_decimals', most: 6 });
	expect(readNumber('1.234', pesos)).toEqual({ problem: 'too_many_decimals', most: 2 });
	// more digits than a floating-point number keeps
	const long = readNumber('123456789012345.6', number);
	expect(long).toEqual({ problem: 'too_many_decimals', most: 0 });
});

test('an amount of another currency is not taken for one of the plan’s', () => {
	for (const text of ['Rp 5', '$5', '5 USD'])
		expect(readNumber(text, pesos)).toEqual({ problem: 'other_currency', currency: 'PHP' });
	expect(readNumber('€5', pesos)).toEqual({ problem: 'not_an_amount' });
	expect(readNumber('₱5 million', pesos)).toEqual({ problem: 'not_an_amount' });
	const euros: NumberAsked = { ...pesos, currency: 'EUR' };
	expect(readNumber('EUR 5', euros)).toEqual({ value: '5' });
});

describe('other languages', () => {
	test('Indonesian puts a comma before decimals and points between thousands', () => {
		expect(readNumber('1.234.567,25', number, 'id')).toEqual({ value: '1234567.25' });
		expect(readNumber('2.500', number, 'id')).toEqual({ value: '2500' });
		expect(readNumber('Rp6.000.000,00', rupiah, 'id')).toEqual({ value: '6000000' });
		expect(readNumber('62,5%', percent, 'id')).toEqual({ value: '62.5' });
		expect(readNumber('12.5', number, 'id')).toEqual({ problem: 'not_a_number' });
		expect(readNumber('2,500', number, 'id')).toMatchObject({ readings: ['2.500', '2,5'] });
	});

	test('Filipino writes numbers as English does', () => {
		expect(readNumber('1,234.5', number, 'fil')).toEqual({ value: '1234.5' });
	});
});

test('nothing written is nothing, not 0', () => {
	for (const text of ['', ' ', '\u00a0', '\u200b']) {
		expect(readNumber(text, number)).toEqual({ value: null });
		expect(readNumber(text, pesos)).toEqual({ value: null });
	}
});

const decimal = fc
	.tuple(
		fc.boolean(),
		fc.integer({ min: 0, max: 999_999_999 }),
		fc.integer({ min: 0, max: 999_999 })
	)
	.map(([minus, whole, millionths]) => ({
		minus: minus ? '-' : '',
		text: `${whole}.${String(millionths).padStart(6, '0')}`
	}));

test('a number survives being written and read in each language', () => {
	fc.assert(
		fc.property(decimal, fc.constantFrom(...entryLanguages), ({ minus, text }, language) => {
			const written = writtenNumber(minus + text, language);
			const back = readNumber(written, number, language);
			expect(back).toHaveProperty('value');
			if ('value' in back) expect(Number(back.value)).toBe(Number(minus + text) || 0);
		})
	);
	expect(writtenNumber('2.375')).toBe('2.3750');
	expect(writtenNumber('-2.375', 'id')).toBe('-2,3750');
	expect(writtenNumber('1010.500')).toBe('1010.5');
});

test('an amount survives being written and read', () => {
	const most = 10n ** 17n - 1n;
	fc.assert(
		fc.property(fc.bigInt({ min: -most, max: most }), (amount) => {
			for (const text of [moneyText(amount), groupedText(amount)])
				expect(readNumber(text, pesos)).toHaveProperty('value');
		})
	);
});

test('any text is read or refused, and none breaks it', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({
			unit: fc.constantFrom('1', '0', ',', '.', ' ', '-', '−', '%', '₱', '\0', '\ud800')
		})
	);
	fc.assert(
		fc.property(text, fc.constantFrom(number, percent, pesos), (typed, asked) => {
			for (const language of entryLanguages) {
				const read = readNumber(typed, asked, language);
				expect(Object.keys(read)).not.toEqual([]);
				if ('value' in read && read.value !== null) expect(read.value).toMatch(/^-?\d+(\.\d+)?$/);
			}
		})
	);
});

const hostile = [
	'1,',
	',',
	'.',
	'9',
	'0',
	'1,000',
	'1.',
	' ',
	'\u00a0',
	'\u200b',
	'-',
	'₱',
	'%',
	'PHP ',
	'\0',
	'\ud800'
];

// a reading that looked again and again at what it had seen would not come back from the longest
test.each(hostile)('ever longer runs of “%s” are no ever slower work', (part) => {
	for (const size of [1_000, 30_000, 300_000]) {
		const run = part.repeat(size / part.length);
		for (const text of [run, `${run}1`, `1.${run}1`, `1${run}x`])
			for (const asked of [number, percent, pesos])
				expect(Object.keys(readNumber(text, asked))).not.toEqual([]);
	}
});

test('no language has one mark for two things', () => {
	for (const { decimal: one, thousands } of Object.values(writings))
		expect(one).not.toBe(thousands);
});
