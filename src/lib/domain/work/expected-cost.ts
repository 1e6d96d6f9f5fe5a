/** What the plan expects work to cost, and how another amount compares with it. */
import type { Money, PlanRecord } from '../records/records.ts';
import { withinElement } from '../figures/limits.ts';
import type { MoneyTotal } from '../figures/money.ts';

/** Over the budget lines of an element and of all beneath it, or of the plan as a whole. */
export function expectedCost(record: PlanRecord, elementId: string | null): MoneyTotal {
	const within = elementId === null ? null : withinElement(record, elementId).elements;
	const lines = record.budgetLines.filter((line) => within?.has(line.elementId) ?? true);
	const costs = lines.flatMap(({ cost }) => (cost === null ? [] : [cost]));
	return {
		sum: costs.reduce((sum, cost) => sum + cost, 0n),
		set: costs.length,
		lines: lines.length
	};
}

export interface Compared {
	/** Above 0: the amount is more than the other. */
	difference: Money;
	/** Of the other, where it is not 0; a share, not a percent. */
	share: number | null;
}

/** An amount beside another one: by how much it is more. */
export function compared(amount: Money, other: Money): Compared {
	const difference = amount - other;
	return { difference, share: other === 0n ? null : Number(difference) / Number(other) };
}
