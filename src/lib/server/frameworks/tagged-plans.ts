/** The plans of which something has a term of a framework now. */
import type { Db } from '../db/connect.ts';

export interface TaggedPlan {
	id: string;
	slug: string;
	title: string;
	language: string;
	/** Codes of all its elements, by id. */
	elements: Map<string, string>;
}

/** In their order; plans that are still drafts too. */
export async function plansTagged(db: Db, frameworkId: string): Promise<TaggedPlan[]> {
	const plans = await db
		.selectFrom('plan')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('element_term')
					.innerJoin('framework_term as term', 'term.id', 'element_term.term_id')
					.innerJoin('element', 'element.id', 'element_term.element_id')
					.whereRef('element.plan_id', '=', 'plan.id')
					.where('element.retired_at', 'is', null)
					.where('term.framework_id', '=', frameworkId)
					.select('element.id')
			)
		)
		.select(['id', 'slug', 'title', 'language'])
		.orderBy('id')
		.execute();
	if (plans.length === 0) return [];
	const ids = plans.map(({ id }) => id);
	const rows = await db
		.selectFrom('element')
		.where('plan_id', 'in', ids)
		.select(['plan_id', 'id', 'code'])
		.execute();
	const ofPlan = Map.groupBy(rows, ({ plan_id }) => plan_id);
	return plans.map((plan) => ({
		...plan,
		elements: new Map((ofPlan.get(plan.id) ?? []).map(({ id, code }) => [id, code]))
	}));
}
