import { expect, test } from 'vitest';
import { outlineChanges } from './changes.ts';
import {
	entered,
	organisationsLike,
	outlineProblems,
	readEntry,
	type OutlineContext
} from './entries.ts';
import { emptyRow, type Cells, type Column, type Row } from './rows.ts';

const context: OutlineContext = {
	language: 'en',
	currency: 'PHP',
	span: { periodStart: '2022-01-01', periodEnd: '2028-12-31' },
	organisations: [
		{ acronym: 'MILG', name: 'Ministry of the Interior and Local Government' },
		{ acronym: 'MOST', name: 'Ministry of Science and Technology' },
		{ acronym: 'ICTO', name: 'Information and Communications Technology Office' }
	],
	funds: [{ code: 'GF', title: 'General fund' }],
	funded: true
};

test.each<[Column, string, unknown]>([
	['code', ' 4.1.2 ', { value: '4.1.2' }],
	['code', 'a b', { problem: 'code_letters' }],
	['title', 'Build\tthe  portal', { value: 'Build the portal' }],
	['title', 'x'.repeat(1001), { problem: 'words_too_long', most: 1000 }],
	['lead', 'most', { value: 'MOST' }],
	['lead', 'ministry of science and technology', { value: 'MOST' }],
	['lead', 'nobody', { problem: 'no_organisation' }],
	['start', '30/10/2026', { value: '2026-10-30' }],
	['end', '1 March 2027', { value: '2027-03-01' }],
	['start', '2026', { value: '2026-01-01' }],
	['end', '2026', { value: '2026-12-31' }],
	['end', 'Q1 2026', { value: '2026-03-31' }],
	['end', '3/4/2027', { problem: 'ambiguous_day', day: '2027-04-03', until: '2027-03-04' }],
	['end', '2030-01-01', { problem: 'outside_plan', day: '2022-01-01', until: '2028-12-31' }],
	['cost', '₱1,200,000.50', { value: '1200000.5' }],
	['cost', '-5', { problem: 'negative' }],
	['fund', 'general fund', { value: 'GF' }],
	['fund', 'gf', { value: 'GF' }],
	['fund', 'loan', { problem: 'no_fund_source' }],
	['cost', '', { value: '' }],
	['weight', '0', { problem: 'not_above_zero' }],
	['weight', '2.5', { value: '2.5' }]
])('in %s %j is %j', (column, text, expected) => {
	expect(readEntry(column, text, context)).toEqual(expected);
});

test('what cannot be read stays as it was typed', () => {
	expect(entered('start', ' soon ', context)).toBe('soon');
	expect(entered('start', '2026-1', context)).toBe('2026-1');
	expect(entered('cost', '1,000', context)).toBe('1000');
});

test('the likeliest organisation comes first', () => {
	const found = (text: string) =>
		organisationsLike(text, context.organisations).map(({ acronym }) => acronym);
	expect(found('mo')).toEqual(['MOST']);
	expect(found('m')).toEqual(['MILG', 'MOST']);
	expect(found('science')).toEqual(['MOST']);
	expect(found('information')).toEqual(['ICTO']);
	expect(found('')).toEqual([]);
});

const row = (key: string, cells: Partial<Cells>): Row => {
	const empty = emptyRow(key, 'activity', 0);
	return { ...empty, cells: { ...empty.cells, ...cells } };
};

test('only what would be sent is looked at, and what no cell can tell alone', () => {
	const base = [
		row('1', { code: 'A', title: 'One', start: 'as it stands', end: '2026-01-01' }),
		row('2', { code: 'B', title: 'Two', start: '2026-05-01' })
	];
	const rows = [
		base[0]!,
		row('2', { code: 'A', title: '', start: '2026-05-01', end: '2026-04-01' }),
		row('new-1', { code: 'C', cost: '5' })
	];
	const problems = outlineProblems(outlineChanges(rows, base), rows, { ...context, funded: false });
	expect(problems.map(({ key, column, problem }) => [key, column, problem.problem])).toEqual([
		['2', 'title', 'title_missing'],
		['2', 'end', 'dates_reversed'],
		['new-1', 'cost', 'fund_missing'],
		['new-1', 'title', 'title_missing'],
		['2', 'code', 'code_taken']
	]);
	expect(outlineProblems(outlineChanges(base, base), base, context)).toEqual([]);
});
