/** The terms of many elements are set at once, each with its reason; which frameworks a plan is set out by. */
import { sql } from 'kysely';
import { overfullAxes } from '#lib/domain/frameworks/tags.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { termNames } from '../frameworks/queries.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';
import { saveTerms } from './parts.ts';
import { queue } from './places.ts';
import { find } from './queries.ts';

/** An element that may be tagged, as its form is made from it. */
export interface TaggedElement {
	id: string;
	version: number;
	/** Ids of its own terms, of any frameworks. */
	terms: string[];
}

/** All elements of a plan that are not retired. */
export async function taggedElements(db: Db, planId: string): Promise<TaggedElement[]> {
	return await db
		.selectFrom('element')
		.leftJoin('element_term', 'element_term.element_id', 'element.id')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null)
		.groupBy('element.id')
		.select(['element.id', 'element.version'])
		.select(
			sql<string[]>`coalesce(array_agg(element_term.term_id::text order by term_id)
				filter (where term_id is not null), '{}')`.as('terms')
		)
		.execute();
}

/** What an element is to be tagged with: all of its terms. */
export interface Tagging {
	elementId: string;
	/** The version that the form was made from. */
	version: number;
	terms: readonly string[];
}

interface Names {
	nameOf: ReadonlyMap<string, string>;
	choices: Parameters<typeof overfullAxes>[0];
}

export async function names(trx: Trx): Promise<Names> {
	const axes = await trx.selectFrom('framework_axis').select(['id', 'arity']).execute();
	const terms = await trx.selectFrom('framework_term').select(['id', 'axis_id']).execute();
	return {
		nameOf: new Map((await termNames(trx)).map(({ id, name }) => [id, name])),
		choices: { axes, terms: terms.map(({ id, axis_id: axisId }) => ({ id, axisId })) }
	};
}

/** The field by which the provenance of one tag is kept. */
export const tagField = (termName: string): string => `terms.${termName}`;

/** @throws Refused where a term is none, or more of an axis than an element may have */
function wordsOf(terms: readonly string[], { nameOf }: Names): string[] {
	return terms
		.map((id) => {
			const name = nameOf.get(id);
			if (name === undefined) throw new Refused('terms', 'unknown_choice');
			return name;
		})
		.sort();
}

interface Tags {
	plan: EditedPlan;
	reason: string;
	known: Names;
}

/** Tags one element, as a part of tagging many; nothing where it has these terms already. */
export function tag(
	trx: Trx,
	actor: Actor,
	{ elementId: id, version, terms }: Tagging,
	{ plan, reason, known }: Tags
): Promise<boolean> {
	return edit(trx, actor, plan, {
		...{ action: 'element_changed', kind: 'element', id, version, reason, unchanged: false },
		read: async () => {
			const element = await find(trx, plan.id, id, true);
			if (!element || element.retired_at !== null) return undefined;
			if (overfullAxes(known.choices, terms).length > 0)
				throw new Refused(`element-${id}`, 'one_term_of_axis');
			return {
				...{ element, code: element.code, version: element.version },
				stored: { terms: wordsOf(element.terms, known) },
				sent: { terms: wordsOf(terms, known) }
			};
		},
		write: async (_, { element, stored }) => {
			await saveTerms(trx, element, [...terms]);
			await trx
				.updateTable('element')
				.set({ version: sql`version + 1` })
				.where('id', '=', id)
				.execute();
			const added = wordsOf(terms, known).filter((name) => !stored.terms.includes(name));
			return {
				result: true,
				explains: [{ subject: { element_id: id }, fields: added.map(tagField), reason }]
			};
		}
	});
}

/**
 * Sets the terms of many elements as one edit of the plan; says how many are other than before.
 *
 * @throws Conflict where an element was changed since its version; Refused beside the element; NotAllowed
 */
export function saveTags(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	taggings: readonly Tagging[],
	reason: string
): Promise<number> {
	return edit(db, actor, plan, {
		...{ action: 'tags_saved', kind: 'plan', id: plan.id, reason, unchanged: 0 },
		read: async (trx) => {
			await queue(trx, plan.id);
			const stored = new Map((await taggedElements(trx, plan.id)).map((one) => [one.id, one]));
			const differing = taggings.filter(({ elementId, terms }) => {
				const had = new Set(stored.get(elementId)?.terms);
				return had.size !== terms.length || terms.some((id) => !had.has(id));
			});
			const made = changes({ changed: 0 }, { changed: differing.length });
			return { differing, code: '', changes: made };
		},
		write: async (trx, { differing }) => {
			const batch: Batch = { entries: [] };
			const { id, demonstration } = plan;
			const tags = { plan: { id, demonstration, batch }, reason, known: await names(trx) };
			for (const tagging of differing) await tag(trx, actor, tagging, tags);
			return { result: differing.length, batch };
		}
	});
}

/** Slugs of the frameworks by which a plan is set out, in their order. */
async function declared(db: Db, planId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('plan_framework')
		.innerJoin('framework', 'framework.id', 'framework_id')
		.where('plan_id', '=', planId)
		.orderBy('framework.id')
		.select('slug')
		.execute();
	return rows.map(({ slug }) => slug);
}

/**
 * Says by which frameworks a plan is set out; their axes are then shown also where nothing has a term yet.
 *
 * @throws Refused in a draft of an amendment, and where there is no such framework; NotAllowed
 */
export function setOut(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	slugs: readonly string[],
	reason: string
): Promise<boolean> {
	return edit(db, actor, plan, {
		...{ action: 'plan_set_out', kind: 'plan', id: plan.id, raises: 'reported', reason },
		unchanged: false,
		read: async (trx) => {
			refuseInDraft(trx, '');
			await queue(trx, plan.id);
			const known = await trx.selectFrom('framework').select(['id', 'slug']).execute();
			const chosen = known.filter(({ slug }) => slugs.includes(slug));
			if (chosen.length !== new Set(slugs).size) throw new Refused('frameworks', 'unknown_choice');
			const [before, after] = [await declared(trx, plan.id), chosen.map(({ slug }) => slug)];
			return {
				chosen,
				before,
				code: '',
				changes: changes({ frameworks: before }, { frameworks: after })
			};
		},
		write: async (trx, { chosen, before }) => {
			const gone = before.filter((slug) => !slugs.includes(slug));
			if (gone.length > 0)
				await trx
					.deleteFrom('plan_framework')
					.where('plan_id', '=', plan.id)
					.where('framework_id', 'in', (eb) =>
						eb.selectFrom('framework').select('id').where('slug', 'in', gone)
					)
					.execute();
			const added = chosen.filter(({ slug }) => !before.includes(slug));
			if (added.length > 0)
				await trx
					.insertInto('plan_framework')
					.values(added.map(({ id: framework_id }) => ({ plan_id: plan.id, framework_id })))
					.execute();
			const fields = added.map(({ slug }) => `frameworks.${slug}`);
			return { result: true, explains: [{ subject: { plan_id: plan.id }, fields, reason }] };
		}
	});
}
