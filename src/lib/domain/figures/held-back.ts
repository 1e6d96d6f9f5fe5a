/** What holds a plan back: slips as they weigh on the whole. */
import type { PlanFigures } from './figures.ts';
import type { ElementFigures } from './summary.ts';

/** A slip smaller than this, in percentage points, holds nothing back. */
const smallestSlip = 5;

/**
 * Activities at least five points behind, those first that weigh most on the whole plan: slippage ×
 * total appropriation where the plan is weighted by cost. Where it is not, or any budget among them is
 * not set, the slip alone decides.
 */
export function heldBackBy(figures: PlanFigures): ElementFigures[] {
	const behind = figures.slips.filter(
		({ slippage }) => slippage.known && slippage.value <= -smallestSlip
	);
	const isByCost = figures.weighting?.method === 'cost' && !figures.weighting.equalInstead;
	const isCosted = isByCost && behind.every(({ cost }) => cost !== null);
	const burden = ({ slippage, cost }: ElementFigures) =>
		(slippage.known ? -slippage.value : 0) * (isCosted ? Number(cost) : 1);
	return behind.toSorted((one, other) => burden(other) - burden(one));
}
