import { expect, test } from 'vitest';
import { samplePlan, sheet, storedElement } from '../testing/sample-sheets.ts';
import type { Sheet } from './cells.ts';
import { difference } from './difference.ts';
import { findHeader } from './header.ts';
import { propose } from './propose.ts';
import { readWorkbook } from './read-workbook.ts';
import type { StoredPlan, StoredWork } from './stored.ts';

function compared(sheets: Sheet[], stored: StoredPlan = samplePlan()) {
	const mapped = sheets.map((one) => ({ sheet: one, map: propose(one, findHeader(one)!, 'en') }));
	return difference(readWorkbook(mapped, stored), stored, null);
}

const place = (number: number, unit_name: string, more: Partial<StoredWork> = {}): StoredWork => ({
	...{ record: 'location', element: '1.1', number, withdrawn: false },
	...{ id: String(number), version: String(number) },
	fields: { unit_name, unit_code: null, code_system: null },
	...more
});

const whys = (rows: string[][], plan?: StoredPlan) =>
	compared([sheet(rows)], plan).refusals.map(({ at, why }) => [at.row, why.problem]);
const made = (rows: string[][], plan?: StoredPlan) =>
	compared([sheet(rows)], plan).records.map(({ record, state, title }) =>
		[record, state, title].join(' ')
	);

const places = ['element.code', 'location.number', 'location.unit_name', 'location.unit_code'];
const contracts = [
	...['element.code', 'contract.contract_title', 'contract.supplier'],
	...['contract.contract_state', 'contract.fund', 'contract.year', 'contract.signed_on']
];

test('a place is known again by its name, else by its number, and one without either is new', () => {
	const plan = samplePlan({ work: [place(1, 'First City'), place(2, 'Second City')] });
	const rows = [places, ['1.1', '2', 'First City'], ['1.1', '1', 'Third City'], ['1.1', '', 'New']];
	// the first row is the first place by its name, so the number of the second leads nowhere else
	expect(made(rows, plan)).toEqual([
		'location unchanged First City',
		'location created Third City',
		'location created New'
	]);
	expect(made([places, ['1.1', '2', 'Renamed']], plan)).toEqual(['location changed Renamed']);
});

test('one that was withdrawn keeps its number and stands no more', () => {
	const plan = samplePlan({ work: [place(1, 'Gone', { withdrawn: true }), place(2, 'There')] });
	expect(made([places, ['1.1', '2', 'There']], plan)).toEqual(['location unchanged There']);
	expect(whys([places, ['1.1', '1', 'Gone']], plan)).toEqual([[1, 'withdrawn']]);
	expect(made([places, ['1.1', '', 'Gone']], plan)).toEqual(['location created Gone']);
});

test('what a form refuses is refused at its cell', () => {
	expect(whys([places, ['1.1', '', 'City', '0101']])).toEqual([[1, 'required']]);
	expect(whys([places, ['G1', '', 'City']])).toEqual([[1, 'not_of_kind']]);
	expect(whys([places, ['9.9', '', 'City']])).toEqual([[1, 'no_such_element']]);
	expect(whys([places, ['', '', 'City']])).toEqual([[1, 'no_code']]);
	const rows = [
		contracts,
		['1.1', 'Kiosks', 'Works Inc.', 'planned', 'GAA', '2026', ''],
		['1.1', 'Cables', '', 'planned', '', '', ''],
		['1.1', 'Power', 'Works Inc.', 'planned', '', '', '2026-01-01'],
		['1.1', 'Water', 'Works Inc.', 'active', '', '', '2027-01-01'],
		['1.1', 'Light', 'Works Inc.', 'open', '', '', '']
	];
	expect(whys(rows)).toEqual([
		[5, 'not_one_of'],
		[1, 'no_such_line'],
		[2, 'one_supplier'],
		[3, 'signed_though_planned'],
		[4, 'in_future'],
		[5, 'required']
	]);
});

