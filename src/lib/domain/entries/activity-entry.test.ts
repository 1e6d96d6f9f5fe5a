import { describe, expect, test } from 'vitest';
import { defaultConfidenceRules } from '../records/confidence-rules.ts';
import {
	activityProblems,
	settled,
	updateBefore,
	type ActivityContext,
	type ActivityEntry
} from './activity-entry.ts';

const context: ActivityContext = {
	today: '2026-11-22',
	periodStart: '2022-04-01',
	periodEnd: '2028-12-31',
	plannedStart: '2024-07-01',
	milestones: [],
	course: null,
	before: null
};
const entry: ActivityEntry = {
	delivery: 'in_progress',
	percent: 45,
	asOf: '2026-11-22',
	actualStart: '2024-07-29',
	actualEnd: null,
	slippageCause: null,
	recoveryOn: null,
	declaredConfidence: null,
	declaredReason: null,
	note: null,
	reached: []
};
const withMilestones: ActivityContext = {
	...context,
	milestones: [{ id: '7', reachedOn: null }]
};

const problems = (changes: Partial<ActivityEntry>, held = context) =>
	activityProblems({ ...entry, ...changes }, held).map(
		({ field, problem }) => `${field} ${problem}`
	);

test('an entry that keeps the rules has no problem', () => {
	expect(problems({})).toEqual([]);
	expect(problems({ delivery: 'completed', percent: 100, actualEnd: '2026-11-01' })).toEqual([]);
	expect(problems({ delivery: 'not_started', percent: 0, actualStart: null })).toEqual([]);
});

test.each<[string, Partial<ActivityEntry>, string[]]>([
	['no state', { delivery: null }, ['delivery not_chosen']],
	['no percent while in progress', { percent: null }, ['percent required']],
	['a percent over 100', { percent: 100.01 }, ['percent percent_out_of_range']],
	['a percent under 0', { percent: -1 }, ['percent percent_out_of_range']],
	['a third decimal', { percent: 45.125 }, ['percent too_many_decimals']],
	[
		'completed below 100 without an end',
		{ delivery: 'completed' },
		['percent completed_below_100', 'actual_end required']
	],
	[
		'not started, and yet begun',
		{ delivery: 'not_started' },
		['percent not_started_above_0', 'actual_start start_without_work']
	],
	['tomorrow', { asOf: '2026-11-23' }, ['as_of in_future']],
	[
		'a start to come, without blaming the end',
		{ delivery: 'completed', percent: 100, actualStart: '2027-01-01', actualEnd: '2026-11-01' },
		['actual_start in_future']
	],
	['a note of 2,000 emoji', { note: '🎉'.repeat(2_000) }, []],
	['a note of 2,001 emoji', { note: '🎉'.repeat(2_001) }, ['note note_too_long']],
	['no day', { asOf: null }, ['as_of required']],
	['a day before the plan', { asOf: '2022-03-31' }, ['as_of outside_plan']],
	['a start before the plan', { actualStart: '2021-01-01' }, ['actual_start outside_plan']],
	['a start after the day', { asOf: '2024-07-01' }, ['actual_start after_as_of']],
	[
		'an end of work in progress',
		{ actualEnd: '2026-11-01' },
		['actual_end end_without_completion']
	],
	[
		'an end before the start',
		{ delivery: 'completed', percent: 100, actualEnd: '2024-01-01' },
		['actual_end end_before_start']
	],
	['recovery in the past', { recoveryOn: '2026-11-21' }, ['recovery_on in_past']],
	['recovery out of sight', { recoveryOn: '2034-01-01' }, ['recovery_on too_far']],
	['another cause without a word', { slippageCause: 'other' }, ['note other_without_note']],
	[
		'at risk without a reason, whatever the note says',
		{ declaredConfidence: 'at_risk', note: 'The bids came late.' },
		['declared_reason doubt_without_reason']
	],
	[
		'off track without a word',
		{ declaredConfidence: 'off_track' },
		['declared_reason doubt_without_reason']
	],
	[
		'at risk, and why',
		{ declaredConfidence: 'at_risk', declaredReason: 'The bids were late.' },
		[]
	],
	[
		'a reason for nothing',
		{ declaredReason: 'The bids were late.' },
		['declared_reason reason_without_confidence']
	],
	[
		'a reason without end',
		{ declaredConfidence: 'at_risk', declaredReason: 'x'.repeat(2001) },
		['declared_reason reason_too_long']
	],
	['on track', { declaredConfidence: 'on_track' }, []],
	['a note without end', { note: 'x'.repeat(2001) }, ['note note_too_long']]
])('%s', (_, changes, expected) => {
	expect(problems(changes)).toEqual(expected);
});

test('work may recover after the plan ends, but not before it was planned to start', () => {
	expect(problems({ recoveryOn: '2029-03-31' })).toEqual([]);
	const planned = { ...context, plannedStart: '2027-06-01' };
	expect(problems({ recoveryOn: '2027-05-01' }, planned)).toEqual([
		'recovery_on before_planned_start'
	]);
});

test('work that goes on after the plan’s end is reported like any other', () => {
	const later = { ...context, today: '2029-06-30' };
	const asOf = { asOf: '2029-06-15', recoveryOn: '2029-12-31' };
	expect(problems(asOf, later)).toEqual([]);
	const ended = { ...asOf, delivery: 'completed', percent: 100, actualEnd: '2029-06-15' } as const;
	expect(problems(ended, later)).toEqual([]);
});

