import { expect, test } from 'vitest';
import { Remade } from './remade.ts';

test('a value stays the same one until something that it is made of is another', () => {
	const sums = new Remade<{ base: number }, { sum: number }>();
	const [one, other] = [{ base: 1 }, { base: 1 }];
	const sum = (of: typeof one, more: number) =>
		sums.make(of, [more], () => ({ sum: of.base + more }));
	const first = sum(one, 2);
	expect(first).toEqual({ sum: 3 });
	expect(sum(one, 2)).toBe(first);
	expect(sum(other, 2)).not.toBe(first);
	expect(sum(one, 3)).toEqual({ sum: 4 });
	expect(sum(one, 2)).not.toBe(first);
});
