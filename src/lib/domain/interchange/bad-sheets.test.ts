/** What is wrong with real sheets, each a message at its cell; the rest of the sheet is still read. */
import { expect, test } from 'vitest';
import {
	formula,
	merged,
	percent,
	samplePlan,
	sheet,
	storedElement
} from '../testing/sample-sheets.ts';
import { addressOf, type Cell } from './cells.ts';
import { difference } from './difference.ts';
import { findHeader } from './header.ts';
import { propose } from './propose.ts';
import { readWorkbook } from './read-workbook.ts';
import type { SheetMap } from './roles.ts';

type Rows = Parameters<typeof sheet>[0];

function read(
	rows: Rows,
	changed: Partial<SheetMap> = {},
	stored = samplePlan(),
	slug: string | null = null
) {
	const one = sheet(rows);
	const map = { ...propose(one, findHeader(one)!, 'en'), ...changed };
	return difference(readWorkbook([{ sheet: one, map }], stored), stored, slug);
}

const elements = ['Code', 'Title', 'Kind', 'Parent', 'Start', 'End', 'Weight', 'Lead'];
const activity = ['1.2', 'New', 'activity', 'O1'];
const broken: Cell = { is: 'error', text: '#REF!' };
const unknown: Cell = { is: 'text', text: '', formula: true };
const kpis = ['Code', 'Activity', 'Indicator', 'Unit', 'Target 2026'];
const of = ['1.1', 'Title of 1.1', 'Share'];
const money = ['Code', 'Activity', 'Fund source', 'Year', 'Cost'];

test.each<[string, Rows, [place: string, problem: string][]]>([
	[
		'two codes alike',
		[elements, activity, ['1.2', 'Another', 'activity', 'O1']],
		[['Plan1!A3', 'code_twice']]
	],
	[
		'nesting in a circle',
		[elements, ['O1', 'Title of O1', 'objective', 'O2'], ['O2', 'Title of O2', 'objective', 'O1']],
		[
			['Plan1!D2', 'nested_in_circle'],
			['Plan1!D3', 'nested_in_circle']
		]
	],
	[
		'a goal beneath an activity',
		[elements, ['G2', 'New', 'goal', '1.1']],
		[['Plan1!D2', 'nesting']]
	],
	[
		'a parent that is nowhere',
		[elements, ['1.2', 'New', 'activity', 'O7']],
		[['Plan1!D2', 'no_such_element']]
	],
	[
		'another kind than in the plan',
		[elements, ['1.1', 'Title of 1.1', 'goal']],
		[['Plan1!A2', 'kind_differs']]
	],
	[
		'a day outside the plan',
		[elements, [...activity, '2023-01-01']],
		[['Plan1!E2', 'outside_plan']]
	],
	[
		'an end before the start',
		[elements, [...activity, '2026-05-01', '2026-04-01']],
		[['Plan1!F2', 'start_after_end']]
	],
	[
		'a day that may be two',
		[elements, [...activity, '3/10/2026']],
		[['Plan1!E2', 'ambiguous_day']]
	],
	[
		'a number that may be two',
		[elements, [...activity, null, null, '1.500']],
		[['Plan1!G2', 'ambiguous_number']]
	],
	[
		'text in a number cell',
		[elements, [...activity, null, null, '3 parts']],
		[['Plan1!G2', 'text_for_number']]
	],
	[
		'a weight of nothing',
		[elements, [...activity, null, null, 0]],
		[['Plan1!G2', 'not_above_zero']]
	],
	[
		'an office that nobody knows',
		[elements, [...activity, null, null, null, '(DEDIF/SGD)']],
		[['Plan1!H2', 'unknown_organisation']]
	],
	[
		'an office that is no more',
		[elements, [...activity, null, null, null, 'BICTO']],
		[['Plan1!H2', 'organisation_ended']]
	],
	['a formula that failed', [elements, [...activity, broken]], [['Plan1!E2', 'cell_error']]],
	[
		'a formula without result',
		[elements, [...activity, null, null, unknown]],
		[['Plan1!G2', 'formula_without_value']]
	],
	[
		'a code with blanks',
		[elements, ['one two', 'New', 'activity', 'O1']],
		[['Plan1!A2', 'code_letters']]
	],
	[
		'a total',
		[elements, activity, [null, null, null, null, null, null, 5]],
		[['Plan1!G3', 'row_of_nothing']]
	],
	['a share that may be a percent', [kpis, [...of, '%', 0.65]], [['Plan1!E2', 'share_or_percent']]],
	[
		'a percent of something counted',
		[kpis, [...of, 'offices', percent('0.65')]],
		[['Plan1!E2', 'share_or_percent']]
	],
	['more than a whole', [kpis, [...of, '%', '120 %']], [['Plan1!E2', 'outside_unit']]],
	['a KPI without unit', [kpis, [...of, '', 5]], [['Plan1!C2', 'no_unit']]],
	[
		'words for a value',
		[kpis, [...of, 'people', '3.000.000 cidadãos']],
		[['Plan1!E2', 'text_for_number']]
	],
	[
		'a fund that the plan has not',
		[money, ['1.1', 'Title of 1.1', 'SDF', 2026, 5]],
		[['Plan1!C2', 'no_such_fund']]
	],
	[
		'an amount of no year',
		[money, ['1.1', 'Title of 1.1', 'GAA', null, 5]],
		[['Plan1!E2', 'no_year']]
	],
	[
		'a year outside the plan',
		[money, ['1.1', 'Title of 1.1', 'GAA', 2035, 5]],
		[['Plan1!C2', 'year_outside_plan']]
	],
	[
		'an amount below nothing',
		[money, ['1.1', 'Title of 1.1', 'GAA', 2026, -5]],
		[['Plan1!E2', 'negative']]
	],
	[
		'more allotted than appropriated',
		[
			['Code', 'Activity', 'Fund source', 'Year', 'Appropriation', 'Allotment'],
			['1.1', 'Title of 1.1', 'GAA', 2026, 5, 6]
		],
		[['Plan1!F2', 'above_appropriation']]
	],
	[
		'a merged amount',
		[money, ['1.1', 'Title of 1.1', 'GAA', 2026, { is: 'number', number: '5', merged: true }]],
		[['Plan1!E2', 'merged_value']]
	],
	[
		'parts of a centavo',
		[money, ['1.1', 'Title of 1.1', 'GAA', 2026, 5.005]],
		[['Plan1!E2', 'too_many_decimals']]
	],
	[
		'another currency',
		[money, ['1.1', 'Title of 1.1', 'GAA', 2026, 'US$ 5']],
		[['Plan1!E2', 'other_currency']]
	]
])('%s', (_, rows, expected) => {
	const { refusals } = read(rows);
	expect(refusals.map(({ at, why }) => [addressOf(at), why.problem])).toEqual(expected);
	expect(refusals.every(({ text }) => typeof text === 'string')).toBe(true);
});

