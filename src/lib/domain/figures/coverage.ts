/** How much of the weight has a value of the latest period due, or nothing due (rule 6). */
import { coverageOf } from '../progress/progress-sums.ts';
import type { ActivityProgress } from '../progress/activity-progress.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import { activityInputs } from './activity-inputs.ts';
import { deliveryProgress } from './delivery-progress.ts';
import { input, unknownSteps, type DerivationInput, type Steps } from './derivation.ts';
import { derive, summaryFigure } from './figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

function valueOf({ sums }: Reckoned): Knowable<number> {
	const coverage = coverageOf(sums);
	if (coverage !== null) return known(coverage);
	return unknown(sums.counts.not_weighed > 0 ? 'not_weighed' : 'nothing_applicable');
}

/** What is covered counts as 1, what is not as 0, whatever its value. */
function covering({ state, weight }: DerivationInput, { covered }: ActivityProgress) {
	const share = covered ? 1 : 0;
	const isOut = state.state === 'excluded' || weight === null;
	return {
		raw: share,
		counted: share,
		derivation: null,
		state: isOut ? state : ({ state: 'known' } as const)
	};
}

export const coverage = summaryFigure({
	name: 'coverage',
	unit: 'share',
	value: valueOf,
	steps: (of, value): Steps => {
		if (!value.known) return unknownSteps('update', value);
		if (of.element?.kind === 'activity') {
			return { rule: 'as_given', inputs: [input('update', { raw: value.value })] };
		}
		const explain = (activity: Reckoned) => derive(deliveryProgress, activity);
		return { rule: 'weighted_share', inputs: activityInputs(of, explain, covering) };
	}
});
