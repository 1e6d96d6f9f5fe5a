import { expect, test } from 'vitest';
import { closed, turnsDirection } from './bidi.ts';

const [rlo, lri, rle, pdf, pdi] = ['\u202E', '\u2066', '\u202B', '\u202C', '\u2069'];

test.each([
	['plain', 'plain'],
	['שלום', 'שלום'],
	[`a${rlo}b`, `a${rlo}b${pdf}`],
	[`a${rlo}b${pdf}`, `a${rlo}b${pdf}`],
	[`${lri}a`, `${lri}a${pdi}`],
	[`${lri}${rlo}a`, `${lri}${rlo}a${pdf}${pdi}`],
	[`${lri}${rlo}a${pdi}b`, `${lri}${rlo}a${pdi}b`],
	[`${rlo}${lri}a${pdi}`, `${rlo}${lri}a${pdi}${pdf}`],
	[`${rle}a\n${rlo}b`, `${rle}a${pdf}\n${rlo}b${pdf}`],
	[`${pdi}${pdf}a${rlo}`, `${pdi}${pdf}a${rlo}${pdf}`]
])('%j is closed as %j', (text, whole) => {
	expect(closed(text)).toBe(whole);
	expect(closed(closed(text))).toBe(whole);
});

test('only these signs turn a direction', () => {
	expect(turnsDirection('שלום, مرحبا')).toBe(false);
	expect(turnsDirection(`a${rlo}`)).toBe(true);
});

test('a hostile text is closed at once', () => {
	expect(closed(rlo.repeat(100_000)).length).toBe(200_000);
});
