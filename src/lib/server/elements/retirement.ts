/** Taking elements out of the plan, and bringing them back. */
import { isCode } from '#lib/domain/records/codes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { explainFields } from '../writing/provenance.ts';
import { Refused } from '../writing/refusals.ts';
import { lock, told, write, type Placed } from './placed.ts';
import { beneath, liveParent } from './siblings.ts';

/** Takes an element out of the plan and keeps it; what stands beneath it must be moved or retired first. */
export function retire(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	placed: Placed,
	now: Date
): Promise<void> {
	return edit(db, actor, plan, async (trx) => {
		const stored = await lock(trx, plan.id, placed);
		if (stored.retired_at !== null) throw new Refused('', 'retired');
		const child = await beneath(trx, plan.id, stored.id).select('id').limit(1).executeTakeFirst();
		if (child) throw new Refused('', 'children_live');
		await write(trx, placed, { retired_at: now, retired_reason: placed.reason });
		const [before, after] = [{ retired: false }, { retired: true }];
		const { id, code } = stored;
		return told('element_retired', id, code, before, after, placed.reason, undefined);
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
	return edit(db, actor, plan, async (trx) => {
		const stored = await lock(trx, plan.id, placed);
		if (stored.retired_at === null) throw new Refused('', 'not_retired');
		if (code !== stored.code && !isCode(code)) throw new Refused('code', 'code_letters');
		await liveParent(trx, plan.id, stored.parent_id);
		await write(trx, placed, { code, retired_at: null, retired_reason: null });
		if (code !== stored.code)
			await explainFields(trx, plan, { element_id: stored.id }, ['code'], placed.reason);
		const before = { retired: true, code: stored.code };
		return told(
			'element_restored',
			stored.id,
			code,
			before,
			{ retired: false, code },
			placed.reason,
			undefined
		);
	});
}
