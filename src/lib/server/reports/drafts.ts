/**
 * What people typed into their forms and did not send yet: each one's own, seen by nobody else. They
 * are no entries: nothing is asked of them, and no log speaks of them.
 */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

export interface Draft {
	/** All that the form holds, what it carries hidden too, so that it can be sent as it is. */
	fields: Record<string, string>;
	savedAt: Date;
}

interface Of {
	userId: string;
	/** Of the form's page. */
	address: string;
}

/** More than one person's reports have forms. */
const mostDrafts = 300;
/** So long after the last letter nobody goes on typing. */
const kept = sql`interval '90 days'`;

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The ids by which a form is known again when it is sent. */
const requestsIn = (fields: Record<string, string>): string[] =>
	Object.entries(fields).flatMap(([name, value]) =>
		/^request(_id|-\d+)$/.test(name) && uuid.test(value) ? [value] : []
	);

/** Keeps the person's drafts to those that may still be of use. */
async function forgetOld(db: Db, userId: string): Promise<void> {
	await sql`
		delete from entry_draft where saved_at < now() - ${kept} or (user_id, address) in (
			select user_id, address from entry_draft where user_id = ${userId}
			order by saved_at desc offset ${mostDrafts}
		)
	`.execute(db);
}

/**
 * Keeps what was typed, in place of what was before, and returns when; null: the form has been stored
 * already, so that what comes late is no draft.
 */
export async function keepDraft(
	db: Db,
	{ userId, address }: Of,
	fields: Record<string, string>
): Promise<Date | null> {
	const requests = requestsIn(fields);
	const { rows } = await sql<{ saved_at: Date }>`
		insert into entry_draft (user_id, address, fields)
		select ${userId}::bigint, ${address}, ${JSON.stringify(fields)}::jsonb
		where not exists (
			select from activity_update where request_id = any(${requests}::uuid[])
			union all select from measurement where request_id = any(${requests}::uuid[])
			union all select from spending where request_id = any(${requests}::uuid[])
		)
		on conflict (user_id, address) do update
			set fields = excluded.fields, saved_at = excluded.saved_at
		returning saved_at
	`.execute(db);
	await forgetOld(db, userId);
	return rows[0]?.saved_at ?? null;
}

export async function draftOf(db: Db, { userId, address }: Of): Promise<Draft | undefined> {
	return await db
		.selectFrom('entry_draft')
		.where('user_id', '=', userId)
		.where('address', '=', address)
		.select(['fields', 'saved_at as savedAt'])
		.executeTakeFirst();
}

/** Forgets what was typed: it was sent, or is not wanted any more. */
export async function forgetDraft(db: Db, { userId, address }: Of): Promise<void> {
	await db
		.deleteFrom('entry_draft')
		.where('user_id', '=', userId)
		.where('address', '=', address)
		.execute();
}
