import type { Transaction } from 'kysely';
import { append } from '#lib/server/audit/entries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Database } from '#lib/server/db/schema.ts';
import { verifyPassword } from './passwords.ts';
import { endSession, startSession } from './sessions.ts';
import { admit, confirm } from './throttle.ts';

/**
 * What happens at every sign-in, however it was proved: a new session instead of the one that the
 * browser had, and an entry in the log. Returns the new session's token.
 */
export async function enter(
	trx: Transaction<Database>,
	{ userId, by, instead }: { userId: string; by: string; instead: string | null },
	now: Date
): Promise<string> {
	if (instead) await endSession(trx, instead);
	const token = await startSession(trx, userId, now);
	await append(trx, {
		actorId: userId,
		action: 'sign_in',
		subjectKind: 'user',
		subjectId: userId,
		detail: { by }
	});
	return token;
}

/** Only attempts that were counted come here, so nobody can fill the log by trying. */
async function recordRefusal(db: Db, userId: string | undefined): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const subject = { subjectKind: 'user', subjectId: userId ?? null };
		await append(trx, { actorId: null, action: 'sign_in_refused', ...subject });
	});
}

export interface Credentials {
	email: string;
	password: string;
	/** The network address that the request came from. */
	address: string;
	/** The token of the session that the browser has now, if any; it ends. */
	instead: string | null;
}

/**
 * The token of a new session, or `undefined`: for a wrong password, an unknown or disabled account,
 * one without a password and one that waits after too many failures, all at the same cost of time.
 */
export async function signInWithPassword(
	db: Db,
	{ email, password, address, instead }: Credentials,
	now: Date
): Promise<string | undefined> {
	const attempt = await admit(db, { email, address }, now);
	const account = await db
		.selectFrom('user_account')
		.select(['id', 'password_hash'])
		.where('email', '=', email.toLowerCase())
		.where('disabled_at', 'is', null)
		.executeTakeFirst();
	const right = await verifyPassword(account?.password_hash ?? null, password);
	if (!attempt) return undefined;
	if (!account || !right) {
		await recordRefusal(db, account?.id);
		return undefined;
	}
	return await db.transaction().execute(async (trx) => {
		await confirm(trx, attempt, now);
		return await enter(trx, { userId: account.id, by: 'password', instead }, now);
	});
}

/** Ends one session, at its owner's wish. */
export async function signOut(db: Db, userId: string, token: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await endSession(trx, token);
		const subject = { subjectKind: 'user', subjectId: userId };
		await append(trx, { actorId: userId, action: 'sign_out', ...subject });
	});
}
