/** The terms of much of a plan are set at once, each with its reason; which frameworks it is set out by. */
import { overfullAxes, tagField, taggedKey, type TaggedKind } from '#lib/domain/frameworks/tags.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { tagChoices, termNames } from '../frameworks/queries.ts';
import { queue } from '../elements/places.ts';
import { wordsOfTerms } from '../frameworks/words.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';
import { storedTags, subjectOf, taggedIn } from './tagged.ts';

/** What something is to be tagged with: all of its terms. */
export interface Tagging {
	kind: TaggedKind;
	id: string;
	/** The version that the form was made from. */
	version: number;
	terms: readonly string[];
}

interface Names {
	names: Awaited<ReturnType<typeof termNames>>;
	choices: Awaited<ReturnType<typeof tagChoices>>;
}

export const names = async (trx: Trx): Promise<Names> => ({
	names: await termNames(trx),
	choices: await tagChoices(trx)
});

interface Tags {
	plan: EditedPlan;
	reason: string;
	known: Names;
}

/** Tags one, as a part of tagging many; nothing where it has these terms already. */
export function tag(
	trx: Trx,
	actor: Actor,
	{ kind, id, version, terms }: Tagging,
	{ plan, reason, known }: Tags
): Promise<boolean> {
	const wordsOf = (ids: readonly string[]) => wordsOfTerms(known.names, ids);
	return edit(trx, actor, plan, {
		...{ action: `${kind}_changed`, kind, id, version, reason, unchanged: false },
		read: async () => {
			const one = await storedTags[kind](trx, plan.id, id);
			if (!one) return undefined;
			if (overfullAxes(known.choices, terms).length > 0)
				throw new Refused(`${kind}-${id}`, 'one_term_of_axis');
			return {
				...{ one, code: one.code, version: one.version },
				...{ stored: { terms: wordsOf(one.terms) }, sent: { terms: wordsOf(terms) } }
			};
		},
		write: async (_, { one, stored }) => {
			await one.write([...terms]);
			const added = wordsOf(terms).filter((name) => !stored.terms.includes(name));
			const explains = { subject: subjectOf(kind, id), fields: added.map(tagField), reason };
			return { result: true, explains: [explains] };
		}
	});
}

/**
 * Sets the terms of many elements and KPIs as one edit of the plan; says how many are other than before.
 *
 * @throws Conflict where one was changed since its version; Refused beside it; NotAllowed
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
			const stored = new Map((await taggedIn(trx, plan.id)).map((one) => [taggedKey(one), one]));
			const differing = taggings.filter(({ terms, ...one }) => {
				const had = new Set(stored.get(taggedKey(one))?.terms);
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
