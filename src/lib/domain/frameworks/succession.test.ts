import { expect, test } from 'vitest';
import { sampleFramework } from '../testing/sample-framework.ts';
import { fates, leftOut, mapByCode, movedTags } from './succession.ts';

const old = sampleFramework('old', { layers: ['A', 'B', 'C', 'D', 'E'] });
const later = sampleFramework('later', { layers: ['A', 'N', 'O', 'P'] });
const id = (code: string) => `id of ${code}`;

// A stays, B and C become N, D becomes O and P, E is dropped
const map = new Map([
	[id('A'), [id('A')]],
	[id('B'), [id('N')]],
	[id('C'), [id('N')]],
	[id('D'), [id('O'), id('P')]],
	[id('E'), []]
]);

test('what became of a term follows from the map', () => {
	expect([...fates(map)]).toEqual([
		[id('A'), 'same'],
		[id('B'), 'merged'],
		[id('C'), 'merged'],
		[id('D'), 'split'],
		[id('E'), 'dropped']
	]);
});

test('a map begins with equal codes, and what it leaves out is named', () => {
	const begun = mapByCode(old, later);
	expect([...begun]).toEqual([[id('A'), [id('A')]]]);
	expect(leftOut(old, begun).map(({ code }) => code)).toEqual(['B', 'C', 'D', 'E']);
	expect(leftOut(old, map)).toEqual([]);
});

test('tags move along the map; those of other frameworks stay', () => {
	const tagged = [
		{ id: 'merged', terms: [id('B'), id('C'), id('G2G')] },
		{ id: 'split', terms: [id('D')] },
		{ id: 'dropped', terms: [id('E')] },
		{ id: 'elsewhere', terms: [id('G2G')] }
	];
	const { moved, undecided } = movedTags(tagged, map, later);
	expect(moved.map(({ of, after }) => [of.id, after])).toEqual([
		['merged', [id('N'), id('G2G')]],
		['split', [id('O'), id('P')]],
		['dropped', []]
	]);
	expect(undecided).toEqual([]);
});

test('where one term is taken, what would be two is left for a person', () => {
	const one = { axes: later.axes.map((axis) => ({ ...axis, arity: 'at_most_one' as const })) };
	const split = { id: 'split', terms: [id('D')] };
	const merged = { id: 'merged', terms: [id('B'), id('C')] };
	const { moved, undecided } = movedTags([split, merged], map, one);
	expect(moved.map(({ of }) => of.id)).toEqual(['merged']);
	expect(undecided).toEqual([{ of: split, before: [id('D')], after: [id('O'), id('P')] }]);
});
