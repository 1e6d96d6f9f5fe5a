import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDay } from './days.ts';
import { entryLanguages } from './languages.ts';

test.each([
	['2026-10-30', '2026-10-30'],
	[' 2026-10-30 ', '2026-10-30'],
	['30 Oct 2026', '2026-10-30'],
	['30\u00a0October  2026', '2026-10-30'],
	['30-Oct-2026', '2026-10-30'],
	['Oct. 30, 2026', '2026-10-30'],
	['october 30 2026', '2026-10-30'],
	['1 sept 2026', '2026-09-01'],
	['30/10/2026', '2026-10-30'],
	['30.10.2026', '2026-10-30'],
	['10/30/2026', '2026-10-30'],
	['10/10/2026', '2026-10-10'],
	['29.2.2028', '2028-02-29']
])('“%s” is %s', (text, value) => {
	expect(readDay(text)).toEqual({ value });
});

test.each([
	'2027-02-29',
	'31 Apr 2026',
	'30 Okt 2026',
	'30/10/26',
	'30/10-2026',
	'31/13/2026',
	'0000-01-01',
	'46325',
	'Oct 2026',
	'２０２６-10-30',
	'2026-10-30\0',
	'\ud800 Oct 2026',
	'tomorrow'
])('“%s” is no day, and not guessed at', (text) => {
	expect(readDay(text)).toEqual({ problem: 'not_a_day' });
});

test('two numbers that may each be the month are asked about', () => {
	const ambiguous = { problem: 'ambiguous_day', day: '2026-10-03', until: '2026-03-10' };
	for (const text of ['03/10/2026', '3.10.2026', '3-10-2026'])
		expect(readDay(text)).toEqual(ambiguous);
	expect(readDay('3/10/2026', 'id')).toEqual({ value: '2026-10-03' });
	expect(readDay('10/30/2026', 'id')).toEqual({ problem: 'not_a_day' });
});

test('months have names in each language', () => {
	expect(readDay('30 Oktober 2026', 'id')).toEqual({ value: '2026-10-30' });
	expect(readDay('17 Agustus 2026', 'id')).toEqual({ value: '2026-08-17' });
	expect(readDay('12 Hunyo 2026', 'fil')).toEqual({ value: '2026-06-12' });
	expect(readDay('30 Oct 2026', 'fil')).toEqual({ value: '2026-10-30' });
});

test('nothing written is nothing', () => {
	expect(readDay('')).toEqual({ value: null });
	expect(readDay('\u00a0 ')).toEqual({ value: null });
});

test('any text is read or refused, however long', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary' }),
			fc.constantFrom(...entryLanguages),
			(text, language) => {
				expect(Object.keys(readDay(text, language))).not.toEqual([]);
			}
		)
	);
	for (const part of ['1/', '1', ' ', 'Oct ', '\0', '-'])
		expect(readDay(`1${part.repeat(1_000_000)}x`)).toEqual({ problem: 'not_a_day' });
});
