/** Plans in the making, which only planners see. */
import { sql, type Selectable } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema/database.ts';

export type DraftRow = Selectable<Database['plan_draft']>;

interface OpenDraft extends Pick<DraftRow, 'id' | 'title' | 'begun_at' | 'changed_at'> {
	/** Who began it; null: the log does not tell. */
	begun_by: string | null;
}

/** Those that are being worked on, the latest first. */
export async function open(db: Db): Promise<OpenDraft[]> {
	return await db
		.selectFrom('plan_draft')
		.where('discarded_at', 'is', null)
		.where('plan_id', 'is', null)
		.select(['id', 'title', 'begun_at', 'changed_at'])
		.select((eb) =>
			eb
				.selectFrom('audit_entry as entry')
				.innerJoin('user_account as person', 'person.id', 'entry.actor_id')
				.where('entry.subject_kind', '=', 'plan_draft')
				.where('entry.action', '=', 'plan_drafted')
				.where('entry.subject_id', '=', sql<string>`plan_draft.id::text`)
				.select('person.name')
				.orderBy('entry.id')
				.limit(1)
				.as('begun_by')
		)
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
