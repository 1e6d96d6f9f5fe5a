/** How many commitments of a period were kept on their day or before, of those that were to end in it. */
import type { Move } from '../commitments/moves.ts';
import {
	applicableOf,
	commitmentsByPeriod,
	latestOver,
	type PeriodCommitment,
	type PeriodCommitments
} from '../commitments/periods.ts';
import { CommitmentNames } from '../commitments/rows.ts';
import { known, unknown, type PartState } from '../records/known.ts';
import { periodAt } from '../records/periods.ts';
import {
	figureInput,
	input,
	type Derivation,
	type DerivationInput,
	type InputKind,
	type Steps
} from './derivation.ts';
import { summaryFigure } from './figure.ts';
import type { AskedPeriod, Reckoned } from './reckoned-plan.ts';

const latestQuarter: AskedPeriod = { frequency: 'quarter', period: null, organisationIds: null };

/** The period that is asked for; undefined: nothing was to end in it. */
function periodOf({ plan, element, commitments = latestQuarter }: Reckoned) {
	const { frequency, period, organisationIds } = commitments;
	const record = plan.tree.plan;
	const asked = { frequency, elementId: element?.id ?? null, organisationIds };
	const all = commitmentsByPeriod(record, plan.days, asked);
	if (period === null) return latestOver(all);
	const { startsOn } = periodAt(frequency, period, record.fiscalYearStartMonth);
	return all.find((one) => one.period.startsOn === startsOn);
}

const moveKinds: Record<Move['way'], InputKind> = {
	amendment: 'moved_by_amendment',
	correction: 'moved_by_correction',
	report: 'moved_in_report'
};

const moveInput = ({ way, amendment, days, to }: Move): DerivationInput =>
	input(moveKinds[way], { raw: days, on: to, title: amendment?.title ?? null });

/** Why there is no day on which it ended. */
function endState({ fate, endedOn }: PeriodCommitment): PartState {
	if (endedOn !== null) return { state: 'known' };
	if (fate === 'not_reported') return { state: 'missing', reason: 'not_reported' };
	if (fate === 'not_due') return { state: 'excluded', reason: 'not_due' };
	return { state: 'known' };
}

/** How one of them was kept, or not. */
function kept({ plan }: Reckoned, one: PeriodCommitment, names: CommitmentNames): Derivation {
	const { commitment, due, endedOn, fate, moves } = one;
	const { code, title } = names.commitment(one);
	return {
		figure: 'commitment',
		of: { kind: 'activity', id: commitment.element.id, code, title },
		...{ unit: 'count', asOf: plan.days.asOf, rule: 'kept_by', coverage: null },
		inputs: [
			input('due_then', { on: due }),
			input('ended_on', { on: endedOn, state: endState(one) }),
			...moves.filter(({ settled }) => !settled).map(moveInput)
		],
		result: fate === 'not_applicable' ? unknown('not_applicable') : known(Number(fate === 'kept'))
	};
}

function inputsOf(of: Reckoned, { commitments }: PeriodCommitments): DerivationInput[] {
	const names = new CommitmentNames(of.plan.tree.plan, of.plan.days.asOf);
	return commitments
		.filter(({ added }) => !added)
		.map((one) => ({
			...figureInput(one.commitment.kind, kept(of, one, names)),
			...{ id: one.commitment.id, on: one.due }
		}));
}

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
		const period = periodOf(of);
		return { rule: 'count_kept', inputs: period ? inputsOf(of, period) : [] };
	}
});
