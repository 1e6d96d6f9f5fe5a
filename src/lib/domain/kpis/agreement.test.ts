import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellKey, type CellKey, type Disaggregation } from '../records/disaggregation.ts';
import { sampleDimension } from '../testing/sample-disaggregation.ts';
import { disagreements, filledCells, totalOf, type Parts } from './agreement.ts';

const sex = sampleDimension('1', 'Sex', ['Women', 'Men']);
const place = sampleDimension('5', 'Place', ['North', 'South']);
const bySex: Disaggregation = { dimensions: [sex], crosses: [] };
const crossed: Disaggregation = { dimensions: [sex, place], crosses: [['1', '5']] };

const one = (value: number | null): Parts => ({ value, numerator: null, denominator: null });
const of = (numerator: number, denominator: number): Parts => ({
	...{ value: (100 * numerator) / denominator, numerator, denominator }
});
const cells = (said: Record<CellKey, Parts>) => new Map(Object.entries(said));
const counted = { isRatio: false, neverBelow0: true };

describe('cells and total', () => {
	test.each<[string, Record<CellKey, Parts>, number, object[]]>([
		['agree', { '11': one(60), '12': one(40) }, 100, []],
		['do not', { '11': one(60), '12': one(30) }, 100, [{ by: 'Sex', total: 100, sum: 90 }]],
		['agree with a 0', { '11': one(100), '12': one(0) }, 100, []],
		['agree where one does not apply', { '11': one(100), '12': one(null) }, 100, []],
		['may be less while one is missing', { '11': one(60) }, 100, []],
		['may not be more', { '11': one(101) }, 100, [{ sum: 101, incomplete: true }]],
		['agree where nothing is said', {}, 100, []],
		['agree where none applies', { '11': one(null), '12': one(null) }, 100, []],
		['agree to six decimals', { '11': one(0.1), '12': one(0.2) }, 0.3, []]
	])('%s', (_, said, total, expected) => {
		expect(disagreements(bySex, one(total), cells(said), counted)).toMatchObject(expected);
		expect(disagreements(bySex, one(total), cells(said), counted)).toHaveLength(expected.length);
	});

	test('of what may be below 0 nothing is said while some is missing', () => {
		const signed = { ...counted, neverBelow0: false };
		expect(disagreements(bySex, one(100), cells({ '11': one(140) }), signed)).toEqual([]);
	});

	test('of averages nothing is checked', () => {
		const apart = { dimensions: [{ ...sex, addsUp: false }], crosses: [] };
		const said = cells({ '11': one(6), '12': one(9) });
		expect(disagreements(apart, one(7), said, counted)).toEqual([]);
		expect(totalOf(apart, said, false)).toBeNull();
	});

	test('of a ratio both counts add up, and its quotients do not', () => {
		const ratio = { ...counted, isRatio: true };
		const said = cells({ '11': of(3, 10), '12': of(1, 30) });
		expect(disagreements(bySex, of(4, 40), said, ratio)).toEqual([]);
		expect(disagreements(bySex, of(5, 40), said, ratio)).toMatchObject([
			{ part: 'numerator', sum: 4, total: 5 }
		]);
		expect(totalOf(bySex, said, true)).toEqual({ numerator: 4, denominator: 40 });
	});
});

describe('the total', () => {
	test('is the sum where all is there, and only then', () => {
		expect(totalOf(bySex, cells({ '11': one(60), '12': one(40) }), false)).toEqual({ value: 100 });
		expect(totalOf(bySex, cells({ '11': one(60) }), false)).toBeNull();
		expect(totalOf(bySex, cells({ '11': one(null), '12': one(null) }), false)).toBeNull();
	});
});

describe('two dimensions', () => {
	const all = { '11x51': one(1), '11x52': one(2), '12x51': one(3), '12x52': one(4) };

	test('come to the terms of each, which need not be typed', () => {
		const filled = filledCells(crossed, cells(all), false);
		const values = ['11', '12', '51', '52'].map((key) => filled.get(key)?.value);
		expect(values).toEqual([3, 7, 4, 6]);
		expect(totalOf(crossed, filled, false)).toEqual({ value: 10 });
		expect(disagreements(crossed, one(10), filled, counted)).toEqual([]);
	});

	test('that do not come to a term are said beside it', () => {
		const typed = cells({ ...all, '11': one(5), '12': one(7) });
		expect(disagreements(crossed, one(12), typed, counted)).toMatchObject([
			{ cell: null, by: 'Sex × Place', sum: 10, total: 12 },
			{ cell: '11', by: 'Place', sum: 3, total: 5 }
		]);
	});

	test('a term none of whose combinations applies does not apply', () => {
		const none = filledCells(crossed, cells({ '11x51': one(null), '11x52': one(null) }), false);
		expect(none.get('11')).toEqual(one(null));
		expect(none.has('12')).toBe(false);
	});
});

test('what is filled in and added up always agrees', () => {
	const value = fc.integer({ min: 0, max: 1e9 }).map((hundredths) => hundredths / 100);
	fc.assert(
		fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (values) => {
			const keys = sex.terms.flatMap(({ id }) => place.terms.map((term) => cellKey([id, term.id])));
			const typed = new Map(keys.map((key, at) => [key, one(values[at]!)]));
			const filled = filledCells(crossed, typed, false);
			const { value: total = 0 } = totalOf(crossed, filled, false)!;
			expect(disagreements(crossed, one(total), filled, counted)).toEqual([]);
		})
	);
});
