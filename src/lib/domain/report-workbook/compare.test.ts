import { describe, expect, test } from 'vitest';
import type { Cell, Sheet } from '../interchange/cells.ts';
import { compareItem, rowsByItem } from './compare.ts';
import { activityEntry, lineEntry, measurementEntry } from './entries.ts';
import { activityFields, choices, kpiFields, lineFields } from './fields.ts';
import type { DownloadedItem, EnteredNow } from './items.ts';
import { readField, type Reading } from './read-field.ts';
import { reportMark, rowMark, rowsIn, sealedIn } from './rows.ts';

const keys = (of: keyof typeof choices) => Object.fromEntries(choices[of].map((key) => [key, key]));
const reading: Reading = {
	language: 'en',
	words: {
		delivery: { ...keys('delivery'), in_progress: 'In progress', on_hold: 'On hold' },
		slippage_cause: keys('slippage_cause'),
		declared_confidence: keys('declared_confidence'),
		no_change: { yes: 'Yes' }
	}
};

const text = (words: string): Cell => ({ is: 'text', text: words });
const number = (digits: string, percent?: true): Cell => ({
	is: 'number',
	number: digits,
	percent
});
const day = (on: string): Cell => ({ is: 'day', day: on });

const item: DownloadedItem = {
	...{ kind: 'activity', id: '7', seen: '3' },
	values: { delivery: 'in_progress', percent: '40', as_of: '2026-09-30', note: 'So far' }
};
const before: EnteredNow = { seen: '3', by: 'A person', values: item.values };
const fields = activityFields([]);

/** A sheet as it comes back, with one row of the item. */
const sheet = (cells: Record<string, Cell>, key = 'activity:7'): Sheet => ({
	name: 'Activities',
	rows: [
		[null, ...Object.keys(cells).map(text)],
		[text(rowMark), ...Object.keys(cells).map(text)],
		[text(key), ...Object.values(cells)]
	]
});

const compared = (cells: Record<string, Cell>, now = before) =>
	compareItem({ item, fields, now }, rowsIn([sheet(cells)]), reading);

const asItWas = {
	...{ delivery: text('In progress'), percent: number('40') },
	...{ as_of: day('2026-09-30'), note: text(' So far ') }
};

describe('a row beside what was downloaded', () => {
	test('that says the same in other letters is unchanged', () => {
		expect(compared(asItWas)).toMatchObject({ state: 'unchanged', changes: [] });
		const typed = { ...asItWas, delivery: text('in  PROGRESS'), percent: text('40 %') };
		expect(compared({ ...typed, as_of: text('30 Sep 2026') }).state).toBe('unchanged');
	});

	test('that says something else is changed, from the old to the new, with its cell', () => {
		const found = compared({ ...asItWas, percent: number('62.5') });
		expect(found).toMatchObject({
			state: 'changed',
			at: { sheet: 'Activities', row: 2, column: 1 },
			changes: [{ field: 'percent', at: { row: 2, column: 2 }, before: '40', after: '62.5' }]
		});
		expect(activityEntry(found.values)).toMatchObject({
			...{ delivery: 'in_progress', percent: 62.5, asOf: '2026-09-30', note: 'So far' }
		});
	});

	test('whose cell was emptied is changed: empty is neither 0 nor what stood there', () => {
		const found = compared({ ...asItWas, percent: null });
		expect(found.changes).toMatchObject([{ before: '40', after: '' }]);
		expect(activityEntry(found.values).percent).toBeNull();
	});

	test('that says that nothing changed is changed, for it is reported again', () => {
		expect(compared({ ...asItWas, no_change: text('Yes') }).state).toBe('changed');
	});

	test('that cannot be read is refused with the cell and what stands in it', () => {
		expect(compared({ ...asItWas, percent: text('half') })).toMatchObject({
			state: 'refused',
			refused: [
				{
					field: 'percent',
					at: { row: 2, column: 2 },
					text: 'half',
					why: { problem: 'not_a_number' }
				}
			]
		});
	});

	test('that is gone changes nothing', () => {
		const gone = compareItem({ item, fields, now: before }, [], reading);
		expect(gone).toMatchObject({ state: 'unchanged', at: null });
	});
});

describe('what was entered since the download', () => {
	const since = (values: Record<string, string>): EnteredNow => ({
		...{ seen: '4', by: 'Another' },
		values: { ...item.values, ...values }
	});

	test('stands where the row was left as it was', () => {
		expect(compared(asItWas, since({ percent: '50' })).state).toBe('unchanged');
	});

	test('is in conflict with a row that was changed otherwise', () => {
		const found = compared({ ...asItWas, percent: number('60') }, since({ percent: '50' }));
		expect(found).toMatchObject({ state: 'conflict', meanwhile: { by: 'Another' } });
	});

	test('is no conflict where both say the same', () => {
		const row = { ...asItWas, percent: number('50') };
		expect(compared(row, since({ percent: '50' })).state).toBe('unchanged');
	});
});

