/**
 * Between the first factor and the second nobody is signed in: there is no session yet, only a note
 * that somebody knew the password or held the link, good for ten minutes and for nothing else.
 */
import type { Db, Trx } from '../db/connect.ts';
import type { BeganBy } from '../db/schema/accounts.ts';
import { hashOf, newToken } from './tokens.ts';

export const halfSignInMinutes = 10;

/** Notes that the first factor was shown, and returns the token that says so. */
export async function begin(
	trx: Trx,
	{ userId, by }: { userId: string; by: BeganBy },
	now: Date
): Promise<string> {
	await trx.deleteFrom('half_sign_in').where('expires_at', '<=', now).execute();
	const token = newToken();
	await trx
		.insertInto('half_sign_in')
		.values({
			token_hash: hashOf(token),
			user_id: userId,
			began_by: by,
			created_at: now,
			expires_at: new Date(now.getTime() + halfSignInMinutes * 60_000)
		})
		.execute();
	return token;
}

/** Whose half sign-in it is, while it can be finished; looking changes nothing. */
export async function find(
	db: Db,
	token: string,
	now: Date
): Promise<{ userId: string; by: BeganBy } | undefined> {
	return await db
		.selectFrom('half_sign_in as half')
		.innerJoin('user_account as account', 'account.id', 'half.user_id')
		.select(['half.user_id as userId', 'half.began_by as by'])
		.where('half.token_hash', '=', hashOf(token))
		.where('half.expires_at', '>', now)
		.where('account.disabled_at', 'is', null)
		.executeTakeFirst();
}
