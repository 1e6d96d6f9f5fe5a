import { describe, expect, test } from 'vitest';
import {
	activityWarnings,
	byWarnings,
	kpiWarnings,
	lineWarnings,
	sizeOf,
	warningNames,
	type Reviewed,
	type ReviewedActivity,
	type ReviewedLine
} from './warnings.ts';

const quiet: ReviewedActivity = {
	...{ delivery: 'in_progress', done: 0.5, doneBefore: 0.4, earlier: [0.4, 0.3] },
	...{ declared: null, computed: null, evidence: [], reached: [], takenBack: 0 }
};
const activity = (said: Partial<ReviewedActivity>) => activityWarnings({ ...quiet, ...said });
const here = [{ inReport: true, done: null }];
const formerly = [{ inReport: false, done: null }];

describe('an activity', () => {
	test('that goes on as it should has none', () => {
		expect(activity({})).toEqual([]);
	});

	test('fell, by its percent or by a milestone that is taken back', () => {
		expect(activity({ done: 0.39 })).toEqual(['fell']);
		expect(activity({ takenBack: 1 })).toEqual(['fell']);
		expect(activity({ done: 0.4 })).toEqual([]);
		// three tenths that were added up are no less than three tenths
		expect(activity({ done: 0.3, doneBefore: 0.1 + 0.2, earlier: [] })).toEqual([]);
	});

	test('fell from nothing does not: in its first report, or where nothing is said', () => {
		expect(activity({ doneBefore: null, earlier: [] })).toEqual([]);
		expect(activity({ done: null })).toEqual([]);
	});

	test('is all done and not completed', () => {
		expect(activity({ done: 1, evidence: here })).toEqual(['done_open']);
		expect(activity({ done: 1, delivery: 'on_hold', evidence: here })).toEqual(['done_open']);
		expect(activity({ done: 0.99, delivery: 'on_hold' })).toEqual([]);
		expect(activity({ done: 1, delivery: 'completed', evidence: here })).toEqual([]);
	});

	test('is all done, and nothing shows it', () => {
		const done = { done: 1, delivery: 'completed' } as const;
		expect(activity(done)).toEqual(['unproven']);
		// what was added while it was at 40 percent does not show that it is done
		expect(activity({ ...done, evidence: formerly })).toEqual(['unproven']);
		expect(activity({ ...done, evidence: here })).toEqual([]);
		expect(activity({ ...done, doneBefore: 1, evidence: formerly })).toEqual([]);
		expect(activity({ ...done, doneBefore: 1 })).toEqual(['unproven']);
	});

	test('is all done since long, and what shows it was added while it was not', () => {
		const still = { done: 1, doneBefore: 1, delivery: 'completed' } as const;
		const shows = (share: number) => [{ inReport: false, done: share }];
		expect(activity({ ...still, evidence: shows(0.4) })).toEqual(['unproven']);
		expect(activity({ ...still, evidence: [...shows(0.4), ...shows(1)] })).toEqual([]);
		// what is added to the report stays with it, whichever of its entries it was added to
		expect(activity({ ...still, evidence: [{ inReport: true, done: 0.4 }] })).toEqual([]);
	});

	test('below 100 percent is asked for no evidence', () => {
		expect(activity({ done: 0.99 })).toEqual([]);
		expect(activity({ delivery: 'completed', done: null })).toEqual([]);
		expect(activity({ delivery: 'cancelled', done: null })).toEqual([]);
	});

	test('reached a milestone, and nothing shows it', () => {
		expect(activity({ reached: [{ proven: true }, { proven: false }] })).toEqual([
			'milestone_unproven'
		]);
		expect(activity({ reached: [{ proven: true }] })).toEqual([]);
	});

	test('declares better than is computed; not worse, the same, or beside nothing', () => {
		expect(activity({ declared: 'on_track', computed: 'off_track' })).toEqual(['declared_better']);
		expect(activity({ declared: 'at_risk', computed: 'off_track' })).toEqual(['declared_better']);
		expect(activity({ declared: 'at_risk', computed: 'at_risk' })).toEqual([]);
		expect(activity({ declared: 'off_track', computed: 'on_track' })).toEqual([]);
		expect(activity({ declared: 'on_track', computed: null })).toEqual([]);
		expect(activity({ declared: null, computed: 'off_track' })).toEqual([]);
	});

	test('is unchanged for three periods, while it goes on', () => {
		const still = { done: 0.4, doneBefore: 0.4, earlier: [0.4, 0.4] };
		expect(activity(still)).toEqual(['unchanged']);
		expect(activity({ ...still, earlier: [0.4, 0.4, 0.1] })).toEqual(['unchanged']);
		expect(activity({ ...still, earlier: [0.4, 0.3] })).toEqual([]);
		expect(activity({ ...still, delivery: 'on_hold' })).toEqual([]);
		expect(activity({ ...still, delivery: 'not_started', done: 0 })).toEqual(['fell']);
	});

	test('is not unchanged where a period said nothing, or there are not three', () => {
		const still = { done: 0.4, doneBefore: 0.4 };
		expect(activity({ ...still, earlier: [0.4] })).toEqual([]);
		expect(activity({ ...still, earlier: [0.4, null] })).toEqual([]);
		expect(activity({ ...still, earlier: [null, 0.4] })).toEqual([]);
		expect(activity({ done: null, doneBefore: null, earlier: [null, null] })).toEqual([]);
	});

	test('says the gravest first', () => {
		expect(
			activity({ done: 1, doneBefore: 1.1, declared: 'on_track', computed: 'at_risk' })
		).toEqual(['fell', 'done_open', 'unproven', 'declared_better']);
	});
});

