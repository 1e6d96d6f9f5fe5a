import { expect, test } from 'vitest';
import {
	disaggregationProblems,
	type EnteredDimension,
	type EnteredDisaggregation
} from './disaggregation-entry.ts';

const count = {
	unit: { kind: 'count' },
	overTime: 'last',
	overOrganisations: 'none'
} as const;
const percent = { ...count, unit: { kind: 'percent_of_whole' } } as const;

const named = (...names: string[]) => names.map((name) => ({ id: null, name }));
const many = (length: number) => named(...Array.from({ length }, (_, at) => `Term ${at}`));
const sex: EnteredDimension = { id: null, name: 'Sex', addsUp: true, terms: named('Women', 'Men') };
const place: EnteredDimension = { ...sex, name: 'Place', terms: named('North', 'South') };
const of = (...dimensions: EnteredDimension[]): EnteredDisaggregation => ({
	...{ dimensions, crosses: [] }
});

test.each<[string, EnteredDisaggregation, string[]]>([
	['two sexes', of(sex), []],
	['two dimensions, crossed', { ...of(sex, place), crosses: [[0, 1]] }, []],
	['no name', of({ ...sex, name: '' }), ['dimension-0-name dimension_unnamed']],
	['no terms', of({ ...sex, terms: [] }), ['dimension-0-more too_few_terms']],
	['one term', of({ ...sex, terms: named('All') }), ['dimension-0-more too_few_terms']],
	['10,000 terms', of({ ...sex, terms: many(10_000) }), ['dimension-0-more too_many_terms']],
	['as many as there may be', of({ ...sex, terms: many(150) }), []],
	['a term twice', of({ ...sex, terms: named('Men', '  mEn ') }), ['dimension-0-more term_twice']],
	[
		'two dimensions named alike',
		of(sex, { ...place, name: 'SEX' }),
		['dimension-1-name dimension_twice']
	],
	['four dimensions', of(sex, place, sex, place), ['dimension-3-name too_many_dimensions']],
	[
		'a name of 201 letters',
		of({ ...sex, name: 'n'.repeat(201) }),
		['dimension-0-name name_too_long']
	],
	['a dimension crossed with itself', { ...of(sex), crosses: [[0, 0]] }, ['crosses cross_unknown']],
	['one that is not there', { ...of(sex), crosses: [[0, 7]] }, ['crosses cross_unknown']],
	[
		'a combination twice',
		{
			...of(sex, place),
			crosses: [
				[0, 1],
				[0, 1]
			]
		},
		['crosses cross_unknown']
	],
	[
		'more values than anybody reports',
		{ ...of({ ...sex, terms: many(100) }, { ...place, terms: many(100) }), crosses: [[0, 1]] },
		['crosses too_many_cells']
	]
])('%s', (_, entered, expected) => {
	const problems = disaggregationProblems(entered, count);
	expect(problems.map(({ field, problem }) => `${field} ${problem}`)).toEqual(expected);
});

test('percentages do not add up, unless they are entered as their two counts', () => {
	const problems = (
		kpi: typeof percent | (Omit<typeof percent, 'overTime'> & { overTime: 'ratio' })
	) => disaggregationProblems(of(sex), kpi).map(({ problem }) => problem);
	expect(problems(percent)).toEqual(['cannot_add_up']);
	expect(problems({ ...percent, overTime: 'ratio' })).toEqual([]);
	expect(disaggregationProblems(of({ ...sex, addsUp: false }), percent)).toEqual([]);
});
