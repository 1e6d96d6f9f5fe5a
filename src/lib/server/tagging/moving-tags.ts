/** Tags move from a version of a framework to the one that follows it, plan by plan. */
import { movedTags, type MovedTagsOf } from '#lib/domain/frameworks/succession.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { queue } from '../elements/places.ts';
import { one, termMap } from '../frameworks/queries.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import type { Batch } from '../writing/write.ts';
import { taggedIn, type Tagged } from './tagged.ts';
import { names, tag } from './tagging.ts';

/** From which version to which. */
export interface Succession {
	before: { id: string; slug: string };
	after: { id: string; slug: string };
}

/** What would move in a plan; nothing where it is not said what became of the terms. */
export async function tagsToMove(
	db: Db,
	planId: string,
	{ before, after }: Succession
): Promise<MovedTagsOf<Tagged>> {
	const later = await one(db, after.id);
	const map = await termMap(db, before.id);
	if (!later) return { moved: [], undecided: [] };
	return movedTags(await taggedIn(db, planId), map, later);
}

/**
 * Moves the tags of a plan along what became of the terms, as one edit; says of how many elements and KPIs. What cannot
 * be decided stays as it is.
 *
 * @throws Refused in a draft of an amendment; NotAllowed
 */
export function moveTags(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	succession: Succession,
	reason: string
): Promise<number> {
	return edit(db, actor, plan, {
		...{ action: 'tags_moved', kind: 'plan', id: plan.id, reason, unchanged: 0 },
		read: async (trx) => {
			refuseInDraft(trx, '');
			await queue(trx, plan.id);
			const { moved } = await tagsToMove(trx, plan.id, succession);
			const made = changes({ changed: 0 }, { changed: moved.length });
			return { moved, code: succession.after.slug, changes: made };
		},
		write: async (trx, { moved }) => {
			const batch: Batch = { entries: [] };
			const { id, demonstration } = plan;
			const tags = { plan: { id, demonstration, batch }, reason, known: await names(trx) };
			for (const { of, after: terms } of moved)
				await tag(trx, actor, { kind: of.kind, id: of.id, version: of.version, terms }, tags);
			await trx
				.insertInto('plan_framework')
				.values({ plan_id: plan.id, framework_id: succession.after.id })
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			await trx
				.deleteFrom('plan_framework')
				.where('plan_id', '=', plan.id)
				.where('framework_id', '=', succession.before.id)
				.execute();
			return { result: moved.length, batch };
		}
	});
}
