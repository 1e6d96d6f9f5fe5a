/** How much of the plan is filled in: "not set" is neither 0 nor red. */
import type { Outline, PlanTree } from '../progress/plan-tree.ts';
import type { ElementRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import type { ElementKind } from '../records/vocabulary.ts';

export interface Count {
	set: number;
	of: number;
}

export interface Completeness {
	/** Activities with a lead. */
	owners: Count;
	/** Activities with a planned start and end. */
	dates: Count;
	/** Activities with an appropriation. */
	budgets: Count;
	/** Objectives with a KPI of their own. */
	objectivesWithKpis: Count;
}

function count(
	elements: readonly ElementRecord[],
	kind: ElementKind,
	isSet: (element: ElementRecord) => boolean
): Count {
	const found = { set: 0, of: 0 };
	for (const element of elements) {
		if (element.kind !== kind || !element.applicable) continue;
		found.of += 1;
		if (isSet(element)) found.set += 1;
	}
	return found;
}

const kept = new Remade<Outline, Completeness>();

export function completeness(tree: PlanTree): Completeness {
	const { plan, elements, budgetLines, kpis } = tree;
	return kept.make(tree.outline, [plan.budgetLines, plan.kpis], () => ({
		owners: count(elements, 'activity', ({ owners }) => owners.some(({ role }) => role === 'lead')),
		dates: count(
			elements,
			'activity',
			({ plannedStart, plannedEnd }) => plannedStart !== null && plannedEnd !== null
		),
		budgets: count(elements, 'activity', ({ id }) =>
			Boolean(budgetLines.get(id)?.some(({ appropriation }) => appropriation !== null))
		),
		objectivesWithKpis: count(elements, 'objective', ({ id }) => kpis.has(id))
	}));
}
