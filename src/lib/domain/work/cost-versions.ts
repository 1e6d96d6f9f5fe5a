/**
 * What budget lines are expected to cost in the plan as adopted and in the plan in force. Both are the
 * plan's own versions; the basis says whether they can be compared, and amounts at different prices are
 * neither subtracted nor summed.
 */
import { planAdopted } from '../records/plan-on.ts';
import type { BudgetLineRecord, Money, PlanRecord } from '../records/records.ts';
import type { PriceKind } from '../records/vocabulary.ts';
import { compared, type Compared } from './expected-cost.ts';

/** A basis as it is stored. */
export interface StoredBasis {
	/** Null: of the activity as a whole, and of each line that has none of its own. */
	budget_line_id: string | null;
	price_kind: PriceKind;
	/** Decimal text. */
	price_year: string | null;
	adopted_basis: string | null;
	price_source: string | null;
}

export type Basis = Omit<StoredBasis, 'budget_line_id'>;

export interface CostVersions {
	line: Pick<BudgetLineRecord, 'id' | 'fundSource' | 'appropriationYear'>;
	/** Null: not set, or no part of the plan as adopted. */
	original: Money | null;
	revised: Money | null;
	/** Whether the plan as adopted had the line. */
	wasAdopted: boolean;
	/** Null: not said. */
	basis: Basis | null;
	/** Null where one is not set, or where they are stated at different prices. */
	difference: Compared | null;
}

export interface CostTotals {
	original: Money;
	revised: Money;
	difference: Compared;
}

const keyOf = (basis: Basis | null) =>
	basis === null ? '' : `${basis.price_kind} ${basis.price_year ?? ''}`;

/** The lines of an activity, each in both versions. */
export function costVersions(
	record: PlanRecord,
	elementId: string,
	bases: readonly StoredBasis[]
): CostVersions[] {
	const adopted = planAdopted(record) ?? record;
	const originals = new Map(adopted.budgetLines.map((line) => [line.id, line]));
	const own = new Map(bases.map((basis) => [basis.budget_line_id, basis]));
	return record.budgetLines
		.filter((line) => line.elementId === elementId)
		.map((line) => {
			const basis = own.get(line.id) ?? own.get(null) ?? null;
			const then = originals.get(line.id);
			const [original, revised] = [then?.cost ?? null, line.cost];
			const isSame = basis === null || basis.adopted_basis === null;
			return {
				...{ line, original, revised, basis, wasAdopted: then !== undefined },
				difference:
					isSame && original !== null && revised !== null ? compared(revised, original) : null
			};
		});
}

/** Together, where every line has both costs and all are at the same prices; else null. */
export function costTotals(lines: readonly CostVersions[]): CostTotals | null {
	const [first] = lines;
	const fits = ({ basis, difference }: CostVersions) =>
		difference !== null && keyOf(basis) === keyOf(first?.basis ?? null);
	if (lines.length < 2 || !lines.every(fits)) return null;
	const sum = (of: (line: CostVersions) => Money | null) =>
		lines.reduce((all, line) => all + (of(line) ?? 0n), 0n);
	const [original, revised] = [sum((line) => line.original), sum((line) => line.revised)];
	return { original, revised, difference: compared(revised, original) };
}

/** Whether lines are stated at different prices, so that they are not summed. */
export const isMixed = (lines: readonly CostVersions[]): boolean =>
	new Set(lines.map(({ basis }) => keyOf(basis))).size > 1 ||
	lines.some(({ basis }) => (basis?.adopted_basis ?? null) !== null);
