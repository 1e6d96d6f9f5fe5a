import { expect, test } from 'vitest';
import { yearProblems } from './budget-entry.ts';

test('a year in which the plan does not run is asked about', () => {
	const span = { periodStart: '2022-04-01', periodEnd: '2028-12-31' };
	for (const year of [2022, 2025, 2028]) expect(yearProblems(year, span)).toEqual([]);
	for (const year of [2021, 2029])
		expect(yearProblems(year, span)).toMatchObject([
			{ field: 'appropriation_year', problem: 'year_outside_plan' }
		]);
	expect(yearProblems(1999, { periodStart: null, periodEnd: null })).toEqual([]);
});