test('the recovery and the chances of work that is over are not asked, and not stored', () => {
	const over = {
		delivery: 'completed',
		percent: null,
		actualEnd: '2026-11-01',
		recoveryOn: '2025-01-01',
		declaredConfidence: 'at_risk',
		declaredReason: 'The bids came late.'
	} as const;
	expect(problems(over)).toEqual([]);
	expect(settled({ ...entry, ...over }, false)).toMatchObject({
		percent: 100,
		recoveryOn: null,
		declaredConfidence: null,
		declaredReason: null
	});
});

test('a confidence is held against the rules of the plan', () => {
	const course = {
		...{ plannedStart: context.plannedStart, plannedEnd: '2026-11-30', milestones: [] },
		rules: defaultConfidenceRules
	};
	const held = { ...context, course };
	expect(problems({ declaredConfidence: 'on_track' }, held)).toEqual([
		'declared_reason better_without_reason'
	]);
	const why = { declaredReason: 'What is left is bought.' };
	expect(problems({ declaredConfidence: 'on_track', ...why }, held)).toEqual([]);
	expect(problems({}, held)).toEqual([]);
});

describe('an activity with milestones', () => {
	const reached = (on: string | null) => [{ milestoneId: '7', on }];

	test('has no percent of its own', () => {
		expect(problems({ percent: null, reached: reached(null) }, withMilestones)).toEqual([]);
		expect(settled({ ...entry, percent: 60 }, true).percent).toBeNull();
	});

	test.each<[string, Partial<ActivityEntry>, string]>([
		['reached tomorrow', { reached: reached('2026-11-23') }, 'reached-7 in_future'],
		['reached before the plan', { reached: reached('2020-01-01') }, 'reached-7 outside_plan'],
		[
			'reached after the day',
			{ asOf: '2026-09-30', reached: reached('2026-10-01') },
			'reached-7 after_as_of'
		],
		[
			'open though completed',
			{ delivery: 'completed', actualEnd: '2026-11-01', reached: reached(null) },
			'reached-7 milestone_open'
		],
		[
			'reached though not started',
			{ delivery: 'not_started', actualStart: null, reached: reached('2026-01-01') },
			'reached-7 milestone_reached'
		]
	])('%s', (_, changes, expected) => {
		expect(problems(changes, withMilestones)).toEqual([expected]);
	});
});

describe('what falls is asked why', () => {
	const before = { percent: 60, note: 'The bids came late.' };
	const following = { ...context, before };
	const fell = ['note fell_without_note'];

	test('a percent below the last one needs a note of its own', () => {
		expect(problems({ percent: 45 }, following)).toEqual(fell);
		expect(problems({ percent: 45, note: before.note }, following)).toEqual(fell);
		expect(problems({ percent: 45, note: 'Two offices were counted twice.' }, following)).toEqual(
			[]
		);
		expect(problems({ percent: 60 }, following)).toEqual([]);
		expect(problems({ percent: 61 }, following)).toEqual([]);
		expect(activityProblems({ ...entry, percent: 45 }, following)).toMatchObject([
			{ before: 60, after: 45 }
		]);
	});

	test('so does work that is completed no longer, or not begun after all', () => {
		const done = { ...context, before: { percent: 100, note: null } };
		expect(problems({ percent: 90 }, done)).toEqual(fell);
		const undone = { delivery: 'not_started', percent: null, actualStart: null } as const;
		expect(problems(undone, following)).toEqual(fell);
		expect(problems({ delivery: 'cancelled', percent: null }, following)).toEqual([]);
	});

	test('so does a milestone that is taken back', () => {
		const reached = { ...context, milestones: [{ id: '7', reachedOn: '2025-01-01' }] };
		const back = { percent: null, reached: [{ milestoneId: '7', on: null }] };
		expect(problems(back, reached)).toEqual(fell);
		expect(problems({ ...back, note: 'It was another one.' }, reached)).toEqual([]);
	});

	test('it is compared with what was said of its own day or an earlier one', () => {
		const updates = [
			{ id: '1', asOf: '2026-06-30', percent: 40, note: null },
			{ id: '9', asOf: '2026-09-30', percent: 60, note: null },
			{ id: '10', asOf: '2026-09-30', percent: 55, note: 'Corrected.' }
		];
		expect(updateBefore(updates, '2026-08-31')?.percent).toBe(40);
		expect(updateBefore(updates, '2026-09-30')?.percent).toBe(55);
		expect(updateBefore(updates, '2026-01-01')).toBeNull();
		expect(updateBefore(updates, null)).toBeNull();
	});
});

test('work that is all done and goes on is asked about', () => {
	const asked = ['delivery done_in_progress'];
	expect(problems({ percent: 100 })).toEqual(asked);
	expect(problems({ delivery: 'on_hold', percent: 100 })).toEqual(asked);
	expect(problems({ percent: 99.99 })).toEqual([]);
	const reached = { percent: null, reached: [{ milestoneId: '7', on: '2026-01-01' }] };
	expect(problems(reached, withMilestones)).toEqual(asked);
});
