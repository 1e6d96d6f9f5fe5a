/** What people do with what they were told, and planners with mails that failed. */
import { sql } from 'kysely';
import type { Digest } from '#lib/domain/reporting/notices.ts';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import { byOwner } from '../auth/acts.ts';
import type { Db } from '../db/connect.ts';
import { NotAllowed, NotFound } from '../writing/refusals.ts';
import { transact } from '../writing/write.ts';
import { isNoticeId } from './queries.ts';

/** Marks a person's notices as read: one, or all that were made until a moment. */
export async function markRead(
	db: Db,
	userId: string,
	which: { id: string } | { until: Date },
	now: Date
): Promise<void> {
	if ('id' in which && !isNoticeId(which.id)) throw new NotFound();
	await db
		.updateTable('notice')
		.set({ read_at: now })
		.where('user_id', '=', userId)
		.where('read_at', 'is', null)
		.where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('made_at', '<=', which.until)))
		.execute();
}

/** How often somebody wants mails from now on. */
export async function chooseDigest(db: Db, userId: string, digest: Digest): Promise<void> {
	await transact(db, async (trx) => {
		const changed = await trx
			.insertInto('mail_preference')
			.values({ user_id: userId, digest })
			.onConflict((one) =>
				one.column('user_id').doUpdateSet({ digest }).where('mail_preference.digest', '<>', digest)
			)
			.returning('user_id')
			.executeTakeFirst();
		const entries = changed ? [byOwner('mails_chosen', userId, { digest })] : [];
		return { result: undefined, entries };
	});
}

/**
 * Sends a mail again that failed, or of which nobody knows whether it arrived.
 *
 * @throws NotAllowed; NotFound, also where it is not one of those
 */
export async function sendAgain(db: Db, actor: Actor, mailId: string): Promise<void> {
	if (actor.kind === 'public' || !can(actor, 'edit_plan')) throw new NotAllowed();
	if (!isNoticeId(mailId)) throw new NotFound();
	await transact(db, async (trx) => {
		const mail = await trx
			.updateTable('mail')
			.set({ state: 'waiting', tries: 0, send_after: sql<Date>`now()`, ended_at: null })
			.where('id', '=', mailId)
			.where('state', 'in', ['failed', 'unsure'])
			.returning('user_id')
			.executeTakeFirst();
		if (!mail) throw new NotFound();
		const about = { subjectKind: 'user', subjectId: mail.user_id };
		return {
			result: undefined,
			entries: [{ actorId: actor.id, action: 'mail_sent_again', ...about }]
		};
	});
}
