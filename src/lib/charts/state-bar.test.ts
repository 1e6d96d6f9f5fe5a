import { describe, expect, it } from 'vitest';
import { segments } from './state-bar.ts';

const counts = (...all: number[]) => all.map((count) => ({ count }));
const ends = (parts: { count: number }[]) =>
	segments(parts).map(({ from, width }) => [from, width].map((share) => Math.round(share * 1000)));

describe('a stacked bar', () => {
	it('lays its parts side by side', () => {
		expect(ends(counts(1, 3))).toEqual([
			[0, 250],
			[250, 750]
		]);
	});

	it('leaves empty parts out', () => {
		expect(segments(counts(0, 5, 0)).map(({ part, width }) => [part.count, width])).toEqual([
			[5, 1]
		]);
		expect(segments(counts(0, 0))).toEqual([]);
		expect(segments([])).toEqual([]);
	});

	it('shows one of a thousand, and still fills exactly its width', () => {
		const drawn = segments(counts(1, 998, 1));
		expect(drawn[0]!.width).toBeGreaterThan(0.009);
		expect(drawn.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1);
	});
});
