import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleCriterion, sampleModel } from '../testing/sample-maturity-model.ts';
import { criteriaOf, scoringRules } from './model.ts';
import { scoreOf, type Assessed } from './score.ts';

const levels = (of: Record<string, Assessed>) => new Map(Object.entries(of));
const all = { a1: 4, a2: 2, b1: 3 };

test('a weighted mean is that of the criteria by their weights, and of its dimensions', () => {
	const score = scoreOf(sampleModel(), levels(all));
	expect(score.value).toBeCloseTo(0.6 * 3.5 + 0.4 * 3, 12);
	expect(score.level?.number).toBe(3);
	expect(score.dimensions.map(({ value, share }) => [value, share])).toEqual([
		[3.5, 0.6],
		[3, 0.4]
	]);
	expect([score.coverage, score.partial]).toEqual([1, false]);
});

test('by the lowest dimension, and by the lowest criterion', () => {
	expect(scoreOf(sampleModel({ scoring: 'lowest_dimension' }), levels(all)).value).toBe(3);
	const gated = scoreOf(sampleModel({ scoring: 'gate_per_level' }), levels(all));
	expect([gated.value, gated.level?.number]).toEqual([2, 2]);
	expect(gated.dimensions.map(({ value }) => value)).toEqual([2, 3]);
});

test('what was not answered is no level 0: it leaves the sum, and the score is partial', () => {
	const score = scoreOf(sampleModel(), levels({ a1: 4 }));
	expect(score.value).toBe(4);
	expect(score.partial).toBe(true);
	expect(score.coverage).toBeCloseTo(0.45, 12);
	expect(score.counts).toEqual({ answered: 1, notApplicable: 0, open: 2 });
	expect(score.dimensions[1]).toMatchObject({ value: null, coverage: 0, level: null });
});

test('what does not apply leaves the whole: the others weigh more', () => {
	const score = scoreOf(sampleModel(), levels({ a1: 'not_applicable', a2: 2, b1: 3 }));
	expect(score.value).toBeCloseTo(0.6 * 2 + 0.4 * 3, 12);
	expect([score.coverage, score.partial]).toEqual([1, false]);
	const without = scoreOf(sampleModel(), levels({ ...all, b1: 'not_applicable' }));
	expect([without.value, without.dimensions[1]!.share]).toEqual([3.5, 0]);
});

test('nothing answered is no value; nothing that applies neither', () => {
	const empty = scoreOf(sampleModel(), levels({}));
	expect([empty.value, empty.level, empty.coverage, empty.partial]).toEqual([null, null, 0, true]);
	const none = { a1: 'not_applicable', a2: 'not_applicable', b1: 'not_applicable' } as const;
	const nothing = scoreOf(sampleModel(), levels(none));
	expect([nothing.value, nothing.partial]).toEqual([null, false]);
});

test('by the gates what is open can only bring it down', () => {
	const gated = sampleModel({ scoring: 'gate_per_level' });
	expect(scoreOf(gated, levels({ a1: 4, b1: 5 }))).toMatchObject({ value: 4, atMost: true });
	expect(scoreOf(gated, levels(all)).atMost).toBe(false);
});

test('without weights all weigh alike', () => {
	const dimensions = sampleModel().dimensions.map((one) => ({ ...one, weight: null }));
	const [first, second] = dimensions;
	const even = { ...first!, criteria: [sampleCriterion('a1'), sampleCriterion('a2')] };
	const score = scoreOf(sampleModel({ dimensions: [even, second!] }), levels(all));
	expect(score.value).toBe(3);
});

const anyLevels = fc.record({
	a1: fc.constantFrom<Assessed | undefined>(1, 2, 3, 4, 5, 'not_applicable', undefined),
	a2: fc.constantFrom<Assessed | undefined>(1, 2, 3, 4, 5, 'not_applicable', undefined),
	b1: fc.constantFrom<Assessed | undefined>(1, 2, 3, 4, 5, 'not_applicable', undefined)
});
const known = (of: Record<string, Assessed | undefined>) =>
	new Map(Object.entries(of).flatMap(([code, one]) => (one === undefined ? [] : [[code, one]])));

test('whatever is answered, a score lies between the levels given, and its parts make the whole', () => {
	const property = fc.property(anyLevels, fc.constantFrom(...scoringRules), (of, scoring) => {
		const model = sampleModel({ scoring });
		const score = scoreOf(model, known(of));
		const given = Object.values(of).filter((one) => typeof one === 'number');
		if (given.length === 0) return score.value === null;
		const shares = score.dimensions.reduce((sum, { share }) => sum + share, 0);
		const { answered, notApplicable, open } = score.counts;
		return (
			score.value! >= Math.min(...given) - 1e-9 &&
			score.value! <= Math.max(...given) + 1e-9 &&
			Math.abs(shares - 1) < 1e-9 &&
			answered + notApplicable + open === criteriaOf(model).length &&
			score.partial === open > 0 &&
			score.coverage > 0 &&
			score.coverage <= 1
		);
	});
	expect(() => fc.assert(property)).not.toThrow();
});

test('a criterion that rises never lowers a score', () => {
	const property = fc.property(anyLevels, fc.constantFrom(...scoringRules), (of, scoring) => {
		const model = sampleModel({ scoring });
		const before = scoreOf(model, known(of)).value;
		if (typeof of.a1 !== 'number' || of.a1 === 5 || before === null) return true;
		return scoreOf(model, known({ ...of, a1: of.a1 + 1 })).value! >= before - 1e-9;
	});
	expect(() => fc.assert(property)).not.toThrow();
});
