/** How much of the plan is filled in: "not set" is neither 0 nor red. */
import type { PlanTree } from '../progress/plan-tree.ts';
import type { ElementRecord } from '../records/records.ts';

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

function count(elements: ElementRecord[], isSet: (element: ElementRecord) => boolean): Count {
	return { set: elements.filter(isSet).length, of: elements.length };
}

export function completeness(tree: PlanTree): Completeness {
	const applicable = tree.elements.filter((element) => element.applicable);
	const activities = applicable.filter((element) => element.kind === 'activity');
	const objectives = applicable.filter((element) => element.kind === 'objective');
	return {
		owners: count(activities, ({ owners }) => owners.some((owner) => owner.role === 'lead')),
		dates: count(
			activities,
			({ plannedStart, plannedEnd }) => plannedStart !== null && plannedEnd !== null
		),
		budgets: count(activities, ({ id }) =>
			(tree.budgetLines.get(id) ?? []).some((line) => line.appropriation !== null)
		),
		objectivesWithKpis: count(objectives, ({ id }) => tree.kpis.has(id))
	};
}
