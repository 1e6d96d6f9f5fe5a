import type { Db, Trx } from '#lib/server/db/connect.ts';
import type { BeganBy } from '#lib/server/db/schema.ts';
import { note, transact, type Transacted } from '../writing/write.ts';
import { byNobody, byOwner } from './acts.ts';
import { verifyPassword } from './passwords.ts';
import { begin } from './half-sign-in.ts';
import { lacksFactor } from './second-factor-rule.ts';
import { endSession, startSession } from './sessions.ts';
import { admit, confirm } from './throttle.ts';

/** What a sign-in gives: a session, or half of one where the second factor is still to be shown. */
export interface Entered {
	kind: 'session' | 'half';
	token: string;
	/** The person holds a role that wants a second factor, and has none. */
	lacksFactor: boolean;
}

async function factorOf(db: Db, userId: string): Promise<{ has: boolean; lacks: boolean }> {
	const account = await db
		.selectFrom('user_account as account')
		.leftJoin('second_factor as factor', 'factor.user_id', 'account.id')
		.select(['account.demonstration', 'factor.confirmed_at'])
		.where('account.id', '=', userId)
		.executeTakeFirstOrThrow();
	const grants = await db
		.selectFrom('role_grant')
		.select('role')
		.where('user_id', '=', userId)
		.execute();
	const has = account.confirmed_at !== null;
	const { demonstration } = account;
	return { has, lacks: lacksFactor({ demonstration, hasFactor: has }, grants) };
}

/**
 * What happens at every sign-in, however it was proved: a new session instead of the one that the
 * browser had, and an entry in the log. Who has a second factor gets both only with it.
 */
export async function enter(
	trx: Trx,
	{ userId, by, instead }: { userId: string; by: BeganBy; instead: string | null },
	now: Date
): Promise<Transacted<Entered>> {
	if (instead) await endSession(trx, instead);
	const { has, lacks } = await factorOf(trx, userId);
	if (has) {
		const half = await begin(trx, { userId, by }, now);
		return { result: { kind: 'half', token: half, lacksFactor: false }, entries: [] };
	}
	const token = await startSession(trx, userId, now, by);
	const result = { kind: 'session' as const, token, lacksFactor: lacks };
	return { result, entries: [byOwner('sign_in', userId, { by })] };
}

interface Proved {
	id: string;
	password_hash: string | null;
}

/**
 * Whether what was proved still stands, and holds it so: proving takes time, in which the password may
 * have changed or the account been disabled, and with that all its sessions been ended.
 */
async function holdStanding(trx: Trx, { id, password_hash }: Proved) {
	return await trx
		.selectFrom('user_account')
		.select('id')
		.where('id', '=', id)
		.where('password_hash', '=', password_hash)
		.where('disabled_at', 'is', null)
		.forNoKeyUpdate()
		.executeTakeFirst();
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
 * A new session or half of one, or `undefined`: for a wrong password, an unknown or disabled account,
 * one without a password and one that waits after too many failures, all at the same cost of time.
 */
export async function signInWithPassword(
	db: Db,
	{ email, password, address, instead }: Credentials,
	now: Date
): Promise<Entered | undefined> {
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
		// only attempts that were counted come here, so nobody can fill the log by trying
		await note(db, byNobody('sign_in_refused', account?.id ?? null));
		return undefined;
	}
	return await transact<Entered | undefined>(db, async (trx) => {
		if (!(await holdStanding(trx, account))) return { result: undefined, entries: [] };
		await confirm(trx, attempt, now);
		return await enter(trx, { userId: account.id, by: 'password', instead }, now);
	});
}

/** Ends one session, at its owner's wish. */
export async function signOut(db: Db, userId: string, token: string): Promise<void> {
	await transact(db, async (trx) => {
		await endSession(trx, token);
		return { result: undefined, entries: [byOwner('sign_out', userId)] };
	});
}
