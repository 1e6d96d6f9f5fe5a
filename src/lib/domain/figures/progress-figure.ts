/** What the figures of progress have alike: a parent of nothing of its own has none of them, and says why. */
import { noFigure, type RolledUp } from '../progress/rolled-up.ts';
import { summaryFigure, type Figure } from './figure.ts';
import type { Reckoned } from './reckoned-plan.ts';

/** Why a parent has no figures of progress whatever is beneath it, if so. */
function outright({ plan, element }: Reckoned): RolledUp | null {
	if (element === null || element.kind === 'activity') return null;
	if (!element.applicable) return noFigure('not_applicable');
	if (plan.tree.children.has(element.id)) return null;
	return noFigure(plan.tree.outline.servedBy.has(element.id) ? 'shares_elements' : 'not_set');
}

/** Says that an object is a figure of the progress of an element and of the plan as a whole. */
export function progressFigure<Name extends string>(figure: Figure<Name, Reckoned, RolledUp>) {
	return summaryFigure({ ...figure, value: (of) => outright(of) ?? figure.value(of) });
}
