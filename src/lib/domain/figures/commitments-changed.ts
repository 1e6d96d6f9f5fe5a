/**
 * How many commitments of a period were moved out of it, dropped, or added to it after it had begun. Of
 * each the derivation says what was planned then, what is planned now, and what reports say.
 */
import { plannedOn } from '../commitments/commitment.ts';
import {
	applicableOf,
	type PeriodCommitment,
	type PeriodCommitments
} from '../commitments/periods.ts';
import { declaredEnd, isCancelled } from '../commitments/reported-end.ts';
import { latestUpdate } from '../progress/activity-progress.ts';
import { known, unknown } from '../records/known.ts';
import type { IsoDate } from '../records/records.ts';
import { commitmentInputs, endState, moveInputs, periodOf } from './commitments-of-period.ts';
import { input, type DerivationInput, type DerivationRule, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** What is planned of it on the status date; nothing of a date that was taken away. */
function plannedNow({ commitment }: PeriodCommitment, asOf: IsoDate): DerivationInput[] {
	const now = plannedOn(commitment, asOf);
	if (!now || now.standing === 'retired') return [input('planned_no_more', { on: asOf })];
	return now.due === null ? [] : [input('planned_now', { on: now.due })];
}

/** What the latest report says of its end. */
function toldNow({ commitment }: PeriodCommitment, asOf: IsoDate): DerivationInput[] {
	const update = latestUpdate(commitment.updates, asOf);
	if (update && isCancelled(commitment, asOf))
		return [input('cancelled_in_report', { on: update.asOf })];
	const declared = declaredEnd(commitment, asOf);
	return declared === null ? [] : [input('expected_in_report', { on: declared })];
}

const bounds = ({ period }: PeriodCommitments): DerivationInput[] => [
	input('period_start', { on: period.startsOn }),
	input('period_end', { on: period.endsOn })
];

/** All that says whether it left the period, and how. */
function left(one: PeriodCommitment, of: PeriodCommitments, asOf: IsoDate): DerivationInput[] {
	const { due, endedOn } = one;
	return [
		...bounds(of),
		input('due_then', { on: due }),
		...plannedNow(one, asOf),
		...toldNow(one, asOf),
		input('ended_on', { on: endedOn, state: endState(one) }),
		...moveInputs(one)
	];
}

/** Where it was planned as the period began, and where it is now. */
function came(one: PeriodCommitment, of: PeriodCommitments, asOf: IsoDate): DerivationInput[] {
	const then = plannedOn(one.commitment, of.plannedAsOf);
	const due = then?.standing === 'retired' ? null : (then?.due ?? null);
	return [
		...bounds(of),
		...(due === null ? [] : [input('due_then', { on: due })]),
		...plannedNow(one, asOf),
		...moveInputs(one)
	];
}

const leaving = (name: 'commitments_moved' | 'commitments_dropped') => {
	const [fate, rule, all]: ['moved' | 'dropped', DerivationRule, DerivationRule] =
		name === 'commitments_moved'
			? ['moved', 'moved_out', 'count_moved']
			: ['dropped', 'dropped_from', 'count_dropped'];
	return {
		unit: 'count' as const,
		period: (of: Reckoned) => periodOf(of)?.period,
		value: (of: Reckoned) => {
			const period = periodOf(of);
			return period !== undefined && applicableOf(period) > 0
				? known(period.counts[fate])
				: unknown('nothing_applicable');
		},
		steps: (of: Reckoned): Steps => {
			const period = periodOf(of);
			if (!period) return { rule: all, inputs: [] };
			const were = period.commitments.filter(({ added }) => !added);
			const inputs = commitmentInputs(of, were, (one) => ({
				rule,
				inputs: left(one, period, of.plan.days.asOf),
				result:
					one.fate === 'not_applicable'
						? unknown('not_applicable')
						: known(Number(one.fate === fate))
			}));
			return { rule: all, inputs };
		}
	};
};

export const commitmentsMoved = summaryFigure({
	name: 'commitments_moved',
	...leaving('commitments_moved')
});

export const commitmentsDropped = summaryFigure({
	name: 'commitments_dropped',
	...leaving('commitments_dropped')
});

export const commitmentsAdded = summaryFigure({
	name: 'commitments_added',
	unit: 'count',
	period: (of: Reckoned) => periodOf(of)?.period,
	value: (of) => {
		const period = periodOf(of);
		return period === undefined ? unknown('nothing_applicable') : known(period.added);
	},
	steps: (of): Steps => {
		const period = periodOf(of);
		if (!period) return { rule: 'count_added', inputs: [] };
		const inputs = commitmentInputs(of, period.commitments, (one) => ({
			rule: 'added_to',
			inputs: came(one, period, of.plan.days.asOf),
			result: known(Number(one.added))
		}));
		return { rule: 'count_added', inputs };
	}
});
