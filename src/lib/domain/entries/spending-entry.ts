/** What may be said of a budget line's money to date. */
import { factDay, type PlanSpan, type Problem } from './entered.ts';
import { stageErrors } from '../figures/money.ts';
import type { IsoDate, Money } from '../records/records.ts';

export interface LineEntry {
	lineId: string;
	/** To date; null: left empty. */
	obligation: Money | null;
	disbursement: Money | null;
}

export interface SpendingEntry {
	asOf: IsoDate | null;
	lines: LineEntry[];
}

/** What was reported of a line for a day; of several versions of one day the latest. */
export interface ReportedSpending {
	asOf: IsoDate;
	obligation: Money;
	disbursement: Money;
}

export interface LineContext {
	id: string;
	appropriation: Money | null;
	allotment: Money | null;
	/** Ascending by day. */
	reported: readonly ReportedSpending[];
}

export interface SpendingContext extends PlanSpan {
	today: IsoDate;
	lines: readonly LineContext[];
}

type Stage = 'obligation' | 'disbursement';

export const spendingField = (stage: Stage, lineId: string) => `${stage}-${lineId}`;

const isEmpty = (line: LineEntry) => line.obligation === null && line.disbursement === null;

/** Figures to date only grow: a lower one is right for the same day, as a correction, and for no later one. */
function growthProblem(
	stage: Stage,
	amount: Money,
	asOf: IsoDate,
	line: LineContext
): Problem | undefined {
	const field = spendingField(stage, line.id);
	const before = line.reported.findLast((row) => row.asOf < asOf);
	if (before && amount < before[stage]) {
		return { field, problem: 'below_earlier', day: before.asOf, amount: before[stage] };
	}
	const after = line.reported.find((row) => row.asOf > asOf);
	if (after && amount > after[stage]) {
		return { field, problem: 'above_later', day: after.asOf, amount: after[stage] };
	}
	return undefined;
}

function stageProblem(stage: Stage, entry: LineEntry, line: LineContext): Problem | undefined {
	const field = spendingField(stage, line.id);
	const { obligation, disbursement } = entry;
	if (stage === 'obligation' && line.allotment === null && obligation !== null && obligation > 0n) {
		return { field, problem: 'nothing_allotted' };
	}
	const { appropriation, allotment } = line;
	const errors = stageErrors({ appropriation, allotment, obligation, disbursement });
	if (!errors.some((error) => error.stage === stage)) return undefined;
	return stage === 'obligation'
		? { field, problem: 'above_allotment', amount: allotment ?? 0n }
		: { field, problem: 'above_obligation', amount: obligation ?? 0n };
}

function amountProblems(
	stage: Stage,
	entry: LineEntry,
	line: LineContext,
	asOf: IsoDate | null
): Problem[] {
	const field = spendingField(stage, line.id);
	const amount = entry[stage];
	if (amount === null) return [{ field, problem: 'required' }];
	if (amount < 0n) return [{ field, problem: 'negative' }];
	const wrong =
		stageProblem(stage, entry, line) ??
		(asOf === null ? undefined : growthProblem(stage, amount, asOf, line));
	return wrong ? [wrong] : [];
}

/** What is wrong with a line; disbursements are not held against obligations that are wrong themselves. */
function lineProblems(entry: LineEntry, line: LineContext, asOf: IsoDate | null): Problem[] {
	const obligation = amountProblems('obligation', entry, line, asOf);
	const disbursement = amountProblems('disbursement', entry, line, asOf);
	if (obligation.length === 0) return disbursement;
	const own = disbursement.filter(({ problem }) => problem !== 'above_obligation');
	return [...obligation, ...own];
}

/** All that is wrong with an entry; a line with both figures empty is not reported, which is no error. */
export function spendingProblems(entry: SpendingEntry, context: SpendingContext): Problem[] {
	const day = factDay('as_of', entry.asOf, context.today, context);
	// a day that is wrong itself has no earlier and later figures
	const asOf = day.length === 0 ? entry.asOf : null;
	const foreign = entry.lines.find(
		(line) => !isEmpty(line) && !context.lines.some(({ id }) => id === line.lineId)
	);
	if (foreign) {
		const amount = foreign.obligation ?? foreign.disbursement ?? undefined;
		return [...day, { field: '', problem: 'no_such_line', amount }];
	}
	const first = context.lines[0];
	if (first && entry.lines.every(isEmpty)) {
		return [...day, { field: spendingField('obligation', first.id), problem: 'nothing_entered' }];
	}
	const ofLines = context.lines.flatMap((line) => {
		const given = entry.lines.find(({ lineId }) => lineId === line.id);
		if (!given || isEmpty(given)) return [];
		return lineProblems(given, line, asOf);
	});
	return [...day, ...ofLines];
}

/** The lines of which something is said. */
export function linesEntered(entry: SpendingEntry): LineEntry[] {
	return entry.lines.filter((line) => !isEmpty(line));
}
