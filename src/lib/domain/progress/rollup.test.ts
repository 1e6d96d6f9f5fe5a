import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known, unknown, type Knowable } from '../records/known.ts';
import { rollUp, type Child, type RollUpOptions } from './rollup.ts';

const options: RollUpOptions = { method: 'weight', coverageThreshold: 0.8, of: 'shares' };

function child(value: Knowable<number>, fields: Partial<Child> = {}): Child {
	return { id: 'child', value, coverage: 1, cost: null, weight: 1, ...fields };
}

test('children 120 % and 0 % with equal weights are 50 %, not 60 %', () => {
	const { figure, parts } = rollUp([child(known(1.2)), child(known(0))], options);
	expect(figure).toEqual({ known: true, value: 0.5, coverage: 1, partial: false });
	expect(parts[0]).toMatchObject({ raw: 1.2, counted: 1 });
});

test('children 50 % (weight 3) and not reported (weight 1) are 50 % at 75 % coverage, greyed', () => {
	const children = [child(known(0.5), { weight: 3 }), child(unknown('not_reported'))];
	expect(rollUp(children, options).figure).toEqual({
		known: true,
		value: 0.5,
		coverage: 0.75,
		partial: true
	});
});

test('what is excluded leaves both sums', () => {
	const children = [
		child(known(0.5)),
		child(unknown('not_due'), { weight: 9 }),
		child(unknown('cancelled'))
	];
	expect(rollUp(children, options).figure).toMatchObject({ value: 0.5, coverage: 1 });
});

test('where nothing is known, or nothing applies, the figure is unknown and not 0', () => {
	expect(rollUp([child(unknown('not_reported'))], options).figure).toEqual({
		known: false,
		reason: 'nothing_known',
		coverage: 0,
		partial: false
	});
	expect(rollUp([child(unknown('not_due'))], options).figure).toMatchObject({
		reason: 'nothing_applicable',
		coverage: null
	});
	expect(rollUp([], options).figure).toMatchObject({ reason: 'not_set', coverage: null });
});

test('a budget that is not set makes the weights of all siblings equal, visibly', () => {
	const children = [child(known(1), { cost: 900n }), child(known(0), { cost: 100n })];
	const byCost = { ...options, method: 'cost' } as const;
	expect(rollUp(children, byCost)).toMatchObject({
		figure: { value: 0.9 },
		weighting: { equalInstead: false }
	});
	const unset = [...children, child(known(0.5))];
	expect(rollUp(unset, byCost)).toMatchObject({
		figure: { value: 0.5 },
		weighting: { equalInstead: true }
	});
	const excluded = [...children, child(unknown('cancelled'))];
	expect(rollUp(excluded, byCost)).toMatchObject({
		figure: { value: 0.9 },
		weighting: { equalInstead: false }
	});
});

test('coverage beneath a child lowers the coverage above it', () => {
	const children = [child(known(0.5), { coverage: 0.5 }), child(known(0.5))];
	expect(rollUp(children, options).figure).toMatchObject({ coverage: 0.75, partial: true });
});

test('at exactly the threshold of coverage a figure is whole', () => {
	const children = Array.from({ length: 5 }, (_, i) =>
		child(i < 4 ? known(0.5) : unknown('not_reported'))
	);
	expect(rollUp(children, options).figure).toMatchObject({ coverage: 0.8, partial: false });
});

test('points are averaged as they are', () => {
	const children = [child(known(-18)), child(known(6))];
	expect(rollUp(children, { ...options, of: 'points' }).figure).toMatchObject({ value: -6 });
});

const anyChild = fc.record({
	value: fc.oneof(
		fc.double({ min: -1, max: 2, noNaN: true }).map((value) => known(value)),
		fc.constantFrom(unknown('not_reported' as const), unknown('not_due' as const))
	),
	weight: fc.double({ min: 0.01, max: 100, noNaN: true })
});

test('a roll-up lies within its clamped children, and weights are relative', () => {
	fc.assert(
		fc.property(
			fc.array(anyChild, { minLength: 1 }),
			fc.double({ min: 0.5, max: 50, noNaN: true }),
			(drawn, factor) => {
				const children = drawn.map(({ value, weight }, i) =>
					child(value, { id: String(i), weight })
				);
				const scaled = children.map((one) => ({ ...one, weight: (one.weight ?? 0) * factor }));
				const { figure, parts } = rollUp(children, options);
				const same = rollUp(scaled, options).figure;
				const counted = parts.flatMap((part) => part.counted ?? []);
				expect(figure.known).toBe(counted.length > 0);
				if (!figure.known || !same.known) return;
				expect(figure.value).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-9);
				expect(figure.value).toBeLessThanOrEqual(Math.max(...counted) + 1e-9);
				expect(same.value).toBeCloseTo(figure.value, 9);
				expect(figure.coverage).toBeLessThanOrEqual(1 + 1e-9);
			}
		)
	);
});
