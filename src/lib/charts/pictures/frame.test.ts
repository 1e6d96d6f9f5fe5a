import { expect, it } from 'vitest';
import { pictureLayout, stretched, type PictureWords } from './frame.ts';
import { colours } from './palette.ts';
import { layRows, nameColumn } from './rows.ts';

const words: PictureWords = {
	title: '7 points behind',
	subtitle: 'Percent of all the work.',
	label: '',
	source: ['Source: Tanaw.', 'As of 30 Sep 2026.'],
	mark: '',
	language: 'en'
};

it('sets title, subtitle, drawing and source beneath each other', () => {
	const laid = pictureLayout(words, 200);
	expect(laid.title.y).toBeLessThan(laid.subtitle.y);
	expect(laid.subtitle.y).toBeLessThan(laid.drawing);
	expect(laid.rule).toBeGreaterThan(laid.drawing + 200);
	expect(laid.source.y).toBeGreaterThan(laid.rule);
	expect(laid.height).toBeGreaterThan(laid.source.y + laid.source.line);
});

it('makes room for a mark and for long titles', () => {
	const plain = pictureLayout(words, 200);
	const marked = pictureLayout({ ...words, mark: 'Demonstration' }, 200);
	expect(marked.height - plain.height).toBe(marked.mark.height);
	const long = pictureLayout({ ...words, title: 'seven points behind '.repeat(10) }, 200);
	expect(long.title.text.length).toBeGreaterThan(1);
	expect(long.height).toBeGreaterThan(plain.height);
});

it('stretches a path of lines in both directions', () => {
	expect(stretched('M0,214L500.5,100Z', 0.822, 1.5)).toBe('M0,321L411.41,150Z');
	expect(stretched('', 2, 2)).toBe('');
});

it('takes its colours from the tokens of the light scheme', () => {
	for (const colour of Object.values(colours)) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
	expect(colours.paper).not.toBe(colours.ink);
});

it('gives a row as much height as its name needs', () => {
	const rows = [
		{ code: '1', title: 'Short', note: '' },
		{ code: 'O1.1.K1', title: 'A name that goes on and on over lines', note: 'services' }
	];
	const { rows: laid, height } = layRows(rows, { top: 26, room: 120, least: 24 });
	expect(laid[0]?.y).toBe(26);
	expect(laid[1]?.y).toBe(26 + (laid[0]?.height ?? 0));
	expect(laid[1]?.height).toBeGreaterThan(laid[0]?.height ?? 0);
	expect(height).toBe((laid[1]?.y ?? 0) + (laid[1]?.height ?? 0));
	expect(nameColumn(rows)).toBeGreaterThan(nameColumn(rows.slice(0, 1)));
});
