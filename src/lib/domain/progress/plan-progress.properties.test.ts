/** What holds of the progress of any plan, whatever is reported of it and however it is weighed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanRecord } from '../records/records.ts';
import { rollUpMethods } from '../records/vocabulary.ts';
import { drawnPlan, periodsOfDrawn } from '../testing/drawn-plans.ts';
import { effectiveWeightOf, planProgress, sumsOf } from './plan-progress.ts';
import { activitiesOf, planTree } from './plan-tree.ts';
import { addActivity, doneOf, noSums, plannedOf, slippageOf } from './progress-sums.ts';
import { reckoningDay } from './reckoning-day.ts';

const plans = drawnPlan(fc.constantFrom(...rollUpMethods));

const progressOf = (plan: PlanRecord, knownOn = '2026-11-22') =>
	planProgress(planTree(plan), reckoningDay(plan.periods, { asOf: '2026-09-30', knownOn }));

test("a parent's figures are the same sums over its own leaves, and lie within them", () => {
	fc.assert(
		fc.property(plans, (plan) => {
			const tree = planTree(plan);
			const progress = progressOf(plan);
			for (const parent of [null, ...tree.elements.filter(({ kind }) => kind !== 'activity')]) {
				const leaves = noSums();
				const counted: number[] = [];
				for (const { id } of activitiesOf(tree, parent)) {
					const { done } = progress.activities.get(id)!;
					const weight = progress.weights.get(id);
					addActivity(leaves, progress.activities.get(id)!, weight);
					if (done !== null && weight) counted.push(Math.min(1, Math.max(0, done)));
				}
				const [figure, same] = [doneOf(sumsOf(progress, parent), 0.8), doneOf(leaves, 0.8)];
				expect(figure.known).toBe(same.known);
				expect(sumsOf(progress, parent).counts).toEqual(leaves.counts);
				if (!figure.known || !same.known) continue;
				expect(figure.value).toBeCloseTo(same.value, 9);
				expect(figure.value).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-9);
				expect(figure.value).toBeLessThanOrEqual(Math.max(...counted) + 1e-9);
			}
		})
	);
});

test('nested figures agree with the whole: the plan is the average of its goals by their weights', () => {
	fc.assert(
		fc.property(plans, (plan) => {
			const tree = planTree(plan);
			const progress = progressOf(plan);
			const whole = sumsOf(progress, null);
			let [done, known] = [0, 0];
			for (const top of tree.children.get(null) ?? []) {
				const sums = sumsOf(progress, top);
				const share = (effectiveWeightOf(progress, top) ?? 0) * whole.applicable;
				if (sums.applicable === 0) continue;
				done += share * (sums.done / sums.applicable);
				known += share * (sums.known / sums.applicable);
			}
			expect(done).toBeCloseTo(whole.done, 6);
			expect(known).toBeCloseTo(whole.known, 6);
		})
	);
});

test('planned and done are compared over the same leaves, so that slippage is their difference', () => {
	fc.assert(
		fc.property(plans, (plan) => {
			const progress = progressOf(plan);
			const sums = sumsOf(progress, null);
			const slip = slippageOf(sums, 0.8);
			expect(slip.known).toBe(sums.compared > 0);
			expect(plannedOf(sums, 0.8).known).toBe(sums.compared > 0);
			if (!slip.known) return;
			const points = (100 * (sums.comparedDone - sums.comparedPlanned)) / sums.compared;
			expect(slip.value).toBeCloseTo(points, 9);
			expect(Math.abs(slip.value)).toBeLessThanOrEqual(100 + 1e-9);
		})
	);
});

test('steadiness: a report that does not come moves coverage, and progress only where nothing was ever said', () => {
	fc.assert(
		fc.property(plans, (plan) => {
			const tree = planTree(plan);
			const { dueOn } = periodsOfDrawn.at(-1)!;
			const [before, after] = [progressOf(plan, dueOn), progressOf(plan, '2026-10-31')];
			const [one, other] = [sumsOf(before, null), sumsOf(after, null)];
			expect(other.covered).toBeLessThanOrEqual(one.covered + 1e-9);
			const isNew = tree.activities.some(({ id }) => {
				const [then, now] = [before.activities.get(id)!, after.activities.get(id)!];
				return then.state === 'not_due' && now.state === 'unknown';
			});
			if (isNew) return;
			expect(other.known).toBeCloseTo(one.known, 9);
			expect(other.done).toBeCloseTo(one.done, 9);
		})
	);
});
