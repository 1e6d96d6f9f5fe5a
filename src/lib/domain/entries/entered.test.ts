import { expect, test } from 'vitest';
import { decimals, factDay } from './entered.ts';

test('decimals are counted as written', () => {
	expect([45, 45.5, 45.25, 0.1, 1e-7, 1e21].map(decimals)).toEqual([0, 1, 2, 1, 7, 0]);
});

test('what was so after the plan’s end can be reported, but nothing before its beginning', () => {
	const span = { periodStart: '2022-04-01', periodEnd: '2028-12-31' };
	const found = (day: string | null, of = span) => factDay('as_of', day, '2029-05-01', of);
	for (const day of ['2022-04-01', '2028-12-31', '2029-01-01', '2029-05-01'])
		expect(found(day)).toEqual([]);
	expect(found('2022-03-31')).toEqual([
		{ field: 'as_of', problem: 'outside_plan', day: '2022-04-01' }
	]);
	expect(found('2029-05-02')).toMatchObject([{ problem: 'in_future' }]);
	expect(found(null)).toMatchObject([{ problem: 'required' }]);
});
