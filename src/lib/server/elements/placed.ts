/** One element, locked at the version of the form, and how its place is written. */
import { sql } from 'kysely';
import { changes, type Fields } from '#lib/domain/records/changes.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import { NotFound } from '../writing/errors.ts';
import type { Edit, Trx } from '../writing/editing.ts';
import { Conflict } from '../writing/refusals.ts';
import type { EditedElement } from './fields.ts';
import { find, isId } from './queries.ts';

/** An element, and which version of it the form was made from. */
export interface Placed {
	id: string;
	version: number;
	/** In one sentence. */
	reason: string;
}

/** How an act on an element's place is told to the audit log. */
export function told<Result>(
	action: string,
	id: string,
	code: string,
	before: Fields,
	after: Fields,
	reason: string | null,
	result: Result
): Edit<Result> {
	const about = { kind: 'element', id };
	return { result, action, about, code, changes: changes(before, after), reason };
}

/** The element as stored, its row locked, if it is still at the version of the form. */
export async function lock(
	trx: Trx,
	planId: string,
	{ id, version }: Placed
): Promise<EditedElement> {
	if (!isId(id)) throw new NotFound();
	await trx
		.selectFrom('element')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.select('id')
		.forNoKeyUpdate()
		.execute();
	const stored = await find(trx, planId, id);
	if (!stored) throw new NotFound();
	if (stored.version !== version) throw new Conflict({ kind: 'element', id }, stored.version, {});
	return stored;
}

type Columns = Partial<
	Pick<EditedElement, 'code' | 'position' | 'parent_id' | 'retired_at' | 'retired_reason'> & {
		parent_kind: ElementKind | null;
	}
>;

export async function write(trx: Trx, { id, version }: Placed, columns: Columns): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('element')
		.set({ ...columns, version: sql`version + 1` })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound();
}
