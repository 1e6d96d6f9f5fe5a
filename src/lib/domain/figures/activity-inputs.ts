/** The activities of an element as inputs of its figures: with weight, and why one counts as it does. */
import type { ActivityProgress } from '../progress/activity-progress.ts';
import { activitiesOf } from '../progress/plan-tree.ts';
import type { PlanProgress } from '../progress/plan-progress.ts';
import type { PartState } from '../records/known.ts';
import type { ElementRecord } from '../records/records.ts';
import { figureInput, type Derivation, type DerivationInput } from './derivation.ts';
import { reckoned, type Reckoned, type ReckonedPlan } from './reckoned-plan.ts';

/** A plan as it stood on the day of another of its progresses. */
export function onDayOf(plan: ReckonedPlan, progress: PlanProgress): ReckonedPlan {
	if (progress === plan.progress) return plan;
	const { tree } = progress;
	return {
		...plan,
		tree,
		progress,
		compared: progress,
		days: { ...plan.days, asOf: progress.day.on }
	};
}

/** The same element on the day on which planned and done are compared; null before the first. */
export function comparedOf(of: Reckoned): Reckoned | null {
	const { plan, element } = of;
	if (plan.compared === plan.progress) return of;
	if (plan.compared === null) return null;
	return reckoned(onDayOf(plan, plan.compared), element);
}

/** How an activity counts in a sum of which it is a part. */
export function partState(
	{ state }: Pick<ActivityProgress, 'state'>,
	weight: number | null | undefined
): PartState {
	switch (state) {
		case 'not_applicable':
		case 'cancelled':
			return { state: 'excluded', reason: state };
		case 'unknown':
			return { state: 'missing', reason: 'not_reported' };
		case 'known':
		case 'not_due':
		case 'carried':
			if (weight === null || weight === undefined) {
				return { state: 'missing', reason: 'not_weighed' };
			}
			return { state: state === 'carried' ? 'carried' : 'known' };
	}
}

/**
 * The activities beneath an element, or of the plan, each with its effective weight.
 *
 * @param explain how the activity's own value came about
 * @param adjust what of the input is otherwise than in progress
 */
export function activityInputs(
	{ plan, element }: Reckoned,
	explain: (activity: Reckoned) => Derivation,
	adjust: (made: DerivationInput, activity: ActivityProgress) => Partial<DerivationInput>
): DerivationInput[] {
	const { progress, tree } = plan;
	return activitiesOf(tree, element).map((activity: ElementRecord) => {
		const of = progress.activities.get(activity.id)!;
		const weight = progress.weights.get(activity.id);
		const derivation = explain(reckoned(plan, activity));
		const made = {
			...figureInput('activity', derivation),
			weight: weight ?? null,
			on: of.update?.asOf ?? null,
			state: partState(of, weight)
		};
		return { ...made, ...adjust(made, of) };
	});
}
