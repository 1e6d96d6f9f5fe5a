/** Taking elements out of the plan, and bringing them back. */
import { isCode } from '#lib/domain/records/codes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { acted, actOn, lock, write, type Placed } from './placed.ts';
import { beneath, liveParent } from './siblings.ts';

/** Takes an element out of the plan and keeps it; what stands beneath it must be moved or retired first. */
export function retire(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	placed: Placed,
	now: Date
): Promise<void> {
	return edit(db, actor, plan, {
		...actOn(placed),
		action: 'element_retired',
		read: async (trx) => {
			const element = await lock(trx, plan.id, placed);
			return element && acted(element, { retired: false }, { retired: true });
		},
		write: async (trx, { element }) => {
			if (element.retired_at !== null) throw new Refused('', 'retired');
			const child = await beneath(trx, plan.id, element.id)
				.select('id')
				.limit(1)
				.executeTakeFirst();
			if (child) throw new Refused('', 'children_live');
			await write(trx, placed, { retired_at: now, retired_reason: placed.reason });
			return { result: undefined };
		}
	});
}

/** Brings a retired element back to its place, under another code where its own was taken since. */
export function restore(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	placed: Placed,
	code: string
): Promise<void> {
	return edit(db, actor, plan, {
		...actOn(placed),
		action: 'element_restored',
		read: async (trx) => {
			const element = await lock(trx, plan.id, placed);
			if (!element) return undefined;
			await liveParent(trx, plan.id, element.parent_id);
			const before = { retired: true, code: element.code };
			return { ...acted(element, before, { retired: false, code }), code };
		},
		write: async (trx, { element }) => {
			if (element.retired_at === null) throw new Refused('', 'not_retired');
			const renamed = code !== element.code;
			if (renamed && !isCode(code)) throw new Refused('code', 'code_letters');
			await write(trx, placed, { code, retired_at: null, retired_reason: null });
			const subject = { element_id: element.id };
			const fields = renamed ? ['code'] : [];
			return { result: undefined, explains: [{ subject, fields, reason: placed.reason }] };
		}
	});
}
