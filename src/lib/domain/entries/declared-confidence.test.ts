import { expect, test } from 'vitest';
import { defaultConfidenceRules } from '../records/confidence-rules.ts';
import {
	computedOf,
	declaredProblems,
	reasonOf,
	type PlannedCourse
} from './declared-confidence.ts';

// planned to be half done on 2 July 2026
const course: PlannedCourse = {
	plannedStart: '2026-01-01',
	plannedEnd: '2026-12-31',
	milestones: [],
	rules: defaultConfidenceRules
};
const halfway = {
	...({ delivery: 'in_progress', asOf: '2026-07-02', recoveryOn: null, reached: [] } as const),
	percent: 50
};
const declared = { declaredConfidence: null, declaredReason: null };

test.each([
	['as planned', { percent: 50 }, 'on_track'],
	['six points behind', { percent: 44 }, 'at_risk'],
	['twenty points behind', { percent: 30 }, 'off_track'],
	['on time, and to end two months late', { recoveryOn: '2027-03-01' }, 'at_risk'],
	['past its end without being done', { percent: 100, asOf: '2027-08-01' }, 'off_track'],
	['without a percent', { percent: null }, null],
	['without a day', { asOf: null }, null]
])('the plan’s rules find work %s', (_, changes, expected) => {
	expect(computedOf({ ...halfway, ...changes }, course)).toBe(expected);
});

test('by milestones as the entry itself says that they were reached', () => {
	const milestone = { title: 'The first site', weight: 1, reachedOn: null };
	const milestones = [
		{ ...milestone, id: '1', plannedOn: '2026-03-31' },
		{ ...milestone, id: '2', plannedOn: '2026-11-30' }
	];
	const byMilestones = { ...course, milestones };
	const said = (on: string | null) => [{ milestoneId: '1', on }];
	expect(computedOf({ ...halfway, reached: said(null) }, byMilestones)).toBe('off_track');
	expect(computedOf({ ...halfway, reached: said('2026-04-30') }, byMilestones)).toBe('on_track');
});

test('what is not planned by days is held against nothing', () => {
	const undated = { ...course, plannedStart: null, plannedEnd: null };
	expect(computedOf(halfway, undated)).toBeNull();
	const hope = { ...halfway, percent: 1, ...declared, declaredConfidence: 'on_track' } as const;
	expect(declaredProblems(hope, undated)).toEqual([]);
});

test('who sees it better than the rules says why, and who agrees with them need not', () => {
	const hope = { ...halfway, ...declared, declaredConfidence: 'on_track' } as const;
	const problem = { field: 'declared_reason', problem: 'better_without_reason', day: '2026-07-02' };
	expect(declaredProblems({ ...hope, percent: 44 }, course)).toEqual([problem]);
	expect(declaredProblems({ ...hope, percent: 44 }, null)).toEqual([]);
	const why = { percent: 44, declaredReason: 'The goods are in the harbour.' };
	expect(declaredProblems({ ...hope, ...why }, course)).toEqual([]);
	expect(declaredProblems(hope, course)).toEqual([]);
	expect(declaredProblems({ ...halfway, ...declared, percent: 1 }, course)).toEqual([]);
});

test('doubt has a reason whatever the rules find', () => {
	const doubt = { ...halfway, ...declared, declaredConfidence: 'at_risk' } as const;
	expect(declaredProblems(doubt, course)).toEqual([
		{ field: 'declared_reason', problem: 'doubt_without_reason' }
	]);
});

test('the reason of older updates is what their note says of a doubt', () => {
	const note = 'The tender failed.';
	expect(reasonOf({ ...declared, declaredConfidence: 'off_track', note })).toBe(note);
	expect(reasonOf({ ...declared, declaredConfidence: 'on_track', note })).toBeNull();
	const own = { declaredConfidence: 'off_track', declaredReason: 'No bid came.', note } as const;
	expect(reasonOf(own)).toBe('No bid came.');
});
