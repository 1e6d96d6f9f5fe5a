import { expect, test } from 'vitest';
import { planFigures } from '../figures/plan-figures.ts';
import type { ElementRecord, PlanRecord } from '../records/records.ts';
import { sampleElement, sampleOwner } from '../testing/sample-records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import { effects, isWorthAsking } from './effects.ts';
import { outlineDifference } from './outline-difference.ts';

const days = { asOf: sampleDay, knownOn: sampleDay };
const withFigures = (record: PlanRecord) => ({ record, figures: planFigures(record, days) });
const plan = demonstration();

/** What it does to change an element; null: to take it out. */
function edited(id: string, change: Partial<ElementRecord> | null) {
	const elements = plan.elements.flatMap((element) =>
		element.id !== id ? [element] : change === null ? [] : [{ ...element, ...change }]
	);
	return effects({ before: withFigures(plan), after: withFigures({ ...plan, elements }) });
}

test('an edit of words has no effects', () => {
	const made = edited('portal', { title: 'Another title' });
	expect(isWorthAsking(made)).toBe(false);
	expect(made.duties).toEqual([]);
	expect(made.reports).toEqual([]);
});

test('weights that switch and figures that move with them', () => {
	const made = edited('portal', { weight: 1 });
	expect(isWorthAsking(made)).toBe(true);
	expect(made.difference.weights.map(({ element }) => element.id)).toContain('portal');
	expect(made.difference.whole.delivery.before).not.toBe(made.difference.whole.delivery.after);
	expect(made.reports).toEqual([]);
});

test('coverage that falls where nothing else is other', () => {
	const silent = sampleElement('new', 'activity', { parentId: 'O1', weight: 0.01 });
	const at = plan.elements.findIndex(({ id }) => id === 'O2');
	const after = withFigures({ ...plan, elements: plan.elements.toSpliced(at, 0, silent) });
	const { difference: made } = effects({ before: withFigures(plan), after });
	expect(made.activities).toEqual({
		before: withFigures(plan).figures.reckoned.tree.activities.length,
		after: after.figures.reckoned.tree.activities.length
	});
	expect(made.weights).toEqual([]);
	expect(made.whole.coverage.after!).toBeLessThan(made.whole.coverage.before!);
});

test('who leads from now on gets a duty, and the next report with it', () => {
	const { duties } = edited('portal', { owners: [sampleOwner('MOST')] });
	expect(duties).toMatchObject([
		{ element: { id: 'portal' }, organisation: { acronym: 'MOST' }, role: 'lead' }
	]);
	const next = withFigures(plan).figures.nextPeriod;
	expect(duties[0]?.nextReport?.label).toBe(next?.label);
	expect(edited('portal', { owners: [sampleOwner('BICTO')] }).duties).toEqual([]);
	expect(edited('O1', { owners: [sampleOwner('BICTO')] }).duties[0]?.nextReport).toBe(null);
});

test('a report that was sent is touched by what it was made from, not by words', () => {
	const milestones = [
		{ id: 'm', title: 'Built', weight: 1, plannedOn: '2026-10-01', reachedOn: null }
	];
	const touched = (of: ReturnType<typeof edited>) =>
		of.reports.map(({ organisation, elements }) => [
			organisation.acronym,
			elements.map(({ id }) => id)
		]);
	expect(touched(edited('portal', { milestones }))).toEqual([['BICTO', ['portal']]]);
	expect(touched(edited('portal', { plannedEnd: '2029-01-01' }))).toEqual([['BICTO', ['portal']]]);
	expect(touched(edited('portal', null))).toEqual([['BICTO', ['portal']]]);
	expect(touched(edited('portal', { critical: true, title: 'Other' }))).toEqual([]);
	// nothing came from its lead
	expect(touched(edited('network', { milestones }))).toEqual([]);
});

test('an outline shows what stands at the top with anything beneath that differs', () => {
	expect(outlineDifference(plan, plan)).toBe(null);
	const elements = plan.elements
		.filter(({ id }) => id !== 'later')
		.map((one) => (one.id === 'portal' ? { ...one, parentId: 'O2' } : one));
	const moved = [...elements, sampleElement('G9', 'goal')];
	const made = outlineDifference(plan, { ...plan, elements: moved })!;
	const marks = (lines: { id: string; mark: string | null }[]) =>
		Object.fromEntries(lines.filter(({ mark }) => mark).map(({ id, mark }) => [id, mark]));
	expect(marks(made.before)).toEqual({ portal: 'moved', later: 'gone' });
	expect(marks(made.after)).toEqual({ portal: 'moved', G9: 'new' });
	expect(made.before.map(({ id }) => id)).not.toContain('G3');
	expect(made.before.find(({ id }) => id === 'portal')?.depth).toBe(2);
});
