/** What is wrong with a model, before it is stored. */
import { criteriaOf, type Level, type MaturityModel } from './model.ts';

export interface ModelProblem {
	/** The code of the dimension or criterion; null: of the model. */
	code: string | null;
	problem:
		| 'code_twice'
		| 'weights_not_100'
		| 'weights_partly'
		| 'weight_not_positive'
		| 'levels_too_few'
		| 'levels_out_of_order'
		| 'level_unknown'
		| 'levels_without_criteria'
		| 'no_dimensions';
}

interface Weighed {
	code: string;
	weight: number | null;
}

/** Weights of one sum: all are given and make 100, or none is and all weigh alike. */
function weightProblems(parts: readonly Weighed[], of: string | null): ModelProblem[] {
	const given = parts.flatMap(({ weight }) => weight ?? []);
	if (given.length === 0) return [];
	if (given.length < parts.length) return [{ code: of, problem: 'weights_partly' }];
	const bad = parts.filter(({ weight }) => !(weight! > 0));
	if (bad.length > 0) return bad.map(({ code }) => ({ code, problem: 'weight_not_positive' }));
	const sum = given.reduce((total, weight) => total + weight, 0);
	return Math.abs(sum - 100) < 1e-6 ? [] : [{ code: of, problem: 'weights_not_100' }];
}

function levelProblems(levels: readonly Level[], asks: boolean): ModelProblem[] {
	if (asks && levels.length < 2) return [{ code: null, problem: 'levels_too_few' }];
	if (!asks && levels.length > 0) return [{ code: null, problem: 'levels_without_criteria' }];
	const isFine = levels.every(
		({ number }, at) =>
			Number.isInteger(number) &&
			number >= 0 &&
			number <= 10 &&
			(at === 0 || number > levels[at - 1]!.number)
	);
	return isFine ? [] : [{ code: null, problem: 'levels_out_of_order' }];
}

function repeated(codes: readonly string[]): ModelProblem[] {
	const twice = codes.filter((code, at) => codes.indexOf(code) !== at);
	return [...new Set(twice)].map((code) => ({ code, problem: 'code_twice' }));
}

/** All that is wrong with a model; none: it can be stored. */
export function modelProblems(model: MaturityModel): ModelProblem[] {
	const { dimensions, levels } = model;
	const criteria = criteriaOf(model);
	const known = new Set(levels.map(({ number }) => number));
	return [
		...(dimensions.length === 0 ? [{ code: null, problem: 'no_dimensions' } as const] : []),
		...repeated(dimensions.map(({ code }) => code)),
		...repeated(criteria.map(({ code }) => code)),
		...weightProblems(dimensions, null),
		...dimensions.flatMap(({ code, criteria: own }) => weightProblems(own, code)),
		...levelProblems(levels, criteria.length > 0),
		...criteria
			.filter((criterion) => criterion.levels.some(({ number }) => !known.has(number)))
			.map(({ code }) => ({ code, problem: 'level_unknown' as const }))
	];
}
