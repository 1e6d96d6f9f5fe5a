/** Days from the planned to the expected end (rule 8). */
import { daysLate as daysBetweenEnds } from '../progress/expected-ends.ts';
import { input, unknownSteps, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';

export const daysLate = summaryFigure({
	name: 'days_late',
	unit: 'days',
	value: ({ plan, element }) => daysBetweenEnds(plan.ends(element)),
	steps: ({ plan, element }, value): Steps => {
		if (!value.known) return unknownSteps('planned_end', value);
		const { plannedEnd, expectedEnd } = plan.ends(element);
		const inputs = [
			input('planned_end', { on: plannedEnd }),
			input('expected_end', { on: expectedEnd })
		];
		return { rule: 'days_between', inputs };
	}
});
