import { expect, test } from 'vitest';
import { criteriaOf, isAssessable } from '#lib/domain/maturity/model.ts';
import { maturityModelSlugs } from './folders.ts';
import { loadModel } from './maturity.ts';

const shape = (slug: string) =>
	loadModel(slug).model.dimensions.map(({ code, weight, criteria }) => [
		code,
		weight,
		criteria.length
	]);

test('each is in the file of its name, and what it follows is there', () => {
	for (const name of maturityModelSlugs) {
		const { slug, follows } = loadModel(name);
		expect(slug).toBe(name);
		if (follows !== null) expect(maturityModelSlugs).toContain(follows);
	}
});

test('Sri Lanka: the four initiatives in the words of the text, and no question, level or weight', () => {
	const { model } = loadModel('sri-lanka-capacity-approach');
	expect(shape('sri-lanka-capacity-approach')).toEqual([
		['DMM', null, 0],
		['CDIO', null, 0],
		['DTU', null, 0],
		['NextGenGov', null, 0]
	]);
	expect(model.dimensions.map(({ origin }) => origin?.kind)).toEqual(Array(4).fill('source'));
	expect([model.levels, isAssessable(model)]).toEqual([[], false]);
});

test('the example is ours: five dimensions, each criterion with five levels in words', () => {
	const { model } = loadModel('public-organisation-example');
	expect(model.origin.kind).toBe('editorial');
	expect([model.dimensions.length, model.levels.length]).toEqual([5, 5]);
	for (const { levels } of criteriaOf(model)) expect(levels).toHaveLength(5);
	for (const { criteria } of model.dimensions) expect([2, 3]).toContain(criteria.length);
});

test('the index of 2020: 8 aspects whose weights make 100, 47 indicators in the words of the framework', () => {
	expect(shape('spbe-2020')).toEqual([
		...[
			['A1', 13, 10],
			['A2', 10, 4],
			['A3', 10, 4],
			['A4', 5, 2]
		],
		...[
			['A5', 12, 8],
			['A6', 4.5, 3],
			['A7', 27.5, 10],
			['A8', 18, 6]
		]
	]);
	const { model } = loadModel('spbe-2020');
	expect(model.levels.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
	expect(model.origin.reason).toContain('not verified');
	const byDomain = Map.groupBy(model.dimensions, ({ group }) => group?.code);
	expect(
		[...byDomain].map(([code, of]) => [code, of.reduce((sum, { weight }) => sum + weight!, 0)])
	).toEqual([
		['D1', 13],
		['D2', 25],
		['D3', 16.5],
		['D4', 45.5]
	]);
	const doubtful = criteriaOf(model).filter(({ origin }) => origin?.kind === 'editorial');
	expect(doubtful.map(({ code }) => code)).toEqual(['I25', 'I38', 'I39', 'I44']);
});
