/**
 * Erases a person: everything that says who it was. The account's row stays with its number, since
 * reports and the audit log name that, under a name that says no more than whose office it was.
 */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { NotAllowed, NotFound } from '../../writing/refusals.ts';
import { transact } from '../../writing/write.ts';
import { byOwner, onAccount } from '../acts.ts';
import { Already, NotConfirmed } from '../errors.ts';
import { endInvitationsOf } from '../administration/invitations.ts';
import { throttleKeyOf } from '../second-factor/throttle-key.ts';
import { endSessionsOf, type SignedInUser } from '../sessions.ts';
import { forgetFailures } from '../throttle.ts';
import {
	administers,
	asAdministrator,
	keepAnAdministrator
} from '../administration/administrators.ts';

export interface Erasure {
	userId: string;
	/** The e-mail address as typed, so that nobody is erased by a slip. */
	confirmation: string;
	/** What stands in the place of the name: "A former member of MILG". */
	formerMember: string;
}

async function emailOf(trx: Trx, { userId, confirmation }: Erasure): Promise<string> {
	const account = await trx
		.selectFrom('user_account')
		.select(['email', 'erased_at'])
		.where('id', '=', userId)
		.forUpdate()
		.executeTakeFirst();
	if (!account) throw new NotFound();
	if (account.erased_at) throw new Already();
	if (account.email !== confirmation.toLowerCase()) throw new NotConfirmed();
	return account.email;
}

/** From where the person acted; the entries themselves name a number and stay. */
async function forgetOrigins(trx: Trx, userId: string): Promise<void> {
	await trx
		.deleteFrom('entry_origin')
		.where('entry_id', 'in', (eb) =>
			eb
				.selectFrom('audit_entry')
				.select('id')
				.where((or) =>
					or.or([
						or('actor_id', '=', userId),
						or.and([or('subject_kind', '=', 'user'), or('subject_id', '=', userId)])
					])
				)
		)
		.execute();
}

/** What is of no use without the person. */
async function forget(trx: Trx, userId: string, email: string): Promise<void> {
	await endSessionsOf(trx, userId);
	await trx.deleteFrom('second_factor').where('user_id', '=', userId).execute();
	await trx.deleteFrom('sign_in_link').where('user_id', '=', userId).execute();
	await trx.deleteFrom('invitation').where('email', '=', email).execute();
	await trx.deleteFrom('role_grant').where('user_id', '=', userId).execute();
	await trx.deleteFrom('known_browser').where('user_id', '=', userId).execute();
	await trx.deleteFrom('unlock_link').where('user_id', '=', userId).execute();
	await trx.deleteFrom('notice').where('user_id', '=', userId).execute();
	await trx.deleteFrom('mail').where('user_id', '=', userId).execute();
	await trx.deleteFrom('entry_draft').where('user_id', '=', userId).execute();
	await trx.deleteFrom('mail_preference').where('user_id', '=', userId).execute();
	await forgetOrigins(trx, userId);
	await forgetFailures(trx, email);
	await forgetFailures(trx, throttleKeyOf(userId));
}

async function erase(trx: Trx, erasure: Erasure, now: Date): Promise<void> {
	const { userId, formerMember } = erasure;
	const email = await emailOf(trx, erasure);
	const administered = await administers(trx, userId);
	await forget(trx, userId, email);
	await trx
		.updateTable('user_account')
		.set({
			name: formerMember,
			email: `erased-${userId}@erased.invalid`,
			password_hash: null,
			disabled_at: now,
			erased_at: now
		})
		.where('id', '=', userId)
		.execute();
	await endInvitationsOf(trx, userId, now);
	if (administered) await keepAnAdministrator(trx);
}

/**
 * Erases somebody else or oneself, as an administrator. Throws `NotAllowed`, `NotConfirmed`,
 * `LastAdministrator`, `Already`, or `NotFound` where there is nobody to erase.
 */
export async function eraseAnother(
	db: Db,
	actor: Actor,
	erasure: Erasure,
	now: Date
): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		await erase(trx, erasure, now);
		return { result: undefined, entry: onAccount('person_erased', erasure.userId) };
	});
}

/**
 * Erases oneself. Throws `NotAllowed` for a made-up person, whom others enter too, `NotConfirmed`,
 * or `LastAdministrator`.
 */
export async function eraseSelf(
	db: Db,
	user: SignedInUser,
	given: Omit<Erasure, 'userId'>,
	now: Date
): Promise<void> {
	if (user.demonstration) throw new NotAllowed();
	const erasure = { ...given, userId: user.id };
	await transact(db, async (trx) => {
		await erase(trx, erasure, now);
		return { result: undefined, entries: [byOwner('person_erased', user.id)] };
	});
}
