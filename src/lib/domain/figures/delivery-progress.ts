/** How much of the work is done: of all of it, each activity by its latest value. */
import { clampShare, doneOf } from '../progress/progress-sums.ts';
import { countedMilestones, type ActivityProgress } from '../progress/activity-progress.ts';
import { noFigure, type RolledUp } from '../progress/rolled-up.ts';
import type { ElementRecord } from '../records/records.ts';
import { activityInputs } from './activity-inputs.ts';
import { input, unknownSteps, type DerivationInput, type Steps } from './derivation.ts';
import { derive } from './figure.ts';
import { milestoneSteps } from './milestone-steps.ts';
import { progressFigure } from './progress-figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** An activity's own figure is as reported, which may exceed 1; see `doneOf` for a parent's. */
function valueOf({ plan, element, sums }: Reckoned): RolledUp {
	const figure = doneOf(sums, plan.tree.plan.coverageThreshold);
	if (element?.kind !== 'activity') return figure;
	const { state, done } = plan.progress.activities.get(element.id)!;
	const { coverage, partial } = figure;
	if (state === 'not_applicable' || state === 'cancelled') return noFigure(state);
	return done === null
		? { known: false, reason: 'not_reported', coverage, partial }
		: { known: true, value: done, coverage, partial };
}

function activitySteps(
	element: ElementRecord,
	{ update, done, state }: ActivityProgress,
	of: Reckoned
): Steps {
	const counted = update === null ? [] : countedMilestones(element.milestones, update);
	if (counted.length > 0 && done !== null) {
		return milestoneSteps(counted, 'reachedOn', of.plan.days.asOf);
	}
	const percent = update?.physicalPercent ?? null;
	const value = state === 'not_due' || percent === null ? done : percent;
	const rule = state === 'not_due' || percent === null ? 'by_delivery_state' : 'reported_percent';
	const inputs = [
		input('update', {
			id: update?.id ?? null,
			sourceId: update?.id ?? null,
			on: update?.asOf ?? null,
			raw: value,
			state: state === 'carried' ? { state: 'carried' } : { state: 'known' }
		})
	];
	return { rule, inputs };
}

const clamped = ({ raw }: DerivationInput) => ({
	counted: typeof raw === 'number' ? clampShare(raw) : null
});

export const deliveryProgress = progressFigure({
	name: 'delivery_progress',
	unit: 'share',
	value: valueOf,
	steps: (of, value): Steps => {
		const { element, plan } = of;
		if (element?.kind !== 'activity') {
			const explain = (activity: Reckoned) => derive(deliveryProgress, activity);
			return { rule: 'weighted_share', inputs: activityInputs(of, explain, clamped) };
		}
		if (!value.known) return unknownSteps('update', value);
		return activitySteps(element, plan.progress.activities.get(element.id)!, of);
	}
});
