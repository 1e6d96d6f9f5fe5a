/** How much of the work was planned to be done by now, over the same activities as done, as far as these have dates. */
import { plannedOf } from '../progress/progress-sums.ts';
import type { ActivityProgress } from '../progress/activity-progress.ts';
import { noFigure, type RolledUp } from '../progress/rolled-up.ts';
import { activityInputs } from './activity-inputs.ts';
import { input, unknownSteps, type DerivationInput, type Steps } from './derivation.ts';
import { derive } from './figure.ts';
import { milestoneSteps } from './milestone-steps.ts';
import { progressFigure } from './progress-figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

function valueOf({ plan, element, sums }: Reckoned): RolledUp {
	const figure = plannedOf(sums, plan.tree.plan.coverageThreshold);
	if (element?.kind !== 'activity') return figure;
	const { planned, state } = plan.progress.activities.get(element.id)!;
	const { coverage, partial } = figure;
	if (state === 'not_applicable' || state === 'cancelled') return noFigure(state);
	return planned === null
		? { known: false, reason: 'dates_not_set', coverage, partial }
		: { known: true, value: planned, coverage, partial };
}

function activitySteps({ element, plan }: Reckoned): Steps {
	const { asOf } = plan.days;
	if (element!.milestones.length > 0) return milestoneSteps(element!.milestones, 'plannedOn', asOf);
	const inputs = [
		input('planned_start', { on: element!.plannedStart }),
		input('planned_end', { on: element!.plannedEnd }),
		input('reckoned_on', { on: asOf })
	];
	return { rule: 'linear_between_dates', inputs };
}

/** Only what has a value is compared with its plan. */
function compared({ state, raw }: DerivationInput, { done, planned, update }: ActivityProgress) {
	const isCompared = done !== null && planned !== null;
	const left = {
		state: 'missing',
		reason: done === null ? 'not_reported' : 'dates_not_set'
	} as const;
	return {
		on: update?.asOf ?? null,
		raw: isCompared ? raw : null,
		counted: isCompared ? raw : null,
		state: isCompared || state.state === 'excluded' ? state : left
	};
}

export const plannedProgress = progressFigure({
	name: 'planned_progress',
	unit: 'share',
	value: valueOf,
	steps: (of, value): Steps => {
		if (of.element?.kind !== 'activity') {
			const explain = (activity: Reckoned) => derive(plannedProgress, activity);
			return { rule: 'weighted_share', inputs: activityInputs(of, explain, compared) };
		}
		return value.known ? activitySteps(of) : unknownSteps('planned_start', value);
	}
});
