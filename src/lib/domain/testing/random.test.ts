import { expect, test } from 'vitest';
import { drawsOf, randomOf } from './random.ts';

const many = <Value>(draw: () => Value) => Array.from({ length: 20_000 }, draw);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('a stream depends on its name alone', () => {
	const [one, again, other] = ['a', 'a', 'b'].map((name) => many(randomOf(name)));
	expect(one).toEqual(again);
	expect(one).not.toEqual(other);
});

test('draws have the mean and the spread that they are asked for', () => {
	const draws = drawsOf('test');
	expect(mean(many(() => draws.between(2, 6)))).toBeCloseTo(4, 1);
	expect(mean(many(() => draws.waiting(2)))).toBeCloseTo(2, 1);
	const normal = many(() => draws.normal(3, 2));
	expect(mean(normal)).toBeCloseTo(3, 1);
	expect(Math.sqrt(mean(normal.map((value) => (value - 3) ** 2)))).toBeCloseTo(2, 1);
	expect(new Set(many(() => draws.whole(1, 3)))).toEqual(new Set([1, 2, 3]));
});
