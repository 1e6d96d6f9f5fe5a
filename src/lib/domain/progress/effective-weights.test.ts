import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BudgetLineRecord, ElementRecord } from '../records/records.ts';
import type { RollUpMethod } from '../records/vocabulary.ts';
import { sampleElement, sampleLine } from '../testing/sample-records.ts';
import { costOf, effectiveWeights } from './effective-weights.ts';

const goal = (id: string, weight: number | null = 1) => sampleElement(id, 'goal', { weight });
const activity = (id: string, parentId: string, weight: number | null = 1) =>
	sampleElement(id, 'activity', { parentId, weight });

function weights(
	method: RollUpMethod,
	elements: ElementRecord[],
	{ out = [], lines = [] }: { out?: string[]; lines?: BudgetLineRecord[] } = {}
) {
	const activities = elements.filter(({ kind }) => kind === 'activity');
	const linesOf = Map.groupBy(lines, ({ elementId }) => elementId);
	const of = {
		...{ method, activities },
		children: Map.groupBy(elements, ({ parentId }) => parentId),
		costs: activities.map(({ id }) => costOf(linesOf.get(id)))
	};
	return Object.fromEntries(effectiveWeights(of, (id) => !out.includes(id)));
}

const tree = [goal('A'), activity('a1', 'A'), activity('a2', 'A'), goal('B'), activity('b1', 'B')];

test('equally, an activity weighs the product of shares, whatever weights are given', () => {
	const given = tree.map((element, at) => ({ ...element, weight: at + 2 }));
	expect(weights('equal', given)).toEqual({ a1: 0.25, a2: 0.25, b1: 0.5 });
});

test('by given weights, shares are among siblings with work below', () => {
	const elements = [goal('A', 1), activity('a1', 'A', 3), activity('a2', 'A', 1), goal('B', 4)];
	expect(weights('weight', elements)).toEqual({ a1: 0.75, a2: 0.25 });
	const all = [...elements, activity('b1', 'B', 7)];
	expect(weights('weight', all)).toEqual({
		a1: expect.closeTo(0.15, 12),
		a2: expect.closeTo(0.05, 12),
		b1: 0.8
	});
	expect(weights('weight', all, { out: ['b1'] })).toEqual({ a1: 0.75, a2: 0.25 });
	expect(weights('weight', all, { out: ['a1'] })).toEqual({ a2: 0.2, b1: 0.8 });
});

test('a sibling without a given weight is not weighed, nor what lies beneath it', () => {
	const elements = [goal('A', 1), activity('a1', 'A', 3), activity('a2', 'A', null)];
	const all = [...elements, goal('B', null), activity('b1', 'B', 7)];
	expect(weights('weight', all)).toEqual({ a1: 1, a2: null, b1: null });
});

test('where no sibling has a weight, or all have 0, they are equal', () => {
	for (const none of [null, 0]) {
		const elements = tree.map((element) => ({ ...element, weight: none }));
		expect(weights('weight', elements)).toEqual({ a1: 0.25, a2: 0.25, b1: 0.5 });
	}
	expect(weights('weight', [goal('A'), activity('a1', 'A', 0), activity('a2', 'A', 2)])).toEqual({
		...{ a1: 0, a2: 1 }
	});
});

test('by cost, an activity weighs what all its years are expected to cost, appropriated or not', () => {
	const lines = [
		sampleLine('1', 'a1', { cost: 10n, appropriation: 500n }),
		sampleLine('2', 'a1', { cost: 20n, appropriationYear: 2027 }),
		sampleLine('3', 'a1', { cost: null, appropriationYear: 2028 }),
		sampleLine('4', 'b1', { cost: 70n })
	];
	expect(weights('cost', tree, { lines })).toEqual({ a1: 30, a2: null, b1: 70 });
	expect(weights('cost', tree, { lines, out: ['b1'] })).toEqual({ a1: 30, a2: null });
});

test('a cost of 0, and none, are no weight yet', () => {
	expect(costOf(undefined)).toBeNull();
	expect(costOf([sampleLine('1', 'a', { cost: 0n })])).toBeNull();
});

test('weights are shares of the whole, and only relative', () => {
	const given = fc.option(fc.double({ min: 0.01, max: 100, noNaN: true }), { nil: null });
	const five = fc.array(given, { minLength: 5, maxLength: 5 });
	fc.assert(
		fc.property(five, fc.double({ min: 0.5, max: 50, noNaN: true }), (drawn, factor) => {
			const weighed = (times: number) =>
				weights(
					'weight',
					tree.map((element, at) => {
						const weight = drawn[at] ?? null;
						return { ...element, weight: weight === null ? null : weight * times };
					})
				);
			const [one, other] = [Object.values(weighed(1)), Object.values(weighed(factor))];
			const sum = one.reduce<number>((total, weight) => total + (weight ?? 0), 0);
			expect(sum).toBeLessThanOrEqual(1 + 1e-9);
			one.forEach((weight, at) => {
				if (weight === null) expect(other[at]).toBeNull();
				else expect(other[at]).toBeCloseTo(weight, 9);
			});
		})
	);
});
