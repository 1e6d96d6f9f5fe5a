import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distributionOf, ratioAt, typicalError, type Sample } from './distribution.ts';

const nothing = sample([], [], 0);

function sample(ended: number[], unfinished: number[] = [], activities?: number): Sample {
	return {
		ended: Float64Array.from(ended).sort(),
		unfinished: Float64Array.from(unfinished).sort(),
		activities: activities ?? ended.length + unfinished.length
	};
}

test('without unfinished work, chances are the shares of what ended', () => {
	const { ratios, chances } = distributionOf(sample([2, 1, 4, 3]), nothing);
	expect([...ratios]).toEqual([1, 2, 3, 4]);
	expect([...chances].map((chance) => chance.toFixed(6))).toEqual([
		'0.250000',
		'0.500000',
		'0.750000',
		'1.000000'
	]);
});

test('unfinished work counts as at least: the 6-MP group of Freireich et al. (1963)', () => {
	const remission = sample(
		[6, 6, 6, 7, 10, 13, 16, 22, 23],
		[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
	);
	const { ratios, chances } = distributionOf(remission, nothing);
	const lasting = new Map([...ratios].map((ratio, i) => [ratio, (1 - chances[i]!).toFixed(3)]));
	// beyond the largest that ended nothing is known, so all is laid there
	expect([...lasting]).toEqual([
		[6, '0.857'],
		[7, '0.807'],
		[10, '0.753'],
		[13, '0.690'],
		[16, '0.627'],
		[22, '0.538'],
		[23, '0.000']
	]);
});

test('samples weigh as many activities as they are of, however many ratios they have', () => {
	// one activity with two ratios beside three activities with one each
	const { weights, chances } = distributionOf(sample([1, 2], [], 1), sample([3, 4, 5]));
	expect([...weights]).toEqual([0.5, 0.5, 1, 1, 1]);
	[0.125, 0.25, 0.5, 0.75, 1].forEach((chance, i) => expect(chances[i]).toBeCloseTo(chance, 12));
});

test('two samples of the same weight are as good as one of all', () => {
	const both = distributionOf(sample([1, 3, 5], [2]), sample([2, 4], [3, 6]));
	const one = distributionOf(sample([1, 2, 3, 4, 5], [2, 3, 6]), nothing);
	expect(both.ratios).toEqual(one.ratios);
	one.chances.forEach((chance, i) => expect(both.chances[i]).toBeCloseTo(chance, 12));
});

test('the ratio at a chance is the smallest that is not exceeded with it', () => {
	const distribution = distributionOf(sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), nothing);
	expect([0.1, 0.11, 0.5, 0.9, 1].map((chance) => ratioAt(distribution, chance))).toEqual([
		1, 2, 5, 9, 10
	]);
	expect(ratioAt(distributionOf(sample([], [1, 2]), nothing), 0.5)).toBe(1);
});

test('the typical error is a factor, the same above and below', () => {
	const errorOf = (ratios: number[], middle: number) =>
		typicalError(distributionOf(sample(ratios), nothing), middle);
	expect(errorOf([1, 2, 4], 2)).toBe(2);
	expect(errorOf([2, 2, 2], 2)).toBe(1);
	// factors 1.25, 2.5, 4 and 8: half of the weight erred by 2.5 at most
	expect(errorOf([0.5, 1, 5, 10], 4)).toBe(2.5);
	expect(errorOf([], 1)).toBe(1);
});

test('chances rise from 0 to 1, and later ends of unfinished work make nothing sooner', () => {
	const ratio = fc.double({ min: 0.01, max: 20, noNaN: true });
	fc.assert(
		fc.property(
			fc.array(ratio, { minLength: 1, maxLength: 20 }),
			fc.array(fc.tuple(ratio, fc.double({ min: 0, max: 5, noNaN: true })), { maxLength: 20 }),
			fc.double({ min: 0.01, max: 0.99, noNaN: true }),
			(ended, unfinished, chance) => {
				const before = distributionOf(
					sample(
						ended,
						unfinished.map(([at]) => at)
					),
					sample([1, 2])
				);
				const after = distributionOf(
					sample(
						ended,
						unfinished.map(([at, more]) => at + more)
					),
					sample([1, 2])
				);
				before.chances.forEach((one, i) => {
					expect(one).toBeGreaterThanOrEqual(before.chances[i - 1] ?? 0);
					expect(one).toBeLessThanOrEqual(1);
				});
				expect(before.chances.at(-1)).toBe(1);
				expect(ratioAt(after, chance)).toBeGreaterThanOrEqual(ratioAt(before, chance));
			}
		)
	);
});
