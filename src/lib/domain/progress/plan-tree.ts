/** One plan's rows, arranged so that each element finds what belongs to it. */
import type { BudgetLineRecord, ElementRecord, KpiRecord, PlanRecord } from '../records/records.ts';

export interface PlanTree {
	plan: PlanRecord;
	/** In the plan's order; what lies beneath an element that does not apply does not apply either. */
	elements: ElementRecord[];
	/** The activities among them. */
	activities: ElementRecord[];
	/** In the plan's order, by parent; the key null holds the elements at the top. */
	children: Map<string | null, ElementRecord[]>;
	/** By element. */
	kpis: Map<string, KpiRecord[]>;
	budgetLines: Map<string, BudgetLineRecord[]>;
	/** By the served element: those that also serve it. */
	servedBy: Map<string, string[]>;
}

export function planTree(plan: PlanRecord): PlanTree {
	const elements = applicableTree(plan.elements);
	const servedBy = new Map<string, string[]>();
	for (const { elementId, servesId } of plan.alsoServes) {
		servedBy.set(servesId, [...(servedBy.get(servesId) ?? []), elementId]);
	}
	return {
		plan,
		elements,
		activities: elements.filter(({ kind }) => kind === 'activity'),
		children: Map.groupBy(elements, (element) => element.parentId),
		kpis: Map.groupBy(plan.kpis, (kpi) => kpi.elementId),
		budgetLines: Map.groupBy(plan.budgetLines, (line) => line.elementId),
		servedBy
	};
}

/** The elements, each marked as not applicable where a parent is. */
function applicableTree(elements: ElementRecord[]): ElementRecord[] {
	const inapplicable = new Set<string>();
	return elements.map((element) => {
		const applicable =
			element.applicable && !(element.parentId !== null && inapplicable.has(element.parentId));
		if (!applicable) inapplicable.add(element.id);
		return applicable === element.applicable ? element : { ...element, applicable };
	});
}

/** All activities beneath an element, or (null) of the plan, in the plan's order; an activity is its own. */
export function activitiesOf(tree: PlanTree, element: ElementRecord | null): ElementRecord[] {
	if (element === null) return tree.activities;
	if (element.kind === 'activity') return [element];
	return (tree.children.get(element.id) ?? []).flatMap((child) => activitiesOf(tree, child));
}
