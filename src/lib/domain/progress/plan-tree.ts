/** One plan's rows, arranged so that each element finds what belongs to it. */
import { plannedCurve, type PlannedCurve } from './activity-progress.ts';
import { costOf } from './effective-weights.ts';
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
	/** Of each of the activities what it is expected to cost, see `costOf`. */
	costs: (number | null)[];
	/** Of each of the activities, made once for all days. */
	plannedCurves: PlannedCurve[];
	/** By the served element: those that also serve it. */
	servedBy: Map<string, string[]>;
}

/** As `Map.groupBy`, which keeps room for sixteen more in every group: mostly there is one. */
function byElement<Row extends { elementId: string }>(rows: readonly Row[]): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(row.elementId);
		if (group === undefined) groups.set(row.elementId, [row]);
		else group.push(row);
	}
	return groups;
}

export function planTree(plan: PlanRecord): PlanTree {
	const elements = applicableTree(plan.elements);
	const servedBy = new Map<string, string[]>();
	for (const { elementId, servesId } of plan.alsoServes) {
		servedBy.set(servesId, [...(servedBy.get(servesId) ?? []), elementId]);
	}
	const activities = elements.filter(({ kind }) => kind === 'activity');
	const budgetLines = byElement(plan.budgetLines);
	return {
		plan,
		elements,
		activities,
		children: Map.groupBy(elements, (element) => element.parentId),
		kpis: byElement(plan.kpis),
		budgetLines,
		costs: activities.map(({ id }) => costOf(budgetLines.get(id))),
		plannedCurves: activities.map(plannedCurve),
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
