import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
	optionalDate,
	optionalDecimal,
	optionalMoney,
	parseRows,
	rowCount,
	rowsOf,
	versionOf,
	words
} from './typed.ts';

const title = words(5, () => 'missing');
const accepts = (schema: v.GenericSchema, text: string) => v.safeParse(schema, text).success;

test('words must be there, fit, and be storable', () => {
	expect(v.parse(title, 'abcde')).toBe('abcde');
	for (const text of ['', 'abcdef', 'a\0b']) expect(accepts(title, text)).toBe(false);
});

test('what may be left out is null when empty, never zero', () => {
	expect(v.parse(optionalDecimal(), '')).toBeNull();
	expect(v.parse(optionalMoney, '')).toBeNull();
	expect(v.parse(optionalDate, '')).toBeNull();
	expect(v.parse(optionalDecimal(), '0')).toBe('0');
	expect(v.parse(optionalMoney, '0')).toBe(0n);
});

test('numbers, money and days are not guessed at', () => {
	for (const text of ['1,5', 'many', '1e9']) expect(accepts(optionalDecimal(), text)).toBe(false);
	for (const text of ['-1', '1.234', '9'.repeat(40)])
		expect(accepts(optionalMoney, text)).toBe(false);
	for (const text of ['2027-02-29', '29.2.2028']) expect(accepts(optionalDate, text)).toBe(false);
	expect(v.parse(optionalMoney, '2,000,000.50')).toBe(200_000_050n);
});

test('a number of too many digits is too large, not no number', () => {
	for (const schema of [optionalDecimal(), optionalMoney])
		expect(v.safeParse(schema, '9'.repeat(20)).issues?.[0].message).toBe(
			'This number is too large.'
		);
	expect(v.parse(optionalDecimal(), '1,000,000,000,000')).toBe('1000000000000');
});

test('a repeated group is read row by row, in order, and only that group', () => {
	const values = {
		'row-10-a': 'x',
		'row-2-a': 'y',
		'row-2-b': 'z',
		'other-0-a': '',
		'row-x-a': '',
		'row-999-a': ''
	};
	expect(rowsOf(values, 'row')).toEqual([
		{ index: 2, values: { a: 'y', b: 'z' } },
		{ index: 10, values: { a: 'x' } }
	]);
	expect(rowCount(values, 'row', 2)).toBe(13);
	expect(rowCount({}, 'row', 2)).toBe(2);
});

test('an error in a row has the name of its field', () => {
	const parsed = parseRows(v.object({ a: title }), 'row', [{ index: 3, values: { a: '' } }]);
	expect(parsed).toEqual({ outputs: [], errors: { 'row-3-a': 'missing' } });
});

test('a form without a version is taken for the oldest', () => {
	expect(versionOf({ version: '12' })).toBe(12);
	for (const version of ['', '1.5', '-1', 'x']) expect(versionOf({ version })).toBe(0);
});
