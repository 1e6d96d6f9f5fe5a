import { expect, test } from 'vitest';
import { charactersOf, fontFaces, fonts } from './fonts.ts';

test('a range is read as a style reads it', () => {
	expect(charactersOf('U+0041-0043, U+20AC')).toBe('ABC€');
});

test.each(fonts)('each character of $family is in one part', ({ parts }) => {
	const all = parts.flatMap(({ range }) => [...charactersOf(range)]);
	expect(new Set(all).size).toBe(all.length);
});

test('names are written in one part or two, amounts with their currency', () => {
	const [sans] = fonts;
	const partsOf = (text: string) =>
		sans!.parts
			.filter(({ range }) => [...text].some((one) => charactersOf(range).includes(one)))
			.map(({ name }) => name);
	expect(partsOf('“Don’t know” · 40 %')).toEqual(['basic']);
	expect(partsOf('Peña')).toEqual(['basic', 'western']);
	expect(partsOf('₱ 1,000')).toEqual(['basic', 'currencies']);
});

test('each part is a face of its own, shown in another font until it is there', () => {
	expect(fontFaces().match(/font-display: swap/g)).toHaveLength(6);
});
