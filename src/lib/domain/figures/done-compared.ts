/** How much is done over those activities alone that planned is reckoned over. */
import { clampShare, doneComparedOf } from '../progress/progress-sums.ts';
import type { ActivityProgress } from '../progress/activity-progress.ts';
import { activityInputs } from './activity-inputs.ts';
import { figureInput, type DerivationInput, type Steps } from './derivation.ts';
import { deliveryProgress } from './delivery-progress.ts';
import { derive } from './figure.ts';
import { progressFigure } from './progress-figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

function compared({ state, raw }: DerivationInput, { planned }: ActivityProgress) {
	const counted = typeof raw === 'number' && planned !== null ? clampShare(raw) : null;
	const undated = { state: 'missing', reason: 'dates_not_set' } as const;
	const isCounted = state.state === 'known' || state.state === 'carried';
	return { counted, state: isCounted && planned === null ? undated : state };
}

export const doneCompared = progressFigure({
	name: 'done_compared',
	unit: 'share',
	value: ({ plan, sums }) => doneComparedOf(sums, plan.tree.plan.coverageThreshold),
	steps: (of): Steps => {
		const explain = (activity: Reckoned) => derive(deliveryProgress, activity);
		if (of.element?.kind !== 'activity') {
			return { rule: 'weighted_share', inputs: activityInputs(of, explain, compared) };
		}
		const own = figureInput('activity', explain(of));
		const { planned } = of.plan.progress.activities.get(of.element.id)!;
		const weight = planned === null ? null : 1;
		const counted = typeof own.raw === 'number' ? clampShare(own.raw) : null;
		return { rule: 'weighted_share', inputs: [{ ...own, weight, counted }] };
	}
});
