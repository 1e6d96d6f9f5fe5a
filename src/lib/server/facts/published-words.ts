/** What a plan, an element or a KPI is called where many plans are listed: as published, as on its own page. */
import { sql, type RawBuilder } from 'kysely';

interface Named {
	/** References of the query: its id, its plan's id, and its present words. */
	id: string;
	planId: string;
	present: string;
}

/**
 * A column as the latest snapshot of the plan has it; as it is now where the plan has published nothing.
 * Null too where the snapshot does not know the thing.
 */
export const publishedWords = <Words>(
	kind: 'plan' | 'element' | 'kpi',
	column: string,
	{ id, planId, present }: Named
): RawBuilder<Words> => sql<Words>`(
	select case when public.revision is null then ${sql.ref(present)} else (
		select ${sql.ref(`held.${column}`)} from ${sql.table(`${kind}_version`)} as held
		where held.plan_id = ${sql.ref(planId)} and held.id = ${sql.ref(id)}
			and held.holds_from <= public.as_of and held.revision <= public.revision
		order by held.holds_from desc, held.revision desc limit 1
	) end
	from (
		select (array_agg(structure_revision order by id desc))[1] as revision, max(as_of) as as_of
		from snapshot where snapshot.plan_id = ${sql.ref(planId)}
	) as public
)`;

/** A column of the plan that the query has as `plan`. */
export const publishedOfPlan = <Words>(column: string): RawBuilder<Words> =>
	publishedWords('plan', column, { id: 'plan.id', planId: 'plan.id', present: `plan.${column}` });

/** A column of the element that the query has as `element`. */
export const publishedOfElement = <Words>(column: string): RawBuilder<Words> =>
	publishedWords('element', column, {
		...{ id: 'element.id', planId: 'element.plan_id', present: `element.${column}` }
	});
