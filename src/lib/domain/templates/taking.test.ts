import { describe, expect, test } from 'vitest';
import { codeProblems, freeCode, freeCodes, toMake } from './taking.ts';
import { takenWords } from './taken-words.ts';
import type { KeptProvenance, TemplateElement, TemplateItems, TemplateKpi } from './template.ts';

const element = (code: string, parentId: string | null): TemplateElement => ({
	...{ id: code, kind: 'activity', parentId, depth: 0, code, title: code, shortTitle: null },
	...{ description: null, deliverableDefined: true, elementId: '1', provenance: [] },
	...{ terms: [], alsoServes: [] }
});
const kpi = (code: string, elementId: string): TemplateKpi => ({
	...{ id: code, elementId, code, title: code, definition: null, meansOfVerification: null },
	...{ resultLevel: null, unit: { kind: 'count', label: 'offices', low: null, high: null } },
	...{ direction: 'up', band: null, frequency: 'year', overTime: 'last' },
	...{ overOrganisations: 'none', disaggregation: null, kpiId: '1', provenance: [] }
});
const items: TemplateItems = {
	elements: [
		...[element('G1', null), element('O1', 'G1'), element('A1', 'O1'), element('A2', 'O1')],
		element('G2', null)
	],
	kpis: [kpi('K1', 'O1'), kpi('K2', 'O1')]
};
const made = (elements: string[], kpis: string[] = [], before: string[] = []) => {
	const there = before.map((itemId) => ({ itemId, id: `plan-${itemId}`, code: `P-${itemId}` }));
	const chosen = { elements: new Set(elements), kpis: new Set(kpis) };
	const found = toMake(items, chosen, there);
	return {
		elements: found.elements.map(({ item, above, broughtBy }) => [
			item.id,
			above && (above.among === 'taken' ? above.itemId : above.id),
			...(broughtBy ? [broughtBy.id] : [])
		]),
		kpis: found.kpis.map(({ item, of }) => [item.id, of.among === 'taken' ? of.itemId : of.id])
	};
};

describe('what stands beneath what', () => {
	test('a part beneath its own parent, where that is taken too', () => {
		expect(made(['G1', 'O1', 'A1']).elements).toEqual([
			...[['G1', null]],
			...[['O1', 'G1']],
			['A1', 'O1']
		]);
	});
	test('else beneath the nearest of those above it', () => {
		expect(made(['G1', 'A1']).elements).toEqual([
			['G1', null],
			['A1', 'G1']
		]);
	});
	test('also where that was taken before', () => {
		expect(made(['A2'], [], ['G1']).elements).toEqual([['A2', 'plan-G1']]);
	});
	test('and at the top without any', () => {
		expect(made(['A1', 'G2']).elements).toEqual([
			['A1', null],
			['G2', null]
		]);
	});
});

describe('a KPI', () => {
	test('comes with the element that it measures, once', () => {
		expect(made(['G1'], ['K1', 'K2'])).toEqual({
			elements: [
				['G1', null],
				['O1', 'G1', 'K1']
			],
			kpis: [
				['K1', 'O1'],
				['K2', 'O1']
			]
		});
	});
	test('measures the element that was taken before', () => {
		expect(made([], ['K2'], ['O1'])).toEqual({ elements: [], kpis: [['K2', 'plan-O1']] });
	});
});

test('a code that is taken gets a number behind it, and no two parts get the same', () => {
	expect(freeCode('II.A', new Set(['I']))).toBe('II.A');
	expect(freeCode('II.A', new Set(['II.A', 'II.A-2']))).toBe('II.A-3');
	const parts = ['A', 'A', 'A-2'].map((code, id) => ({ id: String(id), code }));
	expect([...freeCodes(parts, new Set(['A'])).values()]).toEqual(['A-2', 'A-3', 'A-2-2']);
});

test('a code is wrong where it is missing, no code, taken, or given twice', () => {
	const parts = ['', 'a b', 'G1', 'G2', 'G2', 'G3'].map((code, id) => ({ id: String(id), code }));
	expect([...codeProblems(parts, new Set(['G1']))]).toEqual([
		['0', 'code_missing'],
		['1', 'code_letters'],
		['2', 'code_taken'],
		['4', 'code_twice']
	]);
});

describe('where words come from that were taken', () => {
	const said = (field: string, more: Partial<KeptProvenance>): KeptProvenance => ({
		...{ field, kind: 'source', quote: null, reason: null, passage: null, publication: null },
		...{ passageId: null, publicationId: null },
		...more
	});
	const item = {
		provenance: [
			said('title', { quote: 'Digital Infrastructure', passageId: '7', publicationId: '3' }),
			said('code', { kind: 'editorial', reason: 'Put together from the numbering.' }),
			said('definition', { kind: 'demo' })
		]
	};
	test('the words of a publication stay its words', () => {
		expect(takenWords(item, 'title', 'editorial')).toEqual({
			...{ kind: 'public_record', quote: 'Digital Infrastructure' },
			...{ passageId: '7', publicationId: '3', because: null }
		});
	});
	test.each([
		['a reading', 'code', 'Put together from the numbering.'],
		['what was invented', 'definition', null],
		['what nobody recorded', 'description', null]
	])('%s is a reading of the plan that takes it', (_, field, because) => {
		expect(takenWords(item, field, 'editorial')).toMatchObject({ kind: 'editorial', because });
	});
});
