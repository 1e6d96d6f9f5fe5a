import { describe, expect, test } from 'vitest';
import { merged, percent, samplePlan, sheet, storedElement } from '../testing/sample-sheets.ts';
import type { Sheet } from './cells.ts';
import { difference, madeOf, type Difference } from './difference.ts';
import { findHeader } from './header.ts';
import { propose } from './propose.ts';
import { readWorkbook } from './read-workbook.ts';
import type { SheetMap } from './roles.ts';
import type { StoredPlan } from './stored.ts';

function compared(
	sheets: Sheet[],
	stored: StoredPlan = samplePlan(),
	changed: Partial<SheetMap> = {}
): Difference {
	const mapped = sheets.map((one) => ({
		sheet: one,
		map: { ...propose(one, findHeader(one)!, 'en'), ...changed }
	}));
	return difference(readWorkbook(mapped, stored), stored, null);
}

const changesOf = (found: Difference) =>
	madeOf(found).map(({ record, state, code, changes }) => [
		[state, record, code].join(' '),
		Object.fromEntries(changes.map(({ field, before, after }) => [field, [before, after]]))
	]);

const empty = samplePlan({ elements: [] });

describe('elements', () => {
	test('of a sheet with a column for each level are created once, however often they stand there', () => {
		const found = compared(
			[
				sheet([
					['Principle', 'Objective', 'Initiative'],
					['I - Open government', '01 - Serve people', 'Initiative 1.1. Build a portal'],
					[merged('I - Open government'), '01 - Serve  people ', 'Initiative 1.2. Train staff'],
					[null, '02 - Share data', 'Initiative 2.1. Publish data']
				])
			],
			empty
		);
		expect(found.refusals).toEqual([]);
		expect(
			found.records.map((one) => [one.code, one.title, 'parent' in one && one.parent])
		).toEqual([
			['I', 'Open government', null],
			['O1', 'Serve people', 'I'],
			['1.1', 'Build a portal', 'O1'],
			['1.2', 'Train staff', 'O1'],
			['O2', 'Share data', 'I'],
			['2.1', 'Publish data', 'O2']
		]);
	});

	test('are known again by their codes in another layout, with floats, zeros and letters', () => {
		const found = compared([
			sheet([
				['Objective', 'No.', 'Activity', 'Deadline'],
				['Objective 1: Title of O1', 1.1, 'Title of 1.1', '2026']
			])
		]);
		expect(changesOf(found)).toEqual([
			['changed element 1.1', { planned_end: [null, '2026-12-31'] }]
		]);
		expect(found.notNamed).toBe(1);
	});

	test('move beneath another, and lose what an empty cell empties only where that is said', () => {
		const stored = samplePlan();
		stored.elements.push(storedElement('objective', 'O2', 'G1'));
		stored.elements[2]!.fields['planned_end'] = '2026-12-31';
		const rows = [
			['Code', 'Title', 'Parent', 'End'],
			['1.1', 'Title of 1.1', 'O2', '']
		];
		const moved = ['parent', ['O1', 'O2']] as const;
		expect(changesOf(compared([sheet(rows)], stored))).toEqual([
			['changed element 1.1', Object.fromEntries([moved])]
		]);
		expect(changesOf(compared([sheet(rows)], stored, { empties: true }))).toEqual([
			['changed element 1.1', { ...Object.fromEntries([moved]), planned_end: ['2026-12-31', null] }]
		]);
	});

	test('without a code are known by their title, and get the next code where they are new', () => {
		const rows = [['Activity'], ['Title of 1.1'], ['Something new']];
		const found = compared([sheet(rows)]);
		expect(found.records.map(({ code, state }) => [code, state])).toEqual([
			['1.1', 'unchanged'],
			['1', 'created']
		]);
	});

	test('take owners in brackets by acronym or name', () => {
		const rows = [
			['Code', 'Title', 'Lead', 'Partners'],
			['1.1', 'Title of 1.1', '(most)', 'Ministry of science and technology; MOST']
		];
		expect(changesOf(compared([sheet(rows)]))).toEqual([
			['changed element 1.1', { lead: [[], ['MOST']], co_leads: [[], ['MOST']] }]
		]);
	});
});

describe('KPIs and money', () => {
	const kpis = [
		['Code', 'Activity', 'Indicator', 'Unit', 'Baseline', 'Target 2026', 'Target 2027'],
		['1.1', 'Title of 1.1', 'Offices connected', '%', percent('0.2'), percent('0.655'), 1],
		[null, null, 'Days to a permit', 'days', 20, 10, 5]
	];

	test('are created with their unit, their direction and their targets', () => {
		const found = compared([sheet(kpis)]);
		expect(found.refusals).toEqual([]);
		expect(changesOf(found)).toEqual([
			[
				'created kpi 1.1-K1',
				{
					title: [null, 'Offices connected'],
					unit: [null, '%'],
					unit_kind: [null, 'percent_of_whole'],
					baseline_value: [null, '20']
				}
			],
			[
				'created kpi 1.1-K2',
				{
					title: [null, 'Days to a permit'],
					unit: [null, 'days'],
					direction: [null, 'down'],
					baseline_value: [null, '20']
				}
			],
			['created target 1.1-K1', { due_on: [null, '2026-12-31'], value: [null, '65.5'] }],
			['created target 1.1-K1', { due_on: [null, '2027-12-31'], value: [null, '100'] }],
			['created target 1.1-K2', { due_on: [null, '2026-12-31'], value: [null, '10'] }],
			['created target 1.1-K2', { due_on: [null, '2027-12-31'], value: [null, '5'] }]
		]);
	});

	test('are known again by their title beneath their element', () => {
		const stored = samplePlan({
			kpis: [
				{
					code: 'K9',
					element: '1.1',
					retired: false,
					fields: {
						title: 'Offices connected',
						unit: '%',
						unit_kind: 'percent_of_whole',
						baseline_value: '20'
					},
					targets: { '2026-12-31': '65.5', '2027-12-31': '90' },
					disaggregation: null
				}
			]
		});
		expect(changesOf(compared([sheet(kpis.slice(0, 2))], stored))).toEqual([
			['changed target K9', { value: ['90', '100'] }]
		]);
	});

	test('amounts of years are lines of the fund that is named', () => {
		const rows = [
			['Code', 'Activity', 'Budget 2026', 'Budget 2027'],
			['1.1', 'Title of 1.1', 1_000_000.5, '2,000,000.00']
		];
		expect(changesOf(compared([sheet(rows)], samplePlan(), { fund: 'GAA' }))).toEqual([
			['created line 1.1', { cost: [null, '1000000.5'] }],
			['created line 1.1', { cost: [null, '2000000'] }]
		]);
	});
});
