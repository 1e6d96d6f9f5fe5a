/** Forms that came before: what is sent twice acts once and is answered alike. */
import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';

/** The form by which a write is asked. */
export interface SentForm {
	/** Made with the form, so that the same one is known again. */
	requestId: string;
	/** Of all that it says, and of where it was sent: another text is another form. */
	digest: string;
	/** What was asked about it and is meant so; see `Problem`. */
	confirmed: readonly string[];
}

/** So long after it was answered nobody waits for a form any more. */
const kept = sql`interval '7 days'`;

/**
 * What a form was answered before; undefined where it is new. Of two that come at once the second
 * waits here until the first is done.
 */
export async function answered<Result>(
	trx: Trx,
	{ requestId, digest }: SentForm
): Promise<{ result: Result } | undefined> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${requestId}, 0))`.execute(trx);
	const row = await trx
		.selectFrom('sent_form')
		.where('request_id', '=', requestId)
		.where('digest', '=', digest)
		.select('result')
		.executeTakeFirst();
	return row && { result: row.result as Result };
}

/** Keeps what a form is answered, in the transaction of what it does; others that are old go. */
export async function remember(trx: Trx, form: SentForm, result: unknown): Promise<void> {
	await trx
		.deleteFrom('sent_form')
		.where('recorded_at', '<', sql<Date>`now() - ${kept}`)
		.execute();
	const { requestId: request_id, digest } = form;
	await trx
		.insertInto('sent_form')
		.values({ request_id, digest, result: JSON.stringify(result ?? null) })
		.execute();
}