test('a contract may be on a line that the same workbook adds', () => {
	const lines = [['element.code', 'line.fund', 'line.year', 'line.cost']];
	const found = compared([
		sheet([...lines, ['1.1', 'GAA', '2026', '100']]),
		sheet([contracts, ['1.1', 'Kiosks', 'Works Inc.', 'planned', 'GAA', '2026', '']])
	]);
	expect(found.refusals).toEqual([]);
	expect(found.records.map(({ record }) => record)).toEqual(['line', 'contract']);
});

const closures = [
	...['element.code', 'closure.whole_plan', 'closure.closure_reason', 'closure.closed_on'],
	...['closure.delivered', 'closure.explanation']
];

test('a plan is closed only where its row says so, and nothing twice', () => {
	const row = ['', 'TRUE', 'completed', '2026-10-31', 'All of it.', ''];
	expect(made([closures, row])).toEqual(['closure created 2026-10-31']);
	expect(whys([closures, ['', '', ...row.slice(2)]])).toEqual([[1, 'no_code']]);
	expect(whys([closures, row, row])).toEqual([[2, 'closed_twice']]);
	expect(whys([closures, ['1.1', '', 'stopped', '2026-10-31', 'Half.', '']])).toEqual([
		[1, 'required']
	]);
	expect(whys([closures, row], samplePlan({ unadopted: true }))).toEqual([[1, 'before_adoption']]);
	expect(whys([closures, row], samplePlan({ drafting: true }))).toEqual([[1, 'beside_draft']]);
});

const handed = ['element.code', 'hand_over.role', 'hand_over.from', 'hand_over.to'];
const on = [...handed, 'hand_over.handed_on'];
const elements = ['element.code', 'element.kind', 'element.lead'];

const owned = (lead: string[]): StoredPlan => {
	const activity = storedElement('activity', '1.1', null);
	return samplePlan({ elements: [{ ...activity, fields: { ...activity.fields, lead } }] });
};

test('an owner that changes because it hands over is no change of the sheet of elements', () => {
	const sheets = [
		sheet([elements, ['1.1', 'activity', 'MOST']]),
		sheet([on, ['1.1', 'lead', 'BICTO', 'MOST', '2026-07-01']])
	];
	const found = compared(sheets, owned(['BICTO']));
	expect(found.refusals).toEqual([]);
	expect(found.records.map(({ record, state }) => [record, state])).toEqual([
		['element', 'unchanged'],
		['hand_over', 'created']
	]);
});

test('a hand-over that does not lead to the owners that are said is refused', () => {
	const row = ['1.1', 'lead', 'BICTO', 'MOST', '2026-07-01'];
	expect(whys([on, row], owned(['BICTO']))).toEqual([[1, 'owner_differs']]);
	expect(whys([on, row], owned(['MOST']))).toEqual([]);
	// of a day to come whoever leads today still does
	expect(whys([on, ['1.1', 'lead', 'BICTO', 'MOST', '2027-01-01']], owned(['BICTO']))).toEqual([]);
	expect(whys([on, ['1.1', 'lead', 'MOST', 'MOST', '2026-07-01']], owned(['MOST']))).toEqual([
		[1, 'required']
	]);
});

test('what was handed over is not written anew', () => {
	const fields = {
		...{ role: 'lead', from: ['BICTO'], to: ['MOST'], handed_on: '2026-07-01' },
		...{ from_office: null, to_office: null, handed_over: null, reason: 'So it was ordered.' }
	};
	const plan = { ...owned(['MOST']), handOvers: [{ element: '1.1', fields }] };
	const header = [...on, 'hand_over.reason'];
	const row = ['1.1', 'lead', 'BICTO', 'MOST', '2026-07-01'];
	expect(made([header, [...row, 'So it was ordered.']], plan)).toEqual([
		'hand_over unchanged BICTO → MOST'
	]);
	expect(whys([header, [...row, 'Otherwise.']], plan)).toEqual([[1, 'handed_otherwise']]);
});
