/**
 * Between the first factor and the second nobody is signed in: there is no session yet, only a note
 * that somebody knew the password or held the link, good for ten minutes and for nothing else.
 */
import type { Transaction } from 'kysely';
import { append } from '../../writing/entries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { BeganBy, Database } from '#lib/server/db/schema.ts';
import { startSession } from '../sessions.ts';
import { hashOf, newToken } from '../tokens.ts';
import { prove, type Proof } from './prove.ts';
import type { Seal } from './seal.ts';

export const halfSignInMinutes = 10;

/** Notes that the first factor was shown, and returns the token that says so. */
export async function begin(
	trx: Transaction<Database>,
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

/**
 * Finishes a sign-in with the second factor: returns a new session's token, or `undefined` where the
 * code is wrong or used, there were too many, or the half sign-in is over.
 */
export async function finish(
	db: Db,
	seal: Seal,
	token: string,
	proof: Proof,
	now: Date
): Promise<string | undefined> {
	const half = await find(db, token, now);
	if (!half || !(await prove(db, seal, half.userId, proof, now))) return undefined;
	const { userId, by } = half;
	return await db.transaction().execute(async (trx) => {
		const over = await trx
			.deleteFrom('half_sign_in')
			.where('token_hash', '=', hashOf(token))
			.returning('user_id')
			.executeTakeFirst();
		if (!over) return undefined;
		const session = await startSession(trx, userId, now, by);
		const subject = { subjectKind: 'user', subjectId: userId };
		const detail = { by, second_factor: proof.kind };
		await append(trx, { actorId: userId, action: 'sign_in', ...subject, detail });
		return session;
	});
}
