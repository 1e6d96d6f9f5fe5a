/** What holds a plan back: slips as they weigh on the whole. */
import { Remade } from '../records/remade.ts';
import type { PlanFigures } from './plan-figures.ts';
import type { ElementFigures } from './summary.ts';

/** A slip smaller than this, in percentage points, holds nothing back. */
const smallestSlip = 5;

const kept = new Remade<PlanFigures, ElementFigures[]>();

/**
 * Activities at least five points behind, those first that weigh most on the whole plan: slippage ×
 * effective weight. What is not weighed comes last.
 */
export const heldBackBy = (figures: PlanFigures): ElementFigures[] =>
	kept.make(figures, [], () => heaviestSlips(figures));

function heaviestSlips(figures: PlanFigures): ElementFigures[] {
	const burdens: { burden: number; element: ElementFigures }[] = [];
	// the worst come first
	for (const element of figures.slips) {
		const { slippage, effectiveWeight } = element;
		if (!slippage.known || slippage.value > -smallestSlip) break;
		burdens.push({ burden: -slippage.value * (effectiveWeight ?? 0), element });
	}
	return burdens.sort((one, other) => other.burden - one.burden).map(({ element }) => element);
}
