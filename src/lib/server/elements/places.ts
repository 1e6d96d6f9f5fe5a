/** Where elements stand in their plan: adding, ordering, moving. */
import { sql } from 'kysely';
import { isCode } from '#lib/domain/records/codes.ts';
import { nextCode } from '#lib/domain/records/nesting.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan, type Trx } from '../writing/editing.ts';
import { explainFields } from '../writing/provenance.ts';
import { Refused } from '../writing/refusals.ts';
import { lock, told, write, type Placed } from './placed.ts';
import { find } from './queries.ts';
import { beneath, lastPosition, liveOf, liveParent, type Parent } from './siblings.ts';

export interface NewElement {
	kind: ElementKind;
	parentId: string | null;
	/** Empty: the next after its siblings. */
	code: string;
	title: string;
	reason: string;
}

async function codeFor(
	trx: Trx,
	planId: string,
	kind: ElementKind,
	parent: Parent | null
): Promise<string> {
	const [all, siblings] = await Promise.all([
		liveOf(trx, planId).select('code').execute(),
		beneath(trx, planId, parent?.id ?? null)
			.where('kind', '=', kind)
			.select('code')
			.orderBy('position')
			.orderBy('id')
			.execute()
	]);
	const codes = siblings.map((row) => row.code);
	return nextCode(kind, parent?.code ?? null, codes, new Set(all.map((row) => row.code)));
}

/** Adds an element as the last beneath its parent; the new id is returned. */
export function add(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ kind, parentId, code: typed, title, reason }: NewElement
): Promise<string> {
	return edit(db, actor, plan, async (trx) => {
		const parent = await liveParent(trx, plan.id, parentId);
		if (typed && !isCode(typed)) throw new Refused('code', 'code_letters');
		const code = typed || (await codeFor(trx, plan.id, kind, parent));
		const { id } = await trx
			.insertInto('element')
			.values({
				plan_id: plan.id,
				kind,
				parent_id: parent?.id ?? null,
				parent_kind: parent?.kind ?? null,
				position: await lastPosition(trx, plan.id, parentId),
				code,
				title
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const fields = ['kind', 'parent', 'position', 'code', 'title'];
		await explainFields(trx, plan, { element_id: id }, fields, reason);
		const after = { kind, parent: parent?.code ?? null, code, title };
		return told('element_added', id, code, {}, after, reason, id);
	});
}

/** Two orderings at once would number the same rows in different order, and wait for each other. */
const queue = (trx: Trx, planId: string) =>
	sql`select pg_advisory_xact_lock(hashtext('element_order'), hashtext(${planId}))`.execute(trx);

/** Moves an element one place up or down among its siblings, which are numbered anew. */
export function shift(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	placed: Placed,
	direction: 'up' | 'down'
): Promise<void> {
	return edit(db, actor, plan, async (trx) => {
		await queue(trx, plan.id);
		const stored = await lock(trx, plan.id, placed);
		if (stored.retired_at !== null) throw new Refused('', 'retired');
		const siblings = await beneath(trx, plan.id, stored.parent_id)
			.select(['id', 'position'])
			.orderBy('position')
			.orderBy('id')
			.execute();
		const order = siblings.map((sibling) => sibling.id);
		const from = order.indexOf(stored.id);
		const to = direction === 'up' ? from - 1 : from + 1;
		if (to < 0) throw new Refused('', 'first_already');
		if (to >= order.length) throw new Refused('', 'last_already');
		order.splice(to, 0, ...order.splice(from, 1));
		for (const [position, id] of order.entries()) {
			if (siblings.find((sibling) => sibling.id === id)?.position === position) continue;
			await trx.updateTable('element').set({ position }).where('id', '=', id).execute();
		}
		await write(trx, placed, { position: to });
		await explainFields(trx, plan, { element_id: stored.id }, ['position'], placed.reason);
		const [before, after] = [{ place: from + 1 }, { place: to + 1 }];
		return told('element_shifted', stored.id, stored.code, before, after, null, undefined);
	});
}

/**
 * Puts an element, with all beneath it, last beneath another parent; null: at the top of the plan.
 * Says whether it stood elsewhere.
 */
export function move(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	placed: Placed,
	parentId: string | null
): Promise<boolean> {
	return edit(db, actor, plan, async (trx) => {
		const stored = await lock(trx, plan.id, placed);
		if (stored.retired_at !== null) throw new Refused('', 'retired');
		const parent = await liveParent(trx, plan.id, parentId);
		const former = await find(trx, plan.id, stored.parent_id ?? '');
		const before = { parent: former?.code ?? null };
		const after = { parent: parent?.code ?? null };
		const done = told(
			'element_moved',
			stored.id,
			stored.code,
			before,
			after,
			placed.reason,
			(parent?.id ?? null) !== stored.parent_id
		);
		if (!done.result) return done;
		await write(trx, placed, {
			parent_id: parent?.id ?? null,
			parent_kind: parent?.kind ?? null,
			position: await lastPosition(trx, plan.id, parentId)
		});
		const fields = ['parent', 'position'];
		await explainFields(trx, plan, { element_id: stored.id }, fields, placed.reason);
		return done;
	});
}