const costs = [...money, 'Cost as adopted', 'Cost in force from', 'In the plan since'];
const line = ['1.1', 'Title of 1.1', 'GAA', 2026];
const storedLine = {
	...{ element: '1.1', fund: 'GAA', year: 2026 },
	fields: { cost: '9', original_cost: '5', cost_from: '2026-05-01', since: null }
};

test('what a line was to cost before is told of one that is there, and written of a new one with its day', () => {
	const problems = (cells: Rows[number], stored = samplePlan()) => {
		const { refusals, records } = read([costs, [...line, ...cells]], {}, stored);
		const [found] = records.filter(({ record }) => record === 'line');
		const fields = found?.changes.map(({ field }) => field);
		return { fields, refused: refusals.map(({ at, why }) => [addressOf(at), why.problem]) };
	};
	const none = { refused: [] };
	const kept = samplePlan({ lines: [storedLine] });
	expect(problems([9, 5, '2026-05-01'], kept)).toEqual({ ...none, fields: [] });
	expect(problems([8, 5, '2026-05-01'], kept)).toEqual({ ...none, fields: ['cost'] });
	expect(problems([9, 6, '2026-05-01'], kept)).toEqual({
		...{ fields: [], refused: [['Plan1!F2', 'original_cost_stands']] }
	});
	expect(problems([9, 5, '2026-05-01'])).toEqual({
		...{ ...none, fields: ['cost', 'original_cost', 'cost_from'] }
	});
	expect(problems([9, 9, null])).toEqual({ ...none, fields: ['cost'] });
	expect(problems([9, 9, null, '2026-05-01']).fields).toContain('since');
	expect(problems([9, 5, null])).toEqual({
		...{ fields: ['cost'], refused: [['Plan1!F2', 'cost_from_missing']] }
	});
	const draft = samplePlan({ unadopted: true });
	expect(problems([9, 5, '2026-05-01'], draft)).toEqual({
		...{ fields: ['cost'], refused: [['Plan1!F2', 'no_earlier_cost']] }
	});
});

