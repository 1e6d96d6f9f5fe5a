/**
 * Mails that wait to be sent: rows that processes take one by one. The state decides, so that one that is
 * killed leaves nothing to two others: what it had not begun to hand over is taken again, what it had is
 * not, since nobody knows whether it arrived.
 */
import { sql } from 'kysely';
import type { MailState } from '#lib/domain/reporting/mail-states.ts';
import type { Db } from '../db/connect.ts';

/** Longer than a mail server may take for all its answers. */
const claimed = sql<Date>`now() + interval '3 minutes'`;

export interface ClaimedMail {
	id: string;
	reason: string;
	userId: string;
	/** That one included. */
	tries: number;
	sendAfter: Date;
}

/** Takes the mail that has waited longest; undefined where none is due. */
export async function claim(db: Db): Promise<ClaimedMail | undefined> {
	return await db
		.updateTable('mail')
		.set({ state: 'sending', tries: sql`tries + 1`, claimed_until: claimed })
		.where('id', '=', (one) =>
			one
				.selectFrom('mail')
				.where((eb) =>
					eb.or([
						eb.and([eb('state', '=', 'waiting'), eb('send_after', '<=', sql<Date>`now()`)]),
						eb.and([eb('state', '=', 'sending'), eb('claimed_until', '<', sql<Date>`now()`)])
					])
				)
				.orderBy('send_after')
				.limit(1)
				.forUpdate()
				.skipLocked()
				.select('id')
		)
		.returning(['id', 'reason', 'user_id as userId', 'tries', 'send_after as sendAfter'])
		.executeTakeFirst();
}

/** Somebody else has taken the mail meanwhile. */
export class TakenMeanwhile extends Error {
	override name = 'TakenMeanwhile';
}

type Mine = Pick<ClaimedMail, 'id' | 'tries'>;

/** Its text begins to leave. Throws {@link TakenMeanwhile} where it is no longer ours to send. */
export async function handOver(db: Db, { id, tries }: Mine): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('mail')
		.set({ state: 'handing_over', claimed_until: claimed })
		.where('id', '=', id)
		.where('state', '=', 'sending')
		.where('tries', '=', tries)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new TakenMeanwhile();
}

/** What became of it, for good. */
export async function settle(
	db: Db,
	{ id, tries }: Mine,
	state: Extract<MailState, 'sent' | 'failed' | 'unsure' | 'withheld'>,
	problem: string | null = null
): Promise<void> {
	await db
		.updateTable('mail')
		.set({ state, problem, ended_at: sql<Date>`now()`, claimed_until: null })
		.where('id', '=', id)
		.where('tries', '=', tries)
		.execute();
}

/** It is tried again in some time. */
export async function putOff(
	db: Db,
	{ id, tries }: Mine,
	milliseconds: number,
	problem: string
): Promise<void> {
	await db
		.updateTable('mail')
		.set({
			state: 'waiting',
			problem,
			claimed_until: null,
			send_after: sql<Date>`now() + make_interval(secs => ${milliseconds / 1_000})`
		})
		.where('id', '=', id)
		.where('tries', '=', tries)
		.execute();
}

/** Mails of which a process was cut off while it handed them over: nobody knows whether they arrived. */
export async function giveUpCutOff(db: Db): Promise<void> {
	await db
		.updateTable('mail')
		.set({ state: 'unsure', problem: 'cut_off', ended_at: sql<Date>`now()`, claimed_until: null })
		.where('state', '=', 'handing_over')
		.where('claimed_until', '<', sql<Date>`now()`)
		.execute();
}
