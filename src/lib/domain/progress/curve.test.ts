import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ElementRecord } from '../records/records.ts';
import { rollUpMethods } from '../records/vocabulary.ts';
import { drawnPlan } from '../testing/drawn-plans.ts';
import {
	sampleElement,
	samplePlan,
	sampleQuarter,
	sampleUpdate
} from '../testing/sample-records.ts';
import { comparedCurve, progressCurve } from './curve.ts';
import { planProgress, sumsOf } from './plan-progress.ts';
import { planTree } from './plan-tree.ts';
import { coverageOf, doneOf, plannedOf } from './progress-sums.ts';
import { reckoningDay } from './reckoning-day.ts';

const first = sampleElement('first', 'activity', {
	plannedStart: '2026-01-01',
	plannedEnd: '2026-04-01',
	updates: [
		sampleUpdate('2026-03-31', { physicalPercent: 60 }),
		sampleUpdate('2026-06-30', { physicalPercent: 90 })
	]
});
const second = sampleElement('second', 'activity', {
	plannedStart: '2026-07-01',
	plannedEnd: '2026-09-30'
});
const periods = [sampleQuarter(2026, 1), sampleQuarter(2026, 2)];
const days = { asOf: '2026-07-31', knownOn: '2026-07-31' };

const curve = (elements: ElementRecord[], dates: string[]) =>
	progressCurve(planTree(samplePlan({ elements, periods })), dates, days);

test('work that is not yet due counts as not done on both lines', () => {
	expect(curve([first, second], ['2025-12-31', '2026-04-01', '2026-06-30'])).toEqual([
		{ on: '2025-12-31', planned: 0, done: 0, coverage: 1 },
		{ on: '2026-04-01', planned: 0.5, done: 0.3, coverage: 1 },
		{ on: '2026-06-30', planned: 0.5, done: 0.45, coverage: 1 }
	]);
});

test('after the day of the figures there is only the plan', () => {
	const [point] = curve([first, second], ['2026-12-31']);
	expect(point).toEqual({ on: '2026-12-31', planned: 1, done: null, coverage: null });
});

test('silence carries the last report forward, uncovered', () => {
	const silent = { ...first, updates: first.updates.slice(0, 1) };
	const [point] = curve([silent, second], ['2026-06-30']);
	expect(point).toMatchObject({ done: 0.3, coverage: 0.5 });
});

test('what was due and never reported is no 0', () => {
	const [point] = curve([{ ...first, updates: [] }], ['2026-06-30']);
	expect(point).toMatchObject({ planned: null, done: null, coverage: 0 });
});

test('cancelled work is left out from the day on which it was, and counted again when it is resumed', () => {
	const updates = [
		sampleUpdate('2026-02-28', { physicalPercent: 20 }),
		sampleUpdate('2026-03-31', { delivery: 'cancelled' }),
		sampleUpdate('2026-06-30', { physicalPercent: 30 })
	];
	const resumed = sampleElement('resumed', 'activity', { updates });
	const dates = ['2026-02-28', '2026-03-31', '2026-06-30'];
	expect(curve([first, resumed], dates).map(({ done }) => done)).toEqual([
		// nothing is due of the first yet
		expect.closeTo(0.1),
		expect.closeTo(0.6),
		expect.closeTo(0.6)
	]);
});

test('each point is what the headline of its day is, and the last is the headline itself', () => {
	const dates = ['2026-03-31', '2026-06-30', '2026-08-15', '2026-09-30'];
	const asked = { asOf: '2026-09-30', knownOn: '2026-11-22' };
	fc.assert(
		fc.property(drawnPlan(fc.constantFrom(...rollUpMethods)), (plan) => {
			const tree = planTree(plan);
			for (const { on, done, planned, coverage } of progressCurve(tree, dates, asked)) {
				const day = reckoningDay(plan.periods, { ...asked, asOf: on });
				const sums = sumsOf(planProgress(tree, day), null);
				const valueOf = (figure: ReturnType<typeof doneOf>) =>
					figure.known ? expect.closeTo(figure.value, 9) : null;
				expect(done).toEqual(valueOf(doneOf(sums, 0.8)));
				expect(planned).toEqual(valueOf(plannedOf(sums, 0.8)));
				const covered = coverageOf(sums);
				expect(coverage).toEqual(covered === null ? null : expect.closeTo(covered, 9));
			}
		})
	);
});

test('a plan that was amended has the planned share as adopted beside its own, any other has not', () => {
	const dates = ['2026-03-31', '2026-09-30', '2026-12-31'];
	const later = { ...first, plannedEnd: '2026-12-31' };
	const [before, plan] = [
		samplePlan({ elements: [first, second], periods }),
		samplePlan({ elements: [later, second], periods })
	];
	const stretches = [
		{ from: '-infinity', plan: before },
		{ from: '2026-04-01', plan }
	];
	const points = comparedCurve(planTree({ ...plan, stretches }), dates, days);
	const adopted = progressCurve(planTree(before), dates, days).map(({ planned }) => planned);
	expect(points.map((point) => point.adopted)).toEqual(adopted);
	expect(points.map(({ planned }) => planned)).not.toEqual(adopted);
	const same = [{ from: '-infinity', plan: before }];
	for (const stood of [before, { ...before, stretches: same }])
		expect(comparedCurve(planTree(stood), dates, days)).toEqual(
			progressCurve(planTree(stood), dates, days)
		);
});
