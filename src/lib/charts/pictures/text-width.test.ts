import { describe, expect, it } from 'vitest';
import { inLines, shortened, textWidth, wrapped } from './text-width.ts';

describe('textWidth', () => {
	it('knows that letters differ', () => {
		expect(textWidth('ill', 10)).toBeLessThan(textWidth('mmm', 10));
		expect(textWidth('電子政府', 10)).toBe(40);
		expect(textWidth('', 10)).toBe(0);
	});
});

describe('wrapped', () => {
	it('breaks between words and loses none', () => {
		const text = 'Common CMS guidelines runs latest, by 549 days';
		const lines = wrapped(text, 15, 120);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.join(' ')).toBe(text);
		for (const line of lines) expect(textWidth(line, 15)).toBeLessThanOrEqual(120);
	});

	it('breaks a word that no line has room for', () => {
		const lines = wrapped('Wortungetuem'.repeat(84), 15, 120);
		expect(lines.join('')).toBe('Wortungetuem'.repeat(84));
		for (const line of lines) expect(textWidth(line, 15)).toBeLessThanOrEqual(120);
	});

	it('shortens the last of as many lines as there may be', () => {
		const lines = wrapped('one two three four five six seven eight', 15, 90, 2);
		expect(lines).toHaveLength(2);
		expect(lines[1]).toMatch(/…$/);
		expect(textWidth(lines[1] ?? '', 15)).toBeLessThanOrEqual(90);
	});

	it('makes no line of nothing', () => expect(wrapped('', 15, 90)).toEqual([]));
});

it('shortens only what does not fit', () => {
	expect(shortened('short', 10, 500)).toBe('short');
	expect(shortened('a long text that does not fit', 10, 60)).toMatch(/^a long.*…$/);
});

it('sets texts one after the other, and begins a line where one has no room', () => {
	const items = ['10 Completed', '17 In progress', '1 Not reported'].map((text) => ({ text }));
	const placed = inLines(items, { size: 16, room: 320, before: 30, between: 32 });
	expect(placed.map(({ line }) => line)).toEqual([0, 0, 1]);
	expect(placed[0]?.x).toBe(0);
	expect(placed[2]?.x).toBe(0);
});
