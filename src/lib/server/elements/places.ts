/** Where elements stand in their plan: adding, ordering, moving. */
import { sql } from 'kysely';
import { changes } from '#lib/domain/records/changes.ts';
import { isCode } from '#lib/domain/records/codes.ts';
import { nextCode } from '#lib/domain/records/nesting.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { acted, actOn, lock, write, type Placed } from './placed.ts';
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
	return edit(db, actor, plan, {
		action: 'element_added',
		kind: 'element',
		reason,
		read: async (trx) => {
			const parent = await liveParent(trx, plan.id, parentId);
			if (typed && !isCode(typed)) throw new Refused('code', 'code_letters');
			const code = typed || (await codeFor(trx, plan.id, kind, parent));
			const after = { kind, parent: parent?.code ?? null, code, title };
			return { parent, code, changes: changes({}, after) };
		},
		write: async (trx, { parent, code }) => {
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
			return { result: id, id, explains: [{ subject: { element_id: id }, fields, reason }] };
		}
	});
}

/** Two orderings at once would number the same rows in different order, and wait for each other. */
export const queue = (trx: Trx, planId: string) =>
	sql`select pg_advisory_xact_lock(hashtext('element_order'), hashtext(${planId}))`.execute(trx);

/** An element's siblings in their order, all of them locked, since each may get another number. */
const lockedSiblings = (trx: Trx, planId: string, parentId: string | null) =>
	beneath(trx, planId, parentId)
		.select(['id', 'position'])
		.orderBy('position')
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();

/** The ids of siblings once one of them is a place further up or down. */
function shifted(ids: string[], from: number, direction: 'up' | 'down'): string[] {
	const to = direction === 'up' ? from - 1 : from + 1;
	if (to < 0) throw new Refused('', 'first_already');
	if (to >= ids.length) throw new Refused('', 'last_already');
	return ids.toSpliced(from, 1).toSpliced(to, 0, ...ids.slice(from, from + 1));
}

/** Moves an element one place up or down among its siblings, which are numbered anew. */
export function shift(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	placed: Placed,
	direction: 'up' | 'down'
): Promise<void> {
	return edit(db, actor, plan, {
		...actOn(placed),
		action: 'element_shifted',
		reason: null,
		read: async (trx) => {
			await queue(trx, plan.id);
			const element = await lock(trx, plan.id, placed);
			if (!element) return undefined;
			const siblings = await lockedSiblings(trx, plan.id, element.parent_id);
			const from = siblings.findIndex(({ id }) => id === element.id);
			const to = direction === 'up' ? from - 1 : from + 1;
			return { ...acted(element, { place: from + 1 }, { place: to + 1 }), siblings, from, to };
		},
		write: async (trx, { element, siblings, from, to }) => {
			if (element.retired_at !== null) throw new Refused('', 'retired');
			const ids = siblings.map(({ id }) => id);
			for (const [position, id] of shifted(ids, from, direction).entries()) {
				if (siblings.find((sibling) => sibling.id === id)?.position === position) continue;
				await trx.updateTable('element').set({ position }).where('id', '=', id).execute();
			}
			await write(trx, placed, { position: to });
			const [subject, fields] = [{ element_id: element.id }, ['position']];
			return { result: undefined, explains: [{ subject, fields, reason: placed.reason }] };
		}
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
	return edit(db, actor, plan, {
		...actOn(placed),
		action: 'element_moved',
		unchanged: false,
		read: async (trx) => {
			const element = await lock(trx, plan.id, placed);
			if (!element) return undefined;
			const parent = await liveParent(trx, plan.id, parentId);
			const former = await find(trx, plan.id, element.parent_id ?? '');
			const [before, after] = [former?.code ?? null, parent?.code ?? null];
			return { ...acted(element, { parent: before }, { parent: after }), parent };
		},
		write: async (trx, { element, parent }) => {
			if (element.retired_at !== null) throw new Refused('', 'retired');
			await write(trx, placed, {
				parent_id: parent?.id ?? null,
				parent_kind: parent?.kind ?? null,
				position: await lastPosition(trx, plan.id, parentId)
			});
			const [subject, fields] = [{ element_id: element.id }, ['parent', 'position']];
			return { result: true, explains: [{ subject, fields, reason: placed.reason }] };
		}
	});
}
