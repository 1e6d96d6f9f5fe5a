/** What contracts come to beside what is obligated; cancelled ones don't count. */
import type { BudgetLineRecord, Money } from '../records/records.ts';
import type { ContractState } from '../records/vocabulary.ts';

/** A contract as it is stored. */
export interface ContractSum {
	contract_value: Money | null;
	contract_state: ContractState;
	budget_line_id: string | null;
}

export interface Contracted {
	/** Null: all lines, and contracts on none. */
	line: Pick<BudgetLineRecord, 'fundSource' | 'appropriationYear'> | null;
	sum: Money;
	/** Null: none is reported. */
	obligation: Money | null;
	/** By how much the sum is more; null: it is not. */
	exceeds: Money | null;
	/** Contracts whose value is not stated. */
	unknown: number;
}

function beside(
	contracts: readonly ContractSum[],
	line: Contracted['line'],
	obligation: Money | null
): Contracted {
	const values = contracts.map(({ contract_value }) => contract_value);
	const known = values.filter((value) => value !== null);
	const sum = known.reduce((all, value) => all + value, 0n);
	return {
		...{ line, sum, obligation, unknown: values.length - known.length },
		exceeds: obligation !== null && sum > obligation ? sum - obligation : null
	};
}

/** Of each line that has contracts; and of all together, where some are on no line. */
export function contracted(
	contracts: readonly ContractSum[],
	lines: readonly BudgetLineRecord[]
): Contracted[] {
	const counted = contracts.filter(({ contract_state }) => contract_state !== 'cancelled');
	const byLine = Map.groupBy(counted, ({ budget_line_id }) => budget_line_id);
	const ofLines = lines.flatMap((line) => {
		const own = byLine.get(line.id);
		return own ? [beside(own, line, line.obligation)] : [];
	});
	const known = new Set(lines.map(({ id }) => id));
	const isOnNone = counted.some(({ budget_line_id: of }) => of === null || !known.has(of));
	if (!isOnNone) return ofLines;
	const obligations = lines.map(({ obligation }) => obligation).filter((one) => one !== null);
	const all = obligations.length > 0 ? obligations.reduce((sum, one) => sum + one, 0n) : null;
	return [...ofLines, beside(counted, null, all)];
}
