/** Done less planned, at the end of the latest period due, since done waits for reports (rule 8). */
import { slippageOf } from '../progress/progress-sums.ts';
import { noFigure, type RolledUp } from '../progress/rolled-up.ts';
import { comparedOf } from './activity-inputs.ts';
import { figureInput, unknownSteps, type Steps } from './derivation.ts';
import { doneCompared } from './done-compared.ts';
import { derive } from './figure.ts';
import { plannedProgress } from './planned-progress.ts';
import { progressFigure } from './progress-figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** Percentage points, negative where behind. */
function valueOf(of: Reckoned): RolledUp {
	const now = of.element && of.plan.progress.activities.get(of.element.id);
	if (now?.state === 'not_applicable' || now?.state === 'cancelled') return noFigure(now.state);
	const then = comparedOf(of);
	if (then === null) return noFigure('no_period_due');
	return slippageOf(then.sums, then.plan.tree.plan.coverageThreshold);
}

export const slippage = progressFigure({
	name: 'slippage',
	unit: 'points',
	value: valueOf,
	on: ({ plan }) => plan.compared?.day.on ?? null,
	steps: (of, value): Steps => {
		const then = comparedOf(of);
		if (!value.known || then === null) return unknownSteps('done_compared', value);
		const inputs = [
			figureInput('done_compared', derive(doneCompared, then)),
			figureInput('planned_progress', derive(plannedProgress, then))
		];
		return { rule: 'difference_in_points', inputs };
	}
});