describe('rows', () => {
	test('of nothing in the report, and those that stand there twice, are told apart', () => {
		const rows = rowsIn([sheet(asItWas), sheet(asItWas), sheet(asItWas, 'activity:8')]);
		const { byItem, stray } = rowsByItem(rows, [{ item, parts: [] }], [item]);
		expect([...byItem.keys()]).toEqual(['activity:7']);
		expect(stray.map(({ why }) => why)).toEqual(['row_twice', 'foreign_row']);
	});

	test('of what is in the report no more are left out and named', () => {
		const { stray, gone } = rowsByItem(rowsIn([sheet(asItWas)]), [], [item]);
		expect([stray, gone]).toEqual([[], [{ sheet: 'Activities', row: 2, column: 1 }]]);
	});

	test('with a cell that is asked no more are refused where it was typed into', () => {
		const own = activityFields(['5']);
		const found = (cells: Record<string, Cell>) =>
			compareItem({ item, fields: own, now: before }, rowsIn([sheet(cells)]), reading);
		expect(found(asItWas).state).toBe('unchanged');
		expect(found({ ...asItWas, percent: number('60') })).toMatchObject({
			state: 'refused',
			refused: [{ field: 'percent', why: { problem: 'not_asked' } }]
		});
	});

	test('of milestones fill the fields of their activity', () => {
		const own = activityFields(['5']);
		expect([own.has('percent'), own.has('reached-5')]).toEqual([false, true]);
		const milestone: Sheet = { ...sheet({ reached: day('2026-06-30') }, 'activity:7/5') };
		const rows = rowsIn([sheet(asItWas), milestone]);
		const found = compareItem({ item, fields: own, now: before }, rows, reading);
		expect(activityEntry(found.values).reached).toEqual([{ milestoneId: '5', on: '2026-06-30' }]);
	});

	test('are found beneath what is hidden; a sheet without it has none', () => {
		expect(rowsIn([{ name: 'Notes', rows: [[text('activity:7'), text('40')]] }])).toEqual([]);
		const about = { name: 'A', rows: [[text(reportMark), text('one'), text('two')]] };
		expect(sealedIn([sheet(asItWas), about])).toBe('onetwo');
		expect(sealedIn([sheet(asItWas)])).toBeNull();
	});
});

describe('a cell', () => {
	const percent = fields.get('percent')!;
	const amount = lineFields('PHP').get('obligation')!;
	const counted = { kind: 'count', label: 'count', low: null, high: null } as const;
	const value = kpiFields({
		...{ unit: counted, overTime: 'last', overOrganisations: 'none', disaggregation: null }
	}).get('value')!;

	test.each([
		[
			'12.345 is no thousands: a sheet keeps numbers, not their writing',
			number('12.345'),
			value,
			{ value: '12.345' }
		],
		['a share shown as a percent', number('0.07', true), percent, { value: '7' }],
		['a share where none is asked', number('0.45', true), value, { problem: 'percent_for_number' }],
		['a percent for a count', text('45 %'), value, { problem: 'not_a_number' }],
		['an amount with its currency', text('PHP 1,500.50'), amount, { value: '1500.5' }],
		['another currency', text('USD 5'), amount, { problem: 'other_currency', currency: 'PHP' }],
		['a day as its number', number('46295'), fields.get('as_of')!, { value: '2026-09-30' }],
		['no day', text('soon'), fields.get('as_of')!, { problem: 'not_a_day' }],
		[
			'what the sheet could not reckon',
			{ is: 'error', text: '#REF!' } as Cell,
			amount,
			{ problem: 'cell_error' }
		],
		['nothing', null, amount, { value: '' }]
	] as const)('%s', (_what, cell, reads, read) => {
		expect(readField(cell, reads, reading)).toEqual(read);
	});
});

test('parts of a KPI that do not apply have no value; those without a word are not spoken of', () => {
	const entry = measurementEntry({
		...{ value: '12', measured_on: '2026-09-30', note: '' },
		...{ 'cell-1-value': '5', 'cell-2-value': 'n/a', 'cell-3-value': '' }
	});
	const nothing = { numerator: null, denominator: null };
	expect(entry.cells).toEqual([
		{ key: '1', applies: true, value: 5, ...nothing },
		{ key: '2', applies: false, value: null, ...nothing }
	]);
});

test('an amount that is empty is none, and 0 is 0', () => {
	expect(lineEntry('9', { obligation: '0', disbursement: '' })).toEqual({
		...{ lineId: '9', obligation: 0n, disbursement: null }
	});
});
