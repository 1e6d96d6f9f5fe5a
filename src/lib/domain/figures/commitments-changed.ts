/**
 * How many commitments of a period were moved out of it, dropped, added to it after it had begun, or are
 * not reported. Of each the derivation says what was planned then, what is planned now, and what reports say.
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
import { latestDue } from '../records/periods.ts';
import type { IsoDate, PlanRecord } from '../records/records.ts';
import type { StatusDays } from '../progress/reckoning-day.ts';
import type { Fate } from '../commitments/fate.ts';
import { commitmentInputs, endState, moveInputs, periodOf } from './commitments-of-period.ts';
import { input, type DerivationInput, type DerivationRule, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import type { Reckoned, ReckonedPlan } from './reckoned-plan.ts';

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

/** The last day of which reports were due by a day; without periods one is due of each day that is past. */
function reportsDue({ periods }: PlanRecord, { asOf, knownOn }: StatusDays): DerivationInput[] {
	const through = periods.length === 0 ? asOf : latestDue(periods, asOf, knownOn)?.endsOn;
	return through === undefined ? [] : [input('reports_due', { on: through })];
}

/** All that says whether a report should have told of its end, and whether one did. */
function told(one: PeriodCommitment, of: PeriodCommitments, plan: ReckonedPlan): DerivationInput[] {
	const { asOf } = plan.days;
	const update = latestUpdate(one.commitment.updates, asOf);
	return [
		...left(one, of, asOf),
		...reportsDue(plan.tree.plan, plan.days),
		...(update === null ? [] : [input('reported_on', { on: update.asOf })])
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

interface Counted {
	fate: Fate;
	rule: DerivationRule;
	all: DerivationRule;
	inputs: (one: PeriodCommitment, of: PeriodCommitments, plan: ReckonedPlan) => DerivationInput[];
}

const counted = {
	commitments_moved: {
		...{ fate: 'moved', rule: 'moved_out', all: 'count_moved' },
		inputs: (one, of, { days }) => left(one, of, days.asOf)
	},
	commitments_dropped: {
		...{ fate: 'dropped', rule: 'dropped_from', all: 'count_dropped' },
		inputs: (one, of, { days }) => left(one, of, days.asOf)
	},
	commitments_not_reported: {
		...{ fate: 'not_reported', rule: 'silent_on', all: 'count_silent' },
		inputs: told
	}
} as const satisfies Record<string, Counted>;

/** Of what was to end in a period, what came to one fate. */
const ofFate = (name: keyof typeof counted) => {
	const { fate, rule, all, inputs: inputsOf }: Counted = counted[name];
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
				inputs: inputsOf(one, period, of.plan),
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
	...ofFate('commitments_moved')
});

export const commitmentsDropped = summaryFigure({
	name: 'commitments_dropped',
	...ofFate('commitments_dropped')
});

export const commitmentsNotReported = summaryFigure({
	name: 'commitments_not_reported',
	...ofFate('commitments_not_reported')
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
