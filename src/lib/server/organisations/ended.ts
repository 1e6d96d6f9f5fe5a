/** What the end of organisations noted of itself, so that it can be taken back as it was. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';

/** What the log's entry of an end carries besides what it says. */
export interface EndNotes {
	/** Those that ended in one act. */
	together: string[];
	on: IsoDate;
	/** Those that follow; which of them the act made. */
	followers: { id: string; made: boolean }[];
	/** By plan, the revision under which owners and KPIs passed on. */
	revisions: Record<string, string>;
	/** Decisions and offices beneath that went to the first that follows, each with whose it was. */
	decisions: { id: string; of: string }[];
	under: { id: string; of: string }[];
}

export interface NotedEnd extends EndNotes {
	/** When it was done. */
	at: Date;
}

/** The last end of an organisation that was not taken back; null: one of which nothing was noted. */
export async function notedEnd(db: Db, id: string): Promise<NotedEnd | null> {
	const entry = await db
		.selectFrom('audit_entry')
		.where('subject_kind', '=', 'organisation')
		.where('subject_id', '=', id)
		.where('action', 'in', ['organisation_ended', 'organisation_end_taken_back'])
		.select(['action', 'occurred_at'])
		.select(sql<EndNotes | null>`detail -> 'notes'`.as('notes'))
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!entry?.notes || entry.action !== 'organisation_ended') return null;
	return { ...entry.notes, at: entry.occurred_at };
}

/** Decisions and offices beneath, with whose they are now; before they go to another. */
export async function heldNow(
	trx: Trx,
	of: { decisions: readonly { id: string }[]; under: readonly { id: string }[] }
): Promise<Pick<EndNotes, 'decisions' | 'under'>> {
	const ids = (rows: readonly { id: string }[]) =>
		sql<string>`any(${rows.map(({ id }) => id)}::bigint[])`;
	const decisions = await trx
		.selectFrom('decision')
		.where('id', '=', ids(of.decisions))
		.select(['id', sql<string>`decider_id::text`.as('of')])
		.orderBy('id')
		.execute();
	const under = await trx
		.selectFrom('organisation')
		.where('id', '=', ids(of.under))
		.select(['id', sql<string>`parent_id::text`.as('of')])
		.orderBy('id')
		.execute();
	return { decisions, under };
}
