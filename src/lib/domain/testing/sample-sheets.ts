/** Sheets as tests write them down: rows of texts and numbers, with what a spreadsheet adds to them. */
import { decimalOf, type Cell, type CellValue, type Sheet } from '../interchange/cells.ts';
import type { StoredElement, StoredPlan } from '../interchange/stored.ts';
import type { ElementKind } from '../records/vocabulary.ts';

type Written = string | number | boolean | null | Cell;

function cellOf(value: Written): Cell {
	if (value === null || typeof value === 'object') return value;
	if (typeof value === 'boolean') return { is: 'flag', flag: value };
	if (typeof value === 'number') return { is: 'number', number: decimalOf(value) ?? '0' };
	return value === '' ? null : { is: 'text', text: value };
}

export const sheet = (rows: Written[][], name = 'Plan1'): Sheet => ({
	name,
	rows: rows.map((row) => row.map(cellOf))
});

export const percent = (number: string): CellValue =>
	({ is: 'number', number, percent: true }) as const;
export const merged = (text: string): Cell => ({ is: 'text', text, merged: true });
export const formula = (number: string): Cell => ({ is: 'number', number, formula: true });

export const storedElement = (
	kind: ElementKind,
	code: string,
	parent: string | null,
	title = `Title of ${code}`
): StoredElement => ({
	kind,
	code,
	parent,
	retired: false,
	milestones: [],
	fields: {
		title,
		short_title: null,
		description: null,
		weight: null,
		critical: false,
		applicable: true,
		deliverable_defined: true,
		planned_start: null,
		planned_end: null,
		forecast_start: null,
		forecast_end: null,
		lead: [],
		co_leads: [],
		reporters: [],
		terms: [],
		also_serves: []
	}
});

/** A plan of four years with three elements and two organisations, one of which has ended. */
export const samplePlan = (more: Partial<StoredPlan> = {}): StoredPlan => ({
	slug: 'sample',
	currency: 'PHP',
	periodStart: '2024-01-01',
	periodEnd: '2027-12-31',
	unadopted: false,
	drafting: false,
	today: '2026-11-26',
	elements: [
		storedElement('goal', 'G1', null),
		storedElement('objective', 'O1', 'G1'),
		storedElement('activity', '1.1', 'O1')
	],
	kpis: [],
	lines: [],
	totals: [],
	funds: { GAA: 'General appropriations' },
	organisations: [
		{ acronym: 'MOST', name: 'Ministry of Science and Technology', valid: true },
		{ acronym: 'BICTO', name: 'Former office', valid: false }
	],
	terms: ['G2C'],
	work: [],
	handOvers: [],
	...more
});
