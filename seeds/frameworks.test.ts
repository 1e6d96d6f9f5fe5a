import { expect, test } from 'vitest';
import { frameworkSlugs } from './folders.ts';
import { loadFramework } from './frameworks.ts';

const shape = (slug: string) =>
	loadFramework(slug).axes.map(({ slug: axis, terms }) => [axis, terms.length]);

test('each is in the file of its name, and what it follows is there', () => {
	for (const name of frameworkSlugs) {
		const { slug, follows } = loadFramework(name);
		expect(slug).toBe(name);
		if (follows !== null) expect(frameworkSlugs).toContain(follows);
	}
});

test('Badung: four layers with their definitions and four pillars, in the words of the text', () => {
	expect(shape('badung-architecture')).toEqual([
		['layers', 4],
		['pillars', 4]
	]);
	const [layers, pillars] = loadFramework('badung-architecture').axes;
	expect(layers!.terms.map(({ marker }) => marker)).toEqual(['1.', '2.', '3.', '4.']);
	for (const { said, definition } of layers!.terms) {
		expect(said).toEqual({ provenance: 'source', reason: null });
		expect(definition!.length).toBeGreaterThan(40);
	}
	expect(pillars!.terms.map(({ said }) => said?.provenance)).toEqual(Array(4).fill('source'));
});

test('the programme: five components, six strategies, six challenges', () => {
	expect(shape('dti-programme')).toEqual([
		['components', 5],
		['strategies', 6],
		['challenges', 6]
	]);
});

test('the rule of 2020: 4 domains, 8 aspects, 47 indicators, each within the broader one', () => {
	expect(shape('spbe-2020')).toEqual([
		['domains', 4],
		['aspects', 8],
		['indicators', 47]
	]);
	const [, aspects, indicators] = loadFramework('spbe-2020').axes;
	const within = Map.groupBy(indicators!.terms, (term) => term.within);
	expect([...within].map(([aspect, terms]) => [aspect, terms.length])).toEqual([
		...[
			['A1', 10],
			['A2', 4],
			['A3', 4],
			['A4', 2]
		],
		...[
			['A5', 8],
			['A6', 3],
			['A7', 10],
			['A8', 6]
		]
	]);
	expect(aspects!.terms.map((term) => term.within)).toEqual([
		...['D1', 'D2', 'D2', 'D2', 'D3', 'D3', 'D4', 'D4']
	]);
	const doubted = indicators!.terms.filter(({ said }) => said?.reason?.startsWith('Not verified'));
	expect(doubted.map(({ code }) => code)).toEqual(['I25', 'I38', 'I39', 'I44']);
});
