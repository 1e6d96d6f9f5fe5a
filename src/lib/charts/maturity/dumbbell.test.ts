import { expect, test } from 'vitest';
import { dumbbell, placeOf } from './dumbbell.ts';

const range = { lowest: 1, highest: 5 };

test('values lie between the lowest and the highest level', () => {
	expect([1, 3, 5, 9].map((value) => placeOf(value, range))).toEqual([0, 0.5, 1, 1]);
	expect(placeOf(2, { lowest: 2, highest: 2 })).toBe(0.5);
});

test('what moved is drawn from its left end, and says whether it fell', () => {
	expect(dumbbell({ from: 2, to: 4 }, range)).toEqual({
		...{ from: 0.25, to: 0.75, fell: false },
		between: { from: 0.25, width: 0.5 }
	});
	expect(dumbbell({ from: 4, to: 2 }, range)).toMatchObject({
		...{ fell: true, between: { from: 0.25, width: 0.5 } }
	});
});

test('what is not known is not drawn, and nothing lies between', () => {
	expect(dumbbell({ from: null, to: 3 }, range)).toEqual({
		...{ from: null, to: 0.5, between: null, fell: false }
	});
	expect(dumbbell({ from: 3, to: 3 }, range).between).toBeNull();
});
