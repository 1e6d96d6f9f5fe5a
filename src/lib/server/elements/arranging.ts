/** In which order elements stand beneath one parent. */
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { queue } from './places.ts';
import { beneath, liveParent } from './siblings.ts';

export interface Arrangement {
	/** Null: at the top of the plan. */
	parentId: string | null;
	/** Those that it does not name stay behind these, in their order. */
	ids: readonly string[];
	reason: string;
}

/** Puts the elements beneath a parent in an order; says whether they stood otherwise. */
export function arrange(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ parentId, ids, reason }: Arrangement
): Promise<boolean> {
	return edit(db, actor, plan, {
		action: 'elements_arranged',
		kind: parentId === null ? 'plan' : 'element',
		id: parentId ?? plan.id,
		reason,
		unchanged: false,
		read: async (trx) => {
			await queue(trx, plan.id);
			const parent = await liveParent(trx, plan.id, parentId);
			const rows = await beneath(trx, plan.id, parentId)
				.select(['id', 'code', 'position'])
				.orderBy('position')
				.orderBy('id')
				.forNoKeyUpdate()
				.execute();
			const place = new Map(ids.map((id, at) => [id, at]));
			const of = (id: string) => place.get(id) ?? ids.length;
			const arranged = rows.toSorted((one, other) => of(one.id) - of(other.id));
			const [before, after] = [rows, arranged].map((some) => some.map(({ code }) => code));
			return {
				code: parent?.code ?? '',
				changes: changes({ order: before ?? [] }, { order: after ?? [] }),
				rows,
				arranged
			};
		},
		write: async (trx, { rows, arranged }) => {
			for (const [position, { id, position: before }] of arranged.entries())
				if (position !== before)
					await trx.updateTable('element').set({ position }).where('id', '=', id).execute();
			const others = arranged.filter(({ id }, at) => rows[at]?.id !== id);
			const explains = others.map(({ id }) => {
				return { subject: { element_id: id }, fields: ['position'], reason };
			});
			return { result: true, explains };
		}
	});
}
