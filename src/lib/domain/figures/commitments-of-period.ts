/** The commitments of one period, as figures are made of them. */
import type { Move } from '../commitments/moves.ts';
import {
	commitmentsByPeriod,
	latestOver,
	type PeriodCommitment,
	type PeriodCommitments
} from '../commitments/periods.ts';
import { CommitmentNames } from '../commitments/rows.ts';
import type { PartState } from '../records/known.ts';
import { periodAt } from '../records/periods.ts';
import {
	figureInput,
	input,
	type Derivation,
	type DerivationInput,
	type FigureOwner,
	type InputKind
} from './derivation.ts';
import type { AskedPeriod, Reckoned } from './reckoned-plan.ts';

const latestQuarter: AskedPeriod = { frequency: 'quarter', period: null, organisationIds: null };

/** The period that is asked for; undefined: nothing was to end in it. */
export function periodOf({
	plan,
	element,
	commitments = latestQuarter
}: Reckoned): PeriodCommitments | undefined {
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

/** The moves of a date that stand: those of reports which the plan did not follow. */
export const moveInputs = ({ moves }: PeriodCommitment): DerivationInput[] =>
	moves
		.filter(({ settled }) => !settled)
		.map(({ way, amendment, days, to }) =>
			input(moveKinds[way], { raw: days, on: to, title: amendment?.title ?? null })
		);

/** Why there is no day on which it ended. */
export function endState({ fate, endedOn }: PeriodCommitment): PartState {
	if (endedOn !== null) return { state: 'known' };
	if (fate === 'not_reported') return { state: 'missing', reason: 'not_reported' };
	if (fate === 'not_due') return { state: 'excluded', reason: 'not_due' };
	return { state: 'known' };
}

/** How each of some commitments counts, in their order. */
export function commitmentInputs(
	{ plan }: Reckoned,
	commitments: readonly PeriodCommitment[],
	derive: (
		one: PeriodCommitment
	) => Omit<Derivation, 'figure' | 'of' | 'unit' | 'asOf' | 'coverage'>
): DerivationInput[] {
	const { asOf } = plan.days;
	const names = new CommitmentNames(plan.tree.plan, asOf);
	return commitments.map((one) => {
		const { commitment, due } = one;
		const { code, title } = names.commitment(one);
		const of: FigureOwner = { kind: 'activity', id: commitment.element.id, code, title };
		const about = { figure: 'commitment', of, unit: 'count', asOf, coverage: null } as const;
		return {
			...figureInput(commitment.kind, { ...about, ...derive(one) }),
			...{ id: commitment.id, on: due }
		};
	});
}
