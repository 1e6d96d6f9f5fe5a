/** What stands beneath one parent, and the parent itself. */
import { sql } from 'kysely';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { isId } from './queries.ts';

export interface Parent {
	id: string;
	kind: ElementKind;
	code: string;
}

/** The parent named by a form, held until the transaction ends so that it is not retired meanwhile. */
export async function liveParent(
	trx: Trx,
	planId: string,
	id: string | null
): Promise<Parent | null> {
	if (id === null) return null;
	if (!isId(id)) throw new Refused('parent', 'no_such_parent');
	const parent = await trx
		.selectFrom('element')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.select(['id', 'kind', 'code', 'retired_at'])
		.forShare()
		.executeTakeFirst();
	if (!parent) throw new Refused('parent', 'no_such_parent');
	if (parent.retired_at !== null) throw new Refused('parent', 'parent_retired');
	return parent;
}

export const liveOf = (trx: Trx, planId: string) =>
	trx.selectFrom('element').where('plan_id', '=', planId).where('retired_at', 'is', null);

export const beneath = (trx: Trx, planId: string, parentId: string | null) =>
	liveOf(trx, planId).where('parent_id', 'is not distinct from', parentId);

/** The weights of the live elements beside one; none where the plan does not weigh by given weights. */
export async function siblingWeights(
	trx: Trx,
	planId: string,
	{ id, parent_id }: { id: string; parent_id: string | null }
): Promise<(string | null)[]> {
	const rows = await beneath(trx, planId, parent_id)
		.where('id', '<>', id)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('plan')
					.where('plan.id', '=', planId)
					.where('roll_up_method', '=', 'weight')
					.select('plan.id')
			)
		)
		.select('weight')
		.execute();
	return rows.map(({ weight }) => weight);
}

export async function lastPosition(
	trx: Trx,
	planId: string,
	parentId: string | null
): Promise<number> {
	const { next } = await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('parent_id', 'is not distinct from', parentId)
		.select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
		.executeTakeFirstOrThrow();
	return next;
}
