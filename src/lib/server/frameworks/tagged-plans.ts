/** The plans of which something has a term of a framework now. */
import { sql } from 'kysely';
import { taggedKey, type TaggedKind } from '#lib/domain/frameworks/tags.ts';
import type { Db } from '../db/connect.ts';

export interface TaggedPlan {
	id: string;
	slug: string;
	title: string;
	language: string;
	/** Codes of all its elements and KPIs, by `taggedKey`. */
	codes: Map<string, string>;
}

/** In their order; plans that are still drafts too. */
export async function plansTagged(db: Db, frameworkId: string): Promise<TaggedPlan[]> {
	const plans = await db
		.selectFrom('plan')
		.where((eb) =>
			eb.or([
				eb('plan.id', 'in', plansOfKpis(db, frameworkId)),
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
			])
		)
		.select(['id', 'slug', 'title', 'language'])
		.orderBy('id')
		.execute();
	if (plans.length === 0) return [];
	const ids = plans.map(({ id }) => id);
	const rows = [...(await named(db, 'element', ids)), ...(await named(db, 'kpi', ids))];
	const ofPlan = Map.groupBy(rows, ({ planId }) => planId);
	return plans.map((plan) => ({
		...plan,
		codes: new Map((ofPlan.get(plan.id) ?? []).map((one) => [taggedKey(one), one.code]))
	}));
}

/** The plans of KPIs that have a term of it. */
const plansOfKpis = (db: Db, frameworkId: string) =>
	db
		.selectFrom('kpi')
		.innerJoin('framework_term as term', (join) =>
			join.on(sql<boolean>`kpi.terms @> array[term.id]`)
		)
		.where('kpi.retired_at', 'is', null)
		.where('term.framework_id', '=', frameworkId)
		.select('kpi.plan_id');

async function named(db: Db, kind: TaggedKind, planIds: readonly string[]) {
	const rows = await db
		.selectFrom(kind)
		.where('plan_id', 'in', planIds)
		.select(['plan_id as planId', 'id', 'code'])
		.execute();
	return rows.map((row) => ({ ...row, kind }));
}
