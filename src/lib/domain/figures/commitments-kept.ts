/** How many commitments of a period were kept on their day or before, of those that were to end in it. */
import { applicableOf, type PeriodCommitment } from '../commitments/periods.ts';
import { known, unknown } from '../records/known.ts';
import { commitmentInputs, endState, moveInputs, periodOf } from './commitments-of-period.ts';
import { input, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** How one of them was kept, or not. */
const kept = (one: PeriodCommitment) => {
	const { due, endedOn, fate } = one;
	return {
		rule: 'kept_by' as const,
		inputs: [
			input('due_then', { on: due }),
			input('ended_on', { on: endedOn, state: endState(one) }),
			...moveInputs(one)
		],
		result: fate === 'not_applicable' ? unknown('not_applicable') : known(Number(fate === 'kept'))
	};
};

export const commitmentsKept = summaryFigure({
	name: 'commitments_kept',
	unit: 'count',
	period: (of: Reckoned) => periodOf(of)?.period,
	value: (of) => {
		const period = periodOf(of);
		return period !== undefined && applicableOf(period) > 0
			? known(period.counts.kept)
			: unknown('nothing_applicable');
	},
	steps: (of): Steps => {
		const were = (periodOf(of)?.commitments ?? []).filter(({ added }) => !added);
		return { rule: 'count_kept', inputs: commitmentInputs(of, were, kept) };
	}
});
