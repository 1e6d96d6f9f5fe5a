import { expect, test } from 'vitest';
import { problems } from './problems.ts';
import type { PlanHistory } from './structure.ts';
import { fromTheBeginning } from '../records/dates.ts';

type Element = PlanHistory['elements'][number];

const element = (id: string, fields: Partial<Element> = {}): Element => ({
	id,
	holdsFrom: fromTheBeginning,
	revision: 0,
	retired: false,
	parentId: null,
	kind: 'activity',
	position: Number(id),
	code: `A${id}`,
	title: `Activity ${id}`,
	shortTitle: null,
	weight: null,
	critical: false,
	applicable: true,
	plannedStart: null,
	plannedEnd: null,
	forecastStart: null,
	forecastEnd: null,
	...fields
});

const history = (elements: Element[]): PlanHistory => ({
	settings: [],
	elements,
	owners: [],
	milestones: [],
	terms: [],
	links: [],
	kpis: [],
	targets: [],
	budgetLines: [],
	organisations: []
});

test('a code that two have on some day is named with the first such day', () => {
	const later = { holdsFrom: '2027-01-01', revision: 1, code: 'A1' };
	expect(problems(history([element('1'), element('2'), element('2', later)]))).toEqual([
		{ problem: 'code_taken', id: '2', on: '2027-01-01' }
	]);
});

test('codes that are exchanged on one day are no problem', () => {
	const on = { holdsFrom: '2027-01-01', revision: 1 };
	const exchanged = [element('1', { ...on, code: 'A2' }), element('2', { ...on, code: 'A1' })];
	expect(problems(history([element('1'), element('2'), ...exchanged]))).toEqual([]);
});

test('what stands beneath an element that goes is named', () => {
	const goal = element('1', { kind: 'goal' });
	const gone = { ...goal, holdsFrom: '2026-05-01', revision: 1, retired: true };
	expect(problems(history([goal, element('2', { parentId: '1' }), gone]))).toEqual([
		{ problem: 'parent_gone', id: '2', on: '2026-05-01' }
	]);
});
