import { describe, expect, it } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord, PlanRecord } from '#lib/domain/records/records.ts';
import {
	sampleElement,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '#lib/domain/testing/sample-records.ts';
import { headline } from './headline.ts';
import { subject } from './subject.ts';

const days = { asOf: '2026-09-30', knownOn: '2026-11-22' };
const dates = { plannedStart: '2026-01-01', plannedEnd: '2026-12-31' };

function activity(id: string, percent: number | null, fields: Partial<ElementRecord> = {}) {
	const update = percent === null ? null : sampleUpdate('2026-09-30', { physicalPercent: percent });
	return sampleElement(id, 'activity', { ...dates, update, ...fields });
}

function said(elements: ElementRecord[], fields: Partial<PlanRecord> = {}) {
	const plan = samplePlan({ elements, periods: [sampleQuarter(2026, 3)], ...fields });
	return headline(subject(plan, planFigures(plan, days)));
}

describe('headline', () => {
	it('says that a plan has no activities', () => {
		expect(said([sampleElement('G1', 'goal')], { periods: [] }).key).toBe('no_activities');
	});

	it('says that nothing is set where nothing could be reported', () => {
		const bare = sampleElement('a', 'activity');
		expect(said([bare], { periods: [] })).toMatchObject({ key: 'nothing_set', done: null });
	});

	it('says that no reports are asked for where some dates are set', () => {
		const plan = said([activity('a', null), sampleElement('b', 'activity')], { periods: [] });
		expect(plan).toMatchObject({ key: 'no_periods', done: null });
	});

	it('says that no dates are set where the first reports are yet to come', () => {
		const plan = said([sampleElement('a', 'activity')], { periods: [sampleQuarter(2026, 4)] });
		expect(plan.key).toBe('not_due_undated');
		expect(plan.dueOn).not.toBeNull();
	});

	it('says when the first reports are due', () => {
		const plan = said([activity('a', null)], { periods: [sampleQuarter(2026, 4)] });
		expect(plan.key).toBe('not_due');
		expect(plan.dueOn).not.toBeNull();
	});

	it('says that nobody has reported, which is not 0 %', () => {
		expect(said([activity('a', null)])).toMatchObject({ key: 'nothing_reported', done: null });
	});

	it('tells work that is not due yet, or will not be done, from silence', () => {
		const later = { plannedStart: '2027-01-01', plannedEnd: '2027-12-31' };
		expect(said([activity('a', null, later)]).key).toBe('nothing_reported');
		expect(said([activity('a', null, { applicable: false })]).key).toBe('nothing_applicable');
	});

	it('calls the work done where all of it was reported as completed, and nowhere else', () => {
		const update = sampleUpdate('2026-09-30', { delivery: 'completed', actualEnd: '2026-09-30' });
		const done = ['a', 'b', 'c', 'd'].map((id) => activity(id, null, { update }));
		const later = activity('e', null, { plannedStart: '2027-01-01', plannedEnd: '2027-12-31' });
		expect(said(done).key).toBe('completed');
		expect(said([...done, later]).key).not.toBe('completed');
		expect(said([...done, activity('e', null)]).key).not.toBe('completed');
		expect(said([activity('a', 100)]).key).not.toBe('completed');
	});

	it('says over what it compares where not all that was reported has dates', () => {
		const undated = activity('a', 0, { plannedStart: null, plannedEnd: null });
		expect(said([undated, activity('b', 95)])).toMatchObject({
			key: 'partly_dated',
			done: 0.475,
			doneCompared: 0.95
		});
	});

	it('gives no verdict below the coverage threshold', () => {
		const plan = said([activity('a', 50), activity('b', null)]);
		expect(plan).toMatchObject({ key: 'partial', done: 0.5, coverage: 0.5, heldBackBy: [] });
	});

	it('says that partial work has no dates', () => {
		const undated = { plannedStart: null, plannedEnd: null };
		const plan = said([activity('a', 50, undated), activity('b', null, undated)]);
		expect(plan.key).toBe('partial_undated');
	});

	it('says that no dates are set to compare with', () => {
		const plan = said([activity('a', 50, { plannedStart: null, plannedEnd: null })]);
		expect(plan).toMatchObject({ key: 'undated', done: 0.5, planned: null });
	});

	it('names the two slips that weigh most, by their short titles', () => {
		const plan = said([
			activity('a', 10, { shortTitle: 'the portal' }),
			activity('b', 20, { shortTitle: 'the network' }),
			activity('c', 60)
		]);
		expect(plan.key).toBe('behind_by_two');
		expect(plan.heldBackBy).toEqual(['the portal', 'the network']);
	});

	it('names one where only one slipped', () => {
		const plan = said([activity('a', 10), activity('b', 74)]);
		expect(plan).toMatchObject({ key: 'behind_by_one', heldBackBy: ['Title of a'] });
	});

	it('names none where many slipped a little', () => {
		expect(said([activity('a', 72), activity('b', 72)])).toMatchObject({
			key: 'behind',
			heldBackBy: []
		});
	});

	it('is on plan within a point, and ahead beyond it', () => {
		expect(said([activity('a', 74.5)]).key).toBe('on_plan');
		expect(said([activity('a', 90)]).key).toBe('ahead');
	});

	it('says that all is done', () => {
		const update = sampleUpdate('2026-09-30', { delivery: 'completed', physicalPercent: 100 });
		expect(said([sampleElement('a', 'activity', { ...dates, update })]).key).toBe('completed');
	});
});
