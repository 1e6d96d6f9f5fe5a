import { describe, expect, test } from 'vitest';
import {
	countsByDay,
	countsOf,
	isGap,
	latestAnswers,
	saysSame,
	stateOf,
	type Answer,
	type Verdict
} from './answers.ts';
import { groupsOf, itemsOf, linesOfAxes } from './items.ts';
import { proposals } from './proposals.ts';

const term = (id: string, within: string | null = null) => ({
	...{ id, code: `C${id}`, title: `Term ${id}`, definition: null, marker: null },
	...({ provenance: 'editorial', reason: null, withinId: within } as const)
});
const axis = (id: string, terms: ReturnType<typeof term>[]) => ({
	...{ id, slug: `axis-${id}`, title: `Axis ${id}`, definition: null, terms },
	arity: 'many' as const
});
const given = (id: number, item: string, verdict: Verdict | null, on: string): Answer => ({
	...{ id: String(id), item, verdict, reason: null, by: null },
	elementIds: verdict === 'covered' ? ['1'] : [],
	at: new Date(`${on}T10:00:00Z`)
});

describe('items', () => {
	test('are what nothing lies within, beneath all lines in which they lie', () => {
		const items = itemsOf(linesOfAxes([axis('a', [term('1'), term('2', '1'), term('3', '2')])]));
		expect(items.map(({ key, headings }) => [key, headings.map((one) => one.key)])).toEqual([
			['term:3', ['term:1', 'term:2']]
		]);
	});

	test('of several axes lie beneath their axis; one without terms asks nothing', () => {
		const lines = linesOfAxes([axis('a', [term('1')]), axis('b', []), axis('c', [term('2')])]);
		const groups = groupsOf(itemsOf(lines));
		expect(groups.map(({ headings, items }) => [headings[0]!.title, items.length])).toEqual([
			['Axis a', 1],
			['Axis c', 1]
		]);
	});
});

describe('answers', () => {
	test('the last counts, and what is not answered is neither covered nor not', () => {
		const answers = [
			...[given(10, 'x', 'not_covered', '2026-01-02'), given(9, 'x', 'covered', '2026-01-01')],
			...[given(11, 'y', 'covered', '2026-01-02'), given(12, 'y', null, '2026-01-03')]
		];
		const latest = latestAnswers(answers);
		const states = ['x', 'y', 'z'].map((key) => stateOf(latest.get(key)));
		expect(states).toEqual(['not_covered', 'open', 'open']);
		expect(states.map(isGap)).toEqual([true, false, false]);
		expect(countsOf(states)).toEqual({
			...{ covered: 0, partly: 0, not_covered: 1, not_applicable: 0, open: 2 }
		});
	});

	test('by day stand as they stood at its end, and each day has all items', () => {
		const answers = [
			...[given(1, 'x', 'covered', '2026-01-01'), given(2, 'x', 'partly', '2026-01-01')],
			...[given(3, 'y', 'covered', '2026-01-05'), given(4, 'elsewhere', 'covered', '2026-01-06')]
		];
		const days = countsByDay(['x', 'y', 'z'], answers, (at) => at.toISOString().slice(0, 10));
		expect(days.map(({ on, counts }) => [on, counts.covered, counts.partly, counts.open])).toEqual([
			['2026-01-01', 0, 1, 2],
			['2026-01-05', 1, 1, 1]
		]);
	});

	test('say the same whatever the order of their elements', () => {
		const said = { verdict: 'covered', elementIds: ['1', '2'], reason: null } as const;
		expect(saysSame(said, { ...said, elementIds: ['2', '1'] })).toBe(true);
		expect(saysSame(said, { ...said, elementIds: ['1'] })).toBe(false);
		expect(saysSame(said, { ...said, reason: 'Because.' })).toBe(false);
		expect(saysSame(undefined, { verdict: null, elementIds: [], reason: null })).toBe(true);
		expect(saysSame(undefined, said)).toBe(false);
	});
});

describe('proposals', () => {
	const element = (id: string, title: string, marked: string[] = []) => ({
		...{ id, title, description: null, marked }
	});
	const item = (key: string, title: string, description: string | null = null) => ({
		...{ key, title, description }
	});
	const filler = Array.from({ length: 12 }, (_, at) =>
		element(`f${at}`, `To develop the policy for the government number ${at}`)
	);

	test('rest on rare words in common, in any form of them, and say which', () => {
		const found = proposals(
			[item('a', 'Data Centers and Cloud Computing')],
			[element('1', 'Establish Data Center'), ...filler]
		);
		expect(found.get('a')).toEqual([{ elementId: '1', marked: false, words: ['center', 'data'] }]);
	});

	test('do not rest on words that all texts have, nor on short ones, in any language', () => {
		const indonesian = Array.from({ length: 12 }, (_, at) =>
			element(`f${at}`, `Menyusun kebijakan untuk pemerintah daerah ${at}`)
		);
		const asked = [item('a', 'Identitas digital untuk pemerintah', 'yang ada di kota')];
		expect(proposals(asked, indonesian).get('a')).toEqual([]);
	});

	test('put what is tagged with the item first, without any word in common', () => {
		const found = proposals(
			[item('a', 'Cybersecurity framework')],
			[element('1', 'Cybersecurity framework'), element('2', 'Something', ['a']), ...filler]
		);
		expect(found.get('a')!.map(({ elementId, marked }) => [elementId, marked])).toEqual([
			['2', true],
			['1', false]
		]);
	});

	test('are three at most, and none where there is nothing to compare', () => {
		const alike = Array.from({ length: 5 }, (_, at) => element(`${at}`, 'Open data portal'));
		expect(proposals([item('a', 'Open data portal')], alike).get('a')).toHaveLength(3);
		expect(proposals([item('a', '')], []).get('a')).toEqual([]);
	});
});
