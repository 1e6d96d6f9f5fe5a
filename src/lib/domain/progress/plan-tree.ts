/** One plan's rows, arranged so that each element finds what belongs to it. */
import { latestDue } from '../records/periods.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	PeriodRecord,
	PlanRecord
} from '../records/records.ts';

export interface PlanTree {
	plan: PlanRecord;
	asOf: IsoDate;
	/** The latest period whose reports were due by `asOf`. */
	period: PeriodRecord | null;
	/** In the plan's order; what lies beneath an element that does not apply does not apply either. */
	elements: ElementRecord[];
	/** In the plan's order, by parent; the key null holds the elements at the top. */
	children: Map<string | null, ElementRecord[]>;
	/** By element, of those that apply. */
	kpis: Map<string, KpiRecord[]>;
	budgetLines: Map<string, BudgetLineRecord[]>;
	/** By the served element: those that also serve it. */
	servedBy: Map<string, string[]>;
}

export function planTree(plan: PlanRecord, asOf: IsoDate): PlanTree {
	const elements = applicableTree(plan.elements);
	const servedBy = new Map<string, string[]>();
	for (const { elementId, servesId } of plan.alsoServes) {
		servedBy.set(servesId, [...(servedBy.get(servesId) ?? []), elementId]);
	}
	const applicable = new Set(elements.flatMap((one) => (one.applicable ? [one.id] : [])));
	return {
		plan,
		asOf,
		period: latestDue(plan.periods, asOf),
		elements,
		children: Map.groupBy(elements, (element) => element.parentId),
		kpis: Map.groupBy(
			plan.kpis.filter((kpi) => applicable.has(kpi.elementId)),
			(kpi) => kpi.elementId
		),
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

/** The activities beneath an element, or (null) of the plan, that count: applicable and not cancelled. */
export function activitiesBeneath(tree: PlanTree, elementId: string | null): ElementRecord[] {
	return (tree.children.get(elementId) ?? []).flatMap((child) => {
		if (child.kind !== 'activity') return activitiesBeneath(tree, child.id);
		return child.applicable && child.update?.delivery !== 'cancelled' ? [child] : [];
	});
}

/** A parent's own KPIs where it has some, else those of all elements beneath it. */
export function kpisOf(tree: PlanTree, elementId: string | null): KpiRecord[] {
	const own = elementId === null ? undefined : tree.kpis.get(elementId);
	return own ?? (tree.children.get(elementId) ?? []).flatMap((child) => kpisOf(tree, child.id));
}
