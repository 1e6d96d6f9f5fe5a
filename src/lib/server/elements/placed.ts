/** One element, locked at the version of the form, and how its place is written. */
import { sql } from 'kysely';
import { changes, type Fields } from '#lib/domain/records/changes.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Trx } from '../db/connect.ts';
import type { EditedElement } from './fields.ts';
import { find } from './queries.ts';

/** An element, and which version of it the form was made from. */
export interface Placed {
	id: string;
	version: number;
	/** In one sentence. */
	reason: string;
}

/** What every act on an element's place says of itself. */
export const actOn = ({ id, version, reason }: Placed) => ({
	kind: 'element',
	id,
	version,
	reason
});

/** The element as stored, its row locked; undefined where this plan has none such. */
export const lock = (trx: Trx, planId: string, { id }: Placed) => find(trx, planId, id, true);

/** What an act on a locked element changes. */
export const acted = (element: EditedElement, before: Fields, after: Fields) => ({
	element,
	code: element.code,
	version: element.version,
	changes: changes(before, after)
});

type Columns = Partial<
	Pick<EditedElement, 'code' | 'position' | 'parent_id' | 'retired_at' | 'retired_reason'> & {
		parent_kind: ElementKind | null;
	}
>;

export async function write(trx: Trx, { id }: Placed, columns: Columns): Promise<void> {
	await trx
		.updateTable('element')
		.set({ ...columns, version: sql`version + 1` })
		.where('id', '=', id)
		.execute();
}
