import { expect, test } from 'vitest';
import { changeWords } from './field-words.ts';

const milestone = (title: string, weight = '1') => ({ title, weight, planned_on: null });

test('what stood beneath nothing stood at the top of the plan', () => {
	expect(changeWords({ parent: 'O2.1' }, { parent: null }, 'PHP')).toEqual([
		{ label: 'Stands beneath', before: 'O2.1', after: 'the top of the plan' }
	]);
});

test('of two lists only what differs is said', () => {
	const before = { milestones: [milestone('Kick-off'), milestone('Trial')] };
	const [changed] = changeWords(
		before,
		{ milestones: [milestone('Kick-off'), milestone('Trial', '3')] },
		'PHP'
	);
	expect(changed?.before).toBe('Trial (no date, weight 1)');
	expect(changed?.after).toBe('Trial (no date, weight 3)');
	const [gone] = changeWords(before, { milestones: [milestone('Trial')] }, 'PHP');
	expect(gone).toMatchObject({ before: 'Kick-off (no date, weight 1)', after: 'removed' });
	const [added] = changeWords({ milestones: [] }, before, 'PHP');
	expect(added?.before).toBe('');
});

test('lists that differ in their order alone are said in full', () => {
	const [turned] = changeWords({ terms: ['A', 'B'] }, { terms: ['B', 'A'] }, 'PHP');
	expect(turned).toMatchObject({ before: 'A; B', after: 'B; A' });
});
