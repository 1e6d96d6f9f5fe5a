import { expect, test } from 'vitest';
import { elementProblems, unweighedMilestones, type ElementEntry } from './element-entry.ts';

const stored: ElementEntry = {
	plannedStart: '2024-01-01',
	plannedEnd: '2026-12-31',
	weight: null,
	milestones: [{ plannedOn: '2025-01-01' }]
};
const asked = (changes: Partial<ElementEntry>, siblingWeights: (string | null)[] = []) =>
	elementProblems({ ...stored, ...changes }, { stored, siblingWeights }).map(
		({ field, problem, day }) => `${field} ${problem} ${day ?? ''}`.trim()
	);
const on = (...days: (string | null)[]) => days.map((plannedOn) => ({ plannedOn }));

test('a milestone outside its activity is asked about', () => {
	expect(asked({})).toEqual([]);
	expect(asked({ milestones: on('2024-01-01', null, '2026-12-31') })).toEqual([]);
	expect(asked({ milestones: on('2025-01-01', '2027-01-01', '2023-12-31') })).toEqual([
		'milestone-1-planned_on milestone_after_end 2026-12-31',
		'milestone-2-planned_on milestone_before_start 2024-01-01'
	]);
});

test('so is one that an end moved forward leaves behind it, and not one that lay outside before', () => {
	expect(asked({ plannedEnd: '2024-12-31' })).toEqual([
		'milestone-0-planned_on milestone_after_end 2024-12-31'
	]);
	const late = { ...stored, milestones: on('2027-01-01') };
	expect(elementProblems(late, { stored: late, siblingWeights: [] })).toEqual([]);
});

test('a weight that makes some weighed and some not is asked about', () => {
	const mixed = ['weight weights_mixed'];
	expect(asked({ weight: '2' }, [null, null])).toEqual(mixed);
	expect(asked({ weight: '2' }, ['1', '3'])).toEqual([]);
	expect(asked({ weight: '2' })).toEqual([]);
	// it stood there already
	expect(asked({}, ['1', '3'])).toEqual([]);
});

test('a milestone needs a weight where another has one', () => {
	const missing = (...weights: (string | null)[]) =>
		unweighedMilestones(weights).map(({ field }) => field);
	expect(missing(null, null)).toEqual([]);
	expect(missing('1', null)).toEqual([]);
	expect(missing('40', null, '60', null)).toEqual(['milestone-1-weight', 'milestone-3-weight']);
});