test('a sheet with codes and days alone changes what is in the plan, and creates nothing', () => {
	const { records, refusals } = read([
		['Code', 'End'],
		['1.1', '2026-12-31'],
		['1.9', '2026-12-31']
	]);
	expect(records.map(({ code, state }) => [code, state])).toEqual([['1.1', 'changed']]);
	expect(refusals.map(({ why }) => why)).toEqual([{ problem: 'no_title', name: '1.9' }]);
});

test('what hangs on a refused row is refused with it, and what is beside it is taken', () => {
	const found = read([
		['Objective', 'Activity', 'Indicator', 'Unit'],
		['1 - Title of O1', '1.1 - Title of 1.1', 'Share', '%'],
		[null, '1.1 - Something else', 'Another', '%']
	]);
	expect(found.refusals.map(({ why }) => why.problem)).toContain('code_twice');
	expect(found.records.find(({ record }) => record === 'kpi')).toMatchObject({ title: 'Share' });
});

test('two rows that say two things of one element are refused at the second', () => {
	const found = read([
		['Code', 'Activity', 'End'],
		['1.1', 'Title of 1.1', '2026-01-31'],
		['1.1', 'Title of 1.1', '2026-02-28']
	]);
	expect(found.refusals).toMatchObject([
		{ at: { row: 2, column: 2 }, why: { problem: 'value_differs', other: { row: 1, column: 2 } } }
	]);
});

test('two header rows, merged groups, trailing blanks, slips and formulas are read', () => {
	const found = read([
		['Code ', 'Actvity', 'Schedule', merged('Schedule'), 'Weight'],
		[null, null, ' Start ', 'Finish', null],
		[' 1.1 ', 'Title  of 1.1 ', '2026-01-01', '2026-12-31', formula('2.5')]
	]);
	expect(found.refusals).toEqual([]);
	expect(found.formulas).toBe(1);
	expect(found.records[0]?.changes.map(({ field, after }) => [field, after])).toEqual([
		['planned_start', '2026-01-01'],
		['planned_end', '2026-12-31'],
		['weight', '2.5']
	]);
});

test('months as columns are targets of their last days once a person says so', () => {
	const rows: Rows = [
		['Code', 'Activity', 'Indicator', 'Unit', 'janeiro-26', 'fevereiro-26'],
		['1.1', 'Title of 1.1', 'Offices', 'offices', 1, 2]
	];
	const columns = {
		...propose(sheet(rows), findHeader(sheet(rows))!, 'pt').columns,
		4: { role: 'target.value', due: '2026-01-31' },
		5: { role: 'target.value', due: '2026-02-28' }
	} as const;
	const { records, refusals } = read(rows, { columns });
	expect(refusals).toEqual([]);
	expect(records.filter(({ record }) => record === 'target').map(({ title }) => title)).toEqual([
		'2026-01-31',
		'2026-02-28'
	]);
});

test('10,000 rows are refused as a whole, with their number', () => {
	const rows: Rows = [['Code', 'Activity']];
	for (let at = 0; at < 10_000; at += 1) rows.push([`1.${at}`, `Activity ${at}`]);
	const { records, refusals } = read(rows);
	expect(records).toEqual([]);
	expect(refusals).toMatchObject([
		{ why: { problem: 'too_many_rows', name: '10001', most: 2000 } }
	]);
});

test('a sheet of another plan is seen by its titles, and one of our own by its name', () => {
	const stored = samplePlan();
	stored.elements.push(
		storedElement('activity', '1.2', 'O1'),
		storedElement('activity', '1.3', 'O1')
	);
	const rows: Rows = [
		['Code', 'Activity'],
		['1.1', 'Vaccinate children'],
		['1.2', 'Build hospitals'],
		['1.3', 'Title of 1.3']
	];
	expect(read(rows, {}, stored).anotherPlan).toEqual({ matched: 3, unlike: 2, slug: null });
	expect(read([['Code', 'Activity']], {}, stored, 'other').anotherPlan).toMatchObject({
		slug: 'other'
	});
	expect(read([['Code', 'Activity']], {}, stored, 'sample').anotherPlan).toBeNull();
});
