import { expect, test } from 'vitest';
import { sampleCriterion, sampleModel } from '../testing/sample-maturity-model.ts';
import type { MaturityModel } from './model.ts';
import { modelProblems } from './problems.ts';

const { dimensions, levels } = sampleModel();
const [first, second] = [dimensions[0]!, dimensions[1]!];

test('a model of which all is well has no problems', () => {
	expect(modelProblems(sampleModel())).toEqual([]);
});

test.each<[string, Partial<MaturityModel>, string | null, string]>([
	[
		'dimensions that make 110',
		{ dimensions: [{ ...first, weight: 70 }, second] },
		null,
		'weights_not_100'
	],
	[
		'one dimension without a weight',
		{ dimensions: [{ ...first, weight: null }, second] },
		null,
		'weights_partly'
	],
	[
		'criteria that make 90',
		{
			dimensions: [
				{ ...first, criteria: [sampleCriterion('a1', 50), sampleCriterion('a2', 40)] },
				second
			]
		},
		...(['A', 'weights_not_100'] as const)
	],
	[
		'a weight of 0',
		{
			dimensions: [
				{ ...first, weight: 0 },
				{ ...second, weight: 100 }
			]
		},
		...(['A', 'weight_not_positive'] as const)
	],
	[
		'a code twice',
		{ dimensions: [first, { ...second, criteria: [sampleCriterion('a1')] }] },
		'a1',
		'code_twice'
	],
	['one level', { levels: levels.slice(0, 1) }, null, 'levels_too_few'],
	['levels that fall', { levels: levels.toReversed() }, null, 'levels_out_of_order'],
	['no dimension', { dimensions: [], levels: [] }, null, 'no_dimensions'],
	[
		'levels where nothing is asked',
		{ dimensions: dimensions.map((one) => ({ ...one, criteria: [] })) },
		...([null, 'levels_without_criteria'] as const)
	],
	[
		'a description of no level',
		{
			dimensions: [
				first,
				{
					...second,
					criteria: [{ ...sampleCriterion('b1'), levels: [{ number: 6, description: 'x' }] }]
				}
			]
		},
		...(['b1', 'level_unknown'] as const)
	]
])('%s', (_, given, code, problem) => {
	expect(modelProblems(sampleModel(given))).toEqual([{ code, problem }]);
});
