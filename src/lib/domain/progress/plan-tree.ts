/** One plan's rows, arranged so that each element finds what belongs to it. */
import { plannedCurve, type PlannedCurve } from './activity-progress.ts';
import { costOf } from './effective-weights.ts';
import type { BudgetLineRecord, ElementRecord, KpiRecord, PlanRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';

/**
 * Elements with one parent, in the plan's order: the same array as before while none of them changed, so
 * that sums over them can be kept with it.
 */
export type Siblings = ElementRecord[];

/** What reports leave as it is; made once for all that come while the plan sets out the same. */
export interface Outline {
	/** By element; of those at the top null. */
	parents: ReadonlyMap<string, string | null>;
	/** What lies beneath an element that does not apply does not apply either. */
	inapplicable: ReadonlySet<string>;
	/** Of each of the activities what it is expected to cost, see `costOf`. */
	costs: (number | null)[];
	/** Of each activity, for all days. */
	plannedCurves: ReadonlyMap<string, PlannedCurve>;
	/** By the served element: those that also serve it. */
	servedBy: Map<string, string[]>;
}

export interface PlanTree {
	plan: PlanRecord;
	outline: Outline;
	/** In the plan's order, each with whether it applies. */
	elements: ElementRecord[];
	/** The activities among them. */
	activities: ElementRecord[];
	/** By parent; the key null holds the elements at the top. */
	children: Map<string | null, Siblings>;
	/** By element. */
	kpis: Map<string, KpiRecord[]>;
	budgetLines: Map<string, BudgetLineRecord[]>;
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

const outlines = new Remade<object, Outline>();
const groupedKpis = new Remade<KpiRecord[], PlanTree['kpis']>();
const groupedLines = new Remade<BudgetLineRecord[], PlanTree['budgetLines']>();
const siblings = new Remade<ElementRecord, Siblings>();

export function planTree(plan: PlanRecord): PlanTree {
	const lines = plan.budgetLines;
	const budgetLines = groupedLines.make(lines, [], () => byElement(lines));
	const outline = outlines.make(plan.setOut ?? plan, [], () => outlineOf(plan, budgetLines));
	const elements = withApplicability(plan.elements, outline.inapplicable);
	const children = Map.groupBy(elements, (element) => element.parentId);
	for (const [parent, group] of children)
		children.set(
			parent,
			siblings.make(group[0]!, group, () => group)
		);
	return {
		...{ plan, outline, elements, children, budgetLines },
		activities: elements.filter(isActivity),
		kpis: groupedKpis.make(plan.kpis, [], () => byElement(plan.kpis))
	};
}

const isActivity = ({ kind }: ElementRecord) => kind === 'activity';

function outlineOf(plan: PlanRecord, lines: PlanTree['budgetLines']): Outline {
	const servedBy = new Map<string, string[]>();
	for (const { elementId, servesId } of plan.alsoServes) {
		servedBy.set(servesId, [...(servedBy.get(servesId) ?? []), elementId]);
	}
	const activities = plan.elements.filter(isActivity);
	return {
		parents: new Map(plan.elements.map(({ id, parentId }) => [id, parentId])),
		inapplicable: inapplicableAmong(plan.elements),
		costs: activities.map(({ id }) => costOf(lines.get(id))),
		plannedCurves: new Map(activities.map((activity) => [activity.id, plannedCurve(activity)])),
		servedBy
	};
}

function inapplicableAmong(elements: readonly ElementRecord[]): Set<string> {
	const inapplicable = new Set<string>();
	for (const { id, parentId, applicable } of elements)
		if (!applicable || (parentId !== null && inapplicable.has(parentId))) inapplicable.add(id);
	return inapplicable;
}

const marked = new Remade<ElementRecord, ElementRecord>();

/** The elements, each marked as not applicable where a parent is. */
function withApplicability(
	elements: ElementRecord[],
	inapplicable: ReadonlySet<string>
): ElementRecord[] {
	if (inapplicable.size === 0) return elements;
	return elements.map((element) =>
		element.applicable && inapplicable.has(element.id)
			? marked.make(element, [], () => ({ ...element, applicable: false }))
			: element
	);
}

/** All activities beneath an element, or (null) of the plan, in the plan's order; an activity is its own. */
export function activitiesOf(tree: PlanTree, element: ElementRecord | null): ElementRecord[] {
	if (element === null) return tree.activities;
	if (element.kind === 'activity') return [element];
	return (tree.children.get(element.id) ?? []).flatMap((child) => activitiesOf(tree, child));
}
