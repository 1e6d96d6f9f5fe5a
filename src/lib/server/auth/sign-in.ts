import type { Db, Trx } from '#lib/server/db/connect.ts';
import type { BeganBy } from '#lib/server/db/schema/accounts.ts';
import { transact, type Transacted } from '../writing/write.ts';
import { byNobody, byOwner } from './acts.ts';
import type { Caller } from './caller.ts';
import { verifyPassword } from './passwords.ts';
import { begin as beginHalf } from './half-sign-in.ts';
import { isKnown, know } from './known-browsers.ts';
import { lacksFactor } from './second-factor-rule.ts';
import { endSession, startSession } from './sessions.ts';
import { decide } from './throttle.ts';
import { makeUnlock, type Unlock } from './unlocking.ts';

/** What a sign-in gives: a session, or half of one where the second factor is still to be shown. */
export interface Entered {
	kind: 'session' | 'half';
	token: string;
	/** The person holds a role that wants a second factor, and has none. */
	lacksFactor: boolean;
	/** What the browser gets with a session. */
	known?: Known;
}

/** By which a browser is known again. */
export interface Known {
	userId: string;
	browser: string;
	/** Nobody signed in here on this account before: worth a word to the person. */
	isNew: boolean;
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

export interface Entering {
	userId: string;
	by: BeganBy;
	from: Caller;
	/** The token of the session that the browser has now, if any; it ends. */
	instead: string | null;
}

/** Starts a session in a browser, which is known from then on; the log says so, and from where. */
export async function begin(
	trx: Trx,
	{ userId, by, from, factor }: Omit<Entering, 'instead'> & { factor?: string },
	now: Date
): Promise<Transacted<Entered>> {
	const { browser: before } = from;
	const isNew = !before || !(await isKnown(trx, { browser: before, userId }, now));
	const browser = await know(trx, { userId, browser: before }, now);
	const token = await startSession(trx, userId, now, { by, from });
	const detail = { by, ...(factor && { second_factor: factor }) };
	const known = { userId, browser, isNew: isNew && by !== 'invitation' };
	const result: Entered = { kind: 'session', token, lacksFactor: false, known };
	return { result, entries: [{ ...byOwner('sign_in', userId, detail), from }] };
}

/**
 * What happens at every sign-in, however it was proved: a new session instead of the one that the
 * browser had, and an entry in the log. Who has a second factor gets both only with it.
 */
export async function enter(
	trx: Trx,
	{ userId, by, from, instead }: Entering,
	now: Date
): Promise<Transacted<Entered>> {
	if (instead) await endSession(trx, instead);
	const { has, lacks } = await factorOf(trx, userId);
	if (has) {
		const half = await beginHalf(trx, { userId, by }, now);
		return { result: { kind: 'half', token: half, lacksFactor: false }, entries: [] };
	}
	const { result, entries } = await begin(trx, { userId, by, from }, now);
	return { result: { ...result, lacksFactor: lacks }, entries };
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

export interface Credentials extends Caller {
	email: string;
	password: string;
	/** The token of the session that the browser has now, if any; it ends. */
	instead: string | null;
}

async function accountOf(db: Db, email: string): Promise<Proved | undefined> {
	return await db
		.selectFrom('user_account')
		.select(['id', 'password_hash'])
		.where('email', '=', email.toLowerCase())
		.where('disabled_at', 'is', null)
		.executeTakeFirst();
}

/**
 * A new session or half of one, or `undefined`: for a wrong password, an unknown or disabled account,
 * one without a password and one that has to wait after failures, all at the same cost of time.
 *
 * @param waits called where this failure makes strangers wait long on somebody's account
 */
export async function signInWithPassword(
	db: Db,
	{ email, password, instead, ...from }: Credentials,
	now: Date,
	waits?: (unlock: Unlock) => void
): Promise<Entered | undefined> {
	const account = await accountOf(db, email);
	const right = await verifyPassword(account?.password_hash ?? null, password);
	let unlock: Unlock | undefined;
	const entered = await transact<Entered | undefined>(db, async (trx) => {
		const attempt = { at: email, userId: account?.id ?? null, ...from };
		const decision = await decide(trx, attempt, now);
		if (decision.waits) return { result: undefined, entries: [] };
		if (!account || !right) {
			if ((await decision.fails()) && account) unlock = await makeUnlock(trx, account, now);
			// only attempts that were counted come here, so nobody can fill the log by trying
			const refused = byNobody('sign_in_refused', account?.id ?? null);
			return { result: undefined, entries: [{ ...refused, from }] };
		}
		if (!(await holdStanding(trx, account))) return { result: undefined, entries: [] };
		await decision.succeeds();
		return await enter(trx, { userId: account.id, by: 'password', from, instead }, now);
	});
	if (unlock) waits?.(unlock);
	return entered;
}

/** Ends one session, at its owner's wish. */
export async function signOut(db: Db, userId: string, token: string): Promise<void> {
	await transact(db, async (trx) => {
		await endSession(trx, token);
		return { result: undefined, entries: [byOwner('sign_out', userId)] };
	});
}
