/** What holds a plan back: slips as they weigh on the whole. */
import type { PlanFigures } from './plan-figures.ts';
import type { ElementFigures } from './summary.ts';

/** A slip smaller than this, in percentage points, holds nothing back. */
const smallestSlip = 5;

/**
 * Activities at least five points behind, those first that weigh most on the whole plan: slippage ×
 * effective weight. What is not weighed comes last.
 */
export function heldBackBy(figures: PlanFigures): ElementFigures[] {
	const burden = ({ slippage, effectiveWeight }: ElementFigures) =>
		(slippage.known ? -slippage.value : 0) * (effectiveWeight ?? 0);
	return figures.slips
		.filter(({ slippage }) => slippage.known && slippage.value <= -smallestSlip)
		.sort((one, other) => burden(other) - burden(one));
}
