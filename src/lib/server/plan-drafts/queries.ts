/** Plans in the making, which only planners see. */
import type { Selectable } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema/database.ts';

export type DraftRow = Selectable<Database['plan_draft']>;

/** Those that are being worked on, the latest first. */
export function open(db: Db): Promise<Pick<DraftRow, 'id' | 'title' | 'changed_at'>[]> {
	return db
		.selectFrom('plan_draft')
		.where('discarded_at', 'is', null)
		.where('plan_id', 'is', null)
		.select(['id', 'title', 'changed_at'])
		.orderBy('changed_at', 'desc')
		.orderBy('id', 'desc')
		.execute();
}

/** One that is being worked on; undefined: there is none, it was discarded, or its plan was made. */
export async function find(db: Db, id: string): Promise<DraftRow | undefined> {
	if (!/^\d{1,18}$/.test(id)) return undefined;
	return db
		.selectFrom('plan_draft')
		.where('id', '=', id)
		.where('discarded_at', 'is', null)
		.where('plan_id', 'is', null)
		.selectAll()
		.executeTakeFirst();
}