describe('a KPI', () => {
	const of = (value: number, earlier: number[], attained = false) =>
		kpiWarnings({ value, earlier, attained });

	test('goes on as it went', () => {
		expect(of(50, [40, 30, 20, 10])).toEqual([]);
		expect(of(70, [40, 30, 20, 10])).toEqual([]);
	});

	test('lies outside its history, on either side', () => {
		expect(of(410, [41, 40, 39])).toEqual(['outside_history']);
		expect(of(4, [41, 40, 39])).toEqual(['outside_history']);
		expect(of(-21, [40, 30, 10])).toEqual(['outside_history']);
	});

	test('what never moved may move a little', () => {
		expect(of(12, [10, 10, 10])).toEqual([]);
		expect(of(13, [10, 10, 10])).toEqual(['outside_history']);
		// after nothing anything is a beginning
		expect(of(7, [0, 0, 0])).toEqual([]);
	});

	test('has no history in its first periods', () => {
		expect(of(410, [])).toEqual([]);
		expect(of(410, [41])).toEqual([]);
		expect(of(410, [41, 40])).toEqual([]);
	});

	test('is unchanged for three periods, but where it is attained', () => {
		expect(of(10, [10, 10, 4])).toEqual(['unchanged']);
		expect(of(10, [10, 10, 4], true)).toEqual([]);
		expect(of(10, [10])).toEqual([]);
		expect(of(10, [10, 9])).toEqual([]);
	});
});

describe('a budget line', () => {
	const line: ReviewedLine = {
		...{ appropriation: 1000n, allotment: 800n, obligation: 600n, disbursement: 300n },
		before: { obligation: 500n, disbursement: 300n }
	};
	const of = (said: Partial<ReviewedLine>) => lineWarnings({ ...line, ...said });

	test('whose stages follow each other has none', () => {
		expect(of({})).toEqual([]);
		expect(of({ obligation: 800n, disbursement: 800n })).toEqual([]);
	});

	test('has stages out of order', () => {
		expect(of({ obligation: 801n })).toEqual(['stages_out_of_order']);
		expect(of({ disbursement: 601n })).toEqual(['stages_out_of_order']);
		// what is not set stands between nothing
		expect(of({ obligation: null, disbursement: 801n })).toEqual(['stages_out_of_order']);
	});

	test('that the plan allots more than is appropriated is not the ministry’s', () => {
		expect(of({ allotment: 1200n })).toEqual([]);
		expect(of({ allotment: null, appropriation: null })).toEqual([]);
	});

	test('fell, of what is spent to date', () => {
		expect(of({ obligation: 499n })).toEqual(['spending_fell']);
		expect(of({ disbursement: 299n })).toEqual(['spending_fell']);
		expect(of({ obligation: 900n, disbursement: 10n })).toEqual([
			'stages_out_of_order',
			'spending_fell'
		]);
	});

	test('does not fall in its first period, nor where nothing is said', () => {
		expect(of({ obligation: 0n, disbursement: 0n, before: null })).toEqual([]);
		expect(of({ before: { obligation: null, disbursement: null } })).toEqual([]);
		expect(of({ obligation: null, disbursement: null })).toEqual([]);
	});
});

test('what looks wrong comes first: by the gravest warning, then by the size of the difference', () => {
	const item = (name: string, warnings: Reviewed['warnings'], size = 0) => ({
		...{ name, warnings, size }
	});
	const queue = [
		item('clean', [], 9),
		item('unchanged', ['unchanged']),
		item('fell a little', ['fell', 'unchanged'], 0.1),
		item('cleaner', [], 1),
		item('fell much', ['fell'], 0.5),
		item('money', ['stages_out_of_order'])
	];
	expect(queue.toSorted(byWarnings).map(({ name }) => name)).toEqual([
		...['money', 'fell much', 'fell a little', 'unchanged', 'clean', 'cleaner']
	]);
	expect(new Set(warningNames).size).toBe(9);
});

test('the size of a difference is a share of what was, or of a whole', () => {
	expect(sizeOf(150, 100)).toBe(0.5);
	expect(sizeOf(50, 100)).toBe(0.5);
	expect(sizeOf(0.2, 0.5, 1)).toBeCloseTo(0.3);
	expect(sizeOf(5, 0)).toBe(1);
	expect(sizeOf(5, null)).toBe(0);
	expect(sizeOf(null, 5)).toBe(0);
	expect(sizeOf(5, 5)).toBe(0);
});
