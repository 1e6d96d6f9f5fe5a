import { expect, test } from 'vitest';
import { samplePlan, sheet } from '../testing/sample-sheets.ts';
import { difference } from './difference.ts';
import { findHeader } from './header.ts';
import { propose } from './propose.ts';
import { readWorkbook } from './read-workbook.ts';
import type { StoredPlan, StoredTotal } from './stored.ts';

type Row = (string | number | null)[];

const lineHeader = [
	...['element.code', 'line.fund', 'line.year', 'line.cost', 'line.original_cost'],
	...['line.cost_from', 'line.appropriation', 'line.allotment']
];
const totalHeader = [
	...['element.code', 'total.fund', 'total.year', 'total.stage', 'total.from', 'total.amount']
];

/** The totals that are taken of a workbook with a line, and why others are not. */
function read(line: Row | null, totals: Row[], stored: StoredPlan = samplePlan()) {
	const sheets = [
		...(line ? [sheet([lineHeader, ['1.1', 'GAA', 2026, ...line]], 'Lines')] : []),
		sheet([totalHeader, ...totals.map((row) => ['1.1', 'GAA', 2026, ...row])], 'Totals')
	];
	const mapped = sheets.map((one) => ({ sheet: one, map: propose(one, findHeader(one)!, 'en') }));
	const { records, refusals } = difference(readWorkbook(mapped, stored), stored, null);
	const taken = records.flatMap((one) =>
		one.record === 'total' ? [[one.state, one.stage, one.from, one.amount]] : []
	);
	return { taken, refused: refusals.map(({ at, why }) => [at.row, why.problem]) };
}

const total = (
	stage: StoredTotal['stage'],
	from: string | null,
	amount: string | null
): StoredTotal => ({ ...{ element: '1.1', fund: 'GAA', year: 2026 }, stage, from, amount });

test('a new line takes what it costs and what was released from which day', () => {
	const { taken, refused } = read(
		[9, 5, '2026-05-01', 20, null],
		[
			['cost', null, 5],
			['cost', '2026-03-01', 7],
			['cost', '2026-05-01', 9],
			['cost', '2027-05-01', 11],
			['allotment', '2026-06-01', 4],
			['allotment', '2026-09-01', null],
			['appropriation', '2026-02-01', 20]
		]
	);
	expect(refused).toEqual([]);
	expect(taken).toEqual([
		['created', 'cost', null, '5'],
		['created', 'cost', '2026-03-01', '7'],
		['created', 'cost', '2026-05-01', '9'],
		['created', 'cost', '2027-05-01', '11'],
		['created', 'allotment', '2026-06-01', '4'],
		['created', 'allotment', '2026-09-01', null],
		['created', 'appropriation', '2026-02-01', '20']
	]);
});

test('totals that do not agree with their line are all refused', () => {
	const differs = [[1, 'total_differs']];
	expect(read([9, null, null, 20, null], [['appropriation', '2026-02-01', 19]])).toEqual({
		...{ taken: [], refused: differs }
	});
	expect(read([9, 6, '2026-05-01', null, null], [['cost', null, 9]]).refused).toEqual(differs);
	const twice: Row[] = [
		['appropriation', null, 20],
		['appropriation', null, 20]
	];
	expect(read([9, null, null, 20, null], twice)).toEqual({
		taken: [],
		refused: [
			[1, 'value_differs'],
			[2, 'value_differs']
		]
	});
});

test('more is never allotted than appropriated, on no day', () => {
	const { taken, refused } = read(
		[9, null, null, 20, 4],
		[
			['appropriation', null, 5],
			['appropriation', '2026-06-01', 20],
			['allotment', '2026-03-01', 6],
			['allotment', '2026-07-01', 4]
		]
	);
	expect(taken).toEqual([]);
	expect(refused.map(([, why]) => why)).toEqual(new Array(4).fill('above_appropriation'));
});

test('a row needs its line, its kind, and a day on which money can have been released', () => {
	expect(read(null, [['cost', null, 5]]).refused).toEqual([[1, 'no_such_line']]);
	expect(read([9], [[null, null, 9]]).refused).toEqual([[1, 'required']]);
	expect(read([9], [['cost', null, -1]]).refused).toEqual([[1, 'negative']]);
	expect(read([9, null, null, 20], [['appropriation', '2026-12-01', 20]]).refused).toEqual([
		[1, 'total_after_today']
	]);
});

test('what is on record of a line is not written anew', () => {
	const line = { element: '1.1', fund: 'GAA', year: 2026, fields: { cost: '9' } };
	const totals = [total('cost', null, '5'), total('cost', '2026-05-01', '9')];
	const stored = samplePlan({ lines: [line], totals });
	const rows: Row[] = [
		['cost', null, 5],
		['cost', '2026-05-01', 9]
	];
	expect(read(null, rows, stored)).toEqual({
		taken: rows.map(([stage, from, amount]) => ['unchanged', stage, from, String(amount)]),
		refused: []
	});
	for (const row of [
		['cost', null, 6],
		['cost', '2026-06-01', 9],
		['allotment', null, 1]
	])
		expect(read(null, [row], stored)).toEqual({ taken: [], refused: [[1, 'total_stands']] });
});

test('what is not adopted yet never cost anything else, and a draft releases nothing', () => {
	const cost: Row[] = [
		['cost', null, 5],
		['cost', '2026-05-01', 9]
	];
	const whys = (rows: Row[], more: Partial<StoredPlan>) =>
		read([9, null, null, 20, null], rows, samplePlan(more)).refused.map(([, why]) => why);
	expect(whys(cost, { unadopted: true })).toEqual(['no_earlier_cost', 'no_earlier_cost']);
	expect(whys(cost, { drafting: true })).toEqual(['no_earlier_cost', 'no_earlier_cost']);
	const released: Row[] = [['appropriation', '2026-02-01', 20]];
	expect(whys(released, { unadopted: true })).toEqual([]);
	expect(whys(released, { drafting: true })).toEqual(['beside_draft']);
});
