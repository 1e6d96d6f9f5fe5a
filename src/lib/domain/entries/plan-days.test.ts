import { expect, test } from 'vitest';
import { beforeBaseline, dayProblem } from './plan-days.ts';

const plan = { periodStart: '2022-04-01', periodEnd: '2028-12-31' };
const without = { periodStart: null, periodEnd: null };
const absurd = { problem: 'absurd_day', day: '1900-01-01', until: '2100-12-31' };

test('what is planned lies within the plan, its first and last day included', () => {
	const outside = { problem: 'outside_plan', day: '2022-04-01', until: '2028-12-31' };
	for (const day of ['0202-01-01', '2022-03-31', '2029-01-01'])
		expect(dayProblem('planned', day, plan)).toEqual(outside);
	for (const day of [null, '2022-04-01', '2028-12-31'])
		expect(dayProblem('planned', day, plan)).toBeNull();
});

test('a forecast may end after the plan, a measurement may lie before it', () => {
	expect(dayProblem('forecast', '2031-01-01', plan)).toBeNull();
	expect(dayProblem('forecast', '2021-01-01', plan)).toMatchObject({ until: undefined });
	expect(dayProblem('measured', '2019-12-31', plan)).toBeNull();
});

test('no day is absurd, whatever the plan says of its period', () => {
	expect(dayProblem('forecast', '2101-01-01', plan)).toEqual(absurd);
	expect(dayProblem('measured', '1899-12-31', plan)).toEqual(absurd);
	expect(dayProblem('planned', '0202-01-01', without)).toEqual(absurd);
	expect(dayProblem('planned', '2035-01-01', without)).toBeNull();
	expect(dayProblem('planned', '9999-01-01', { ...plan, periodEnd: null })).toEqual(absurd);
});

test('a target is not due before its baseline', () => {
	expect(beforeBaseline('2021-12-31', '2022-01-01')).toBe(true);
	expect(beforeBaseline('2022-01-01', '2022-01-01')).toBe(false);
	expect(beforeBaseline('2022-01-01', null)).toBe(false);
});
