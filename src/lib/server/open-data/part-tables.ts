/** The smaller tables of a plan's pages: stages of money, budget lines, milestones, targets, decisions, reports. */
import type { Derivation, DerivationInput } from '#lib/domain/figures/derivation.ts';
import {
	moneyText,
	shareFigure,
	shares,
	shareStages,
	totalFigure,
	type MoneyFigures
} from '#lib/domain/figures/money.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	Money,
	OpenDecision
} from '#lib/domain/records/records.ts';
import {
	moneyStages,
	type MoneyStage,
	type ReportingState
} from '#lib/domain/records/vocabulary.ts';
import { table, valueOf, type CsvTable } from './csv.ts';
import { plainQuantity } from './derivation-document.ts';

const amountOf = (amount: Money | null) => (amount === null ? null : moneyText(amount));

/** The share of each stage in the one before; undefined for the first. */
const shareInBefore = (stage: MoneyStage) =>
	shares.find((name) => name !== 'spent_of_allotment' && shareStages[name][1] === stage);

/** What of the stage before did not reach this one, over the lines where both are set. */
function leftOf({ pairs }: MoneyFigures, stage: MoneyStage): Money | null {
	const share = shareInBefore(stage);
	if (share === undefined || pairs[share].set === 0) return null;
	return pairs[share].whole - pairs[share].part;
}

/** The four stages of some budget lines. */
export function moneyTable({ money }: { money: MoneyFigures }, name = 'money'): CsvTable {
	return table<MoneyStage>(
		name,
		{
			stage: (stage) => stage,
			amount: (stage) => {
				const total = totalFigure(stage, money.stages[stage]);
				return total.known ? moneyText(total.value) : null;
			},
			lines_set: (stage) => money.stages[stage].set,
			lines: (stage) => money.stages[stage].lines,
			share_of_stage_before: (stage) => {
				const share = shareInBefore(stage);
				return share === undefined ? null : valueOf(shareFigure(money, share));
			},
			left_of_stage_before: (stage) => amountOf(leftOf(money, stage))
		},
		[...moneyStages]
	);
}

/** @param codes of elements, by id */
export function budgetLinesTable(
	name: string,
	lines: BudgetLineRecord[],
	codes: Map<string, string>
): CsvTable {
	return table<BudgetLineRecord>(
		name,
		{
			element: ({ elementId }) => codes.get(elementId) ?? null,
			appropriation_year: ({ appropriationYear }) => appropriationYear,
			fund_source: ({ fundSource }) => fundSource,
			cost: ({ cost }) => amountOf(cost),
			appropriation: ({ appropriation }) => amountOf(appropriation),
			allotment: ({ allotment }) => amountOf(allotment),
			obligation: ({ obligation }) => amountOf(obligation),
			disbursement: ({ disbursement }) => amountOf(disbursement),
			spending_as_of: ({ spendingAsOf }) => spendingAsOf
		},
		lines
	);
}

export function milestonesTable({ code, milestones }: ElementRecord): CsvTable {
	return table(
		`${code}-milestones`,
		{
			element: () => code,
			title: ({ title }) => title,
			weight: ({ weight }) => weight,
			planned_on: ({ plannedOn }) => plannedOn,
			reached_on: ({ reachedOn }) => reachedOn
		},
		milestones
	);
}

export function targetsTable({ code, title, unit, targets }: KpiRecord): CsvTable {
	return table(
		`${code}-targets`,
		{
			kpi: () => code,
			title: () => title,
			unit: () => unit.label,
			due_on: ({ dueOn }) => dueOn,
			value: ({ value }) => value
		},
		targets
	);
}

/** A decision that waits, or one that was taken. */
type AnyDecision = OpenDecision & { decidedOn?: IsoDate; outcome?: string };

/** @param codes of elements, by id */
export function decisionsTable(decisions: AnyDecision[], codes: Map<string, string>): CsvTable {
	return table<AnyDecision>(
		'decisions',
		{
			title: ({ title }) => title,
			reason: ({ reason }) => reason,
			element: ({ elementId }) => codes.get(elementId ?? '') ?? null,
			decider: ({ decider }) => decider?.acronym ?? null,
			raised_on: ({ raisedOn }) => raisedOn,
			due_on: ({ dueOn }) => dueOn,
			decided_on: ({ decidedOn }) => decidedOn ?? null,
			outcome: ({ outcome }) => outcome ?? null
		},
		decisions
	);
}

/** The parts of a figure, and how each counts in it; money as decimal text. */
export function derivationTable({ figure, inputs }: Derivation): CsvTable {
	return table<DerivationInput>(
		`${figure}-parts`,
		{
			kind: ({ kind }) => kind,
			code: ({ code }) => code,
			title: ({ title }) => title,
			weight: ({ weight }) => weight,
			raw: ({ raw }) => plainQuantity(raw),
			counted: ({ counted }) => plainQuantity(counted),
			on: ({ on }) => on,
			state: ({ state }) => state.state,
			reason: ({ state }) => ('reason' in state ? state.reason : null)
		},
		inputs
	);
}

export interface PeriodReport {
	/** The period. */
	label: string;
	dueOn: IsoDate;
	/** Null: nothing was owed. */
	state: ReportingState | null;
}

export function reportsTable(organisation: string, reports: PeriodReport[]): CsvTable {
	return table<PeriodReport>(
		`${organisation}-reports`,
		{
			period: ({ label }) => label,
			due_on: ({ dueOn }) => dueOn,
			state: ({ state }) => state
		},
		reports
	);
}
