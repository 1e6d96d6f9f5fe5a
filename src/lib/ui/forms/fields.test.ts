import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
	amount,
	day,
	decimal,
	money,
	number,
	optionalOneOf,
	percent,
	versionOf,
	words
} from './fields.ts';
import { parseFields } from './form-state.ts';

const title = words(5, () => 'missing');
const pesos = amount('PHP');
const accepts = (schema: v.GenericSchema, text: string) => v.safeParse(schema, text).success;
const said = (schema: v.GenericSchema, text: string) =>
	v.safeParse(schema, text).issues?.[0].message;

test('words must be there, fit, and be storable', () => {
	expect(v.parse(title, 'abcde')).toBe('abcde');
	for (const text of ['', 'abcdef', 'a\0b']) expect(accepts(title, text)).toBe(false);
});

test('what may be left out is null when empty, never zero', () => {
	for (const schema of [decimal(), number(), percent(2), pesos, money('PHP'), day])
		expect(v.parse(schema, '')).toBeNull();
	expect(v.parse(optionalOneOf(['a']), '')).toBeNull();
	expect(v.parse(decimal(), '0')).toBe('0');
	expect(v.parse(number(), '0')).toBe(0);
	expect(v.parse(pesos, '0')).toBe(0n);
});

test('numbers, money and days are not guessed at', () => {
	for (const text of ['1,5', 'many', '1e9', '62%']) expect(accepts(decimal(), text)).toBe(false);
	for (const text of ['-1', '1.234', '$5', '9'.repeat(40)])
		expect(accepts(pesos, text)).toBe(false);
	for (const text of ['2027-02-29', '3.2.2028']) expect(accepts(day, text)).toBe(false);
	expect(v.parse(pesos, '2,000,000.50')).toBe(200_000_050n);
	expect(v.parse(pesos, '₱6,000,000.00')).toBe(600_000_000n);
	expect(v.parse(percent(2), '62.50%')).toBe(62.5);
	expect(v.parse(day, '29.2.2028')).toBe('2028-02-29');
});

test('what can mean two things is asked about in words', () => {
	expect(said(decimal(), '2.500')).toBe(
		'This can be two numbers. If thousands are meant, write 2,500; if decimals, write 2.5.'
	);
	expect(said(day, '3/10/2026')).toBe('This can be two days: write 3 Oct 2026 or 10 Mar 2026.');
	expect(said(money('PHP'), '$5')).toContain('PHP');
	expect(said(percent(2), '45.125')).toContain('at most 2');
});

test('a number of too many digits is too large, not no number', () => {
	for (const schema of [decimal(), pesos])
		expect(said(schema, '9'.repeat(20))).toContain('too large');
	expect(v.parse(decimal(), '1,000,000,000,000')).toBe('1000000000000');
});

test('what is wrong across fields stands beside what is wrong in one, in the order of the form', () => {
	const across = () => ({ b: 'across', c: 'across' });
	const parsed = parseFields({ a: title, b: title, c: title }, { b: 'toolong', c: 'c' }, across);
	expect(parsed.ok).toBe(false);
	if (parsed.ok) return;
	expect(Object.entries(parsed.errors).map(([name]) => name)).toEqual(['a', 'b', 'c']);
	expect(parsed.errors).toMatchObject({ a: 'missing', c: 'across' });
	expect(parsed.errors['b']).not.toBe('across');
});

test('a form without a version is taken for the oldest', () => {
	expect(versionOf({ version: '12' })).toBe(12);
	for (const version of ['', '1.5', '-1', 'x']) expect(versionOf({ version })).toBe(0);
});
