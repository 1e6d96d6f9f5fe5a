import { expect, test } from 'vitest';
import { spendingProblems, type LineContext, type LineEntry } from './spending-entry.ts';

const line: LineContext = {
	id: '3',
	appropriation: 1000n,
	allotment: 800n,
	reported: [
		{ asOf: '2026-06-30', obligation: 300n, disbursement: 100n },
		{ asOf: '2026-09-30', obligation: 500n, disbursement: 200n }
	]
};

function problems(given: Partial<LineEntry>, asOf: string | null = '2026-11-22', of = line) {
	const context = {
		today: '2026-11-22',
		periodStart: '2022-04-01',
		periodEnd: '2028-12-31',
		lines: [of]
	};
	const lines = [{ lineId: '3', obligation: 500n, disbursement: 200n, ...given }];
	return spendingProblems({ asOf, lines }, context).map(
		({ field, problem }) => `${field} ${problem}`
	);
}

test('figures that grow within their stages have no problem', () => {
	expect(problems({ obligation: 800n, disbursement: 800n })).toEqual([]);
});

test.each<[string, Partial<LineEntry>, string[]]>([
	['disbursed above obligated', { disbursement: 501n }, ['disbursement-3 above_obligation']],
	['obligated above allotted', { obligation: 801n }, ['obligation-3 above_allotment']],
	['obligated below zero', { obligation: -5n }, ['obligation-3 negative']],
	[
		'obligated above allotted, and disbursed above that',
		{ obligation: 801n, disbursement: 802n },
		['obligation-3 above_allotment']
	],
	['only disbursed', { obligation: null, disbursement: 900n }, ['obligation-3 required']],
	['below zero', { disbursement: -1n }, ['disbursement-3 negative']],
	['fallen', { obligation: 499n }, ['obligation-3 below_earlier']],
	['half a line', { disbursement: null }, ['disbursement-3 required']],
	['nothing', { obligation: null, disbursement: null }, ['obligation-3 nothing_entered']]
])('%s', (_, given, expected) => {
	expect(problems(given)).toEqual(expected);
});

test('a day can be corrected downward, between what was said of the days around it', () => {
	expect(problems({ obligation: 400n }, '2026-09-30')).toEqual([]);
	expect(problems({ obligation: 299n, disbursement: 150n }, '2026-09-30')).toEqual([
		'obligation-3 below_earlier'
	]);
	expect(problems({ obligation: 501n, disbursement: 150n }, '2026-08-31')).toEqual([
		'obligation-3 above_later'
	]);
});

test('a line of another activity is refused, with the amount that was sent for it', () => {
	expect(problems({ lineId: '4' })).toEqual([' no_such_line']);
	expect(problems({ lineId: '4', obligation: null })).toEqual([' no_such_line']);
	// nothing was said of it
	expect(problems({ lineId: '4', obligation: null, disbursement: null })).toEqual([
		'obligation-3 nothing_entered'
	]);
});

test('nothing can be obligated where nothing is allotted', () => {
	const none = { ...line, allotment: null, reported: [] };
	expect(problems({ obligation: 1n, disbursement: 0n }, '2026-11-22', none)).toEqual([
		'obligation-3 nothing_allotted'
	]);
	expect(problems({ obligation: 0n, disbursement: 0n }, '2026-11-22', none)).toEqual([]);
});

test('the day must be set, past, and not before the plan', () => {
	expect(problems({}, null)).toEqual(['as_of required']);
	expect(problems({}, '2026-11-23')).toEqual(['as_of in_future']);
	expect(problems({}, '2019-01-01')).toEqual(['as_of outside_plan']);
});

test('money is spent after the plan’s end too', () => {
	const days = { today: '2029-03-31', periodStart: '2022-04-01', periodEnd: '2028-12-31' };
	const lines = [{ lineId: '3', obligation: 500n, disbursement: 200n }];
	expect(spendingProblems({ asOf: '2029-02-28', lines }, { ...days, lines: [line] })).toEqual([]);
});
