import { expect, test } from 'vitest';
import { dotAt, dotScale } from './dot-plot.ts';

test('0 is always on the scale, and so is the total', () => {
	expect(dotScale([20, 40], 60)).toEqual({ low: 0, high: 60 });
	expect(dotScale([20, 40], null)).toEqual({ low: 0, high: 40 });
	expect(dotScale([-5, -20], null)).toEqual({ low: -20, high: 0 });
	expect(dotScale([], null)).toEqual({ low: 0, high: 0 });
});

test('a value lies between the ends, also where all are 0', () => {
	const scale = dotScale([20, 40], 80);
	expect([0, 20, 80].map((value) => dotAt(scale, value))).toEqual([0, 0.25, 1]);
	expect(dotAt(dotScale([0], null), 0)).toBe(0);
});
