/** What people do with their own account. */
import type { Db } from '#lib/server/db/connect.ts';
import { NotAllowed } from '../../writing/refusals.ts';
import { transact } from '../../writing/write.ts';
import { byOwner } from '../acts.ts';
import type { Caller } from '../caller.ts';
import { PasswordRefused, WrongPassword } from '../errors.ts';
import { passwordProblem } from '../password-rules.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';
import { siteNames } from '../site-names.ts';
import {
	beganByLink,
	confirmedLately,
	endSessionsOf,
	noteConfirmed,
	startSession,
	type SignedInUser
} from '../sessions.ts';
import type { Seal } from '../second-factor/seal.ts';
import { prove } from '../second-factor/prove.ts';
import { forgetUnused } from '../sign-in-links.ts';
import { decide } from '../throttle.ts';

/** Whether the present password must be given: not where there is none, nor after a one-time link. */
export async function needsPresentPassword(
	db: Db,
	user: SignedInUser,
	sessionToken: string
): Promise<boolean> {
	return user.hasPassword && !(await beganByLink(db, sessionToken));
}

async function checkPresent(
	db: Db,
	user: SignedInUser,
	{ present, from }: { present: string; from: Caller },
	now: Date
): Promise<void> {
	const account = await db
		.selectFrom('user_account')
		.select('password_hash')
		.where('id', '=', user.id)
		.executeTakeFirst();
	const right = await verifyPassword(account?.password_hash ?? null, present);
	const taken = await transact(db, async (trx) => {
		const attempt = { at: user.email, userId: user.id, ...from };
		const { waits, fails, succeeds } = await decide(trx, attempt, now);
		if (waits) return { result: false, entries: [] };
		await (right ? succeeds : fails)();
		const refused = { ...byOwner('password_refused', user.id), from };
		return { result: right, entries: right ? [] : [refused] };
	});
	if (!taken) throw new WrongPassword();
}

/** Whether a person must say the password again before what cannot be taken back. */
export async function needsConfirming(
	db: Db,
	user: SignedInUser,
	sessionToken: string,
	now: Date
): Promise<boolean> {
	return user.hasPassword && !(await confirmedLately(db, sessionToken, now));
}

/** Throws `WrongPassword` unless it is the person, who has signed in lately or gives the password. */
export async function confirmPerson(
	db: Db,
	user: SignedInUser,
	given: { sessionToken: string; present: string; from: Caller },
	now: Date
): Promise<void> {
	if (!(await needsConfirming(db, user, given.sessionToken, now))) return;
	await checkPresent(db, user, given, now);
	await noteConfirmed(db, given.sessionToken, now);
}

/** By what a person can show again who it is; null: by signing in anew only. */
export const confirmsBy = ({ hasPassword, hasFactor }: SignedInUser): 'password' | 'code' | null =>
	hasPassword ? 'password' : hasFactor ? 'code' : null;

/** Whether what was given shows again who it is; the session then counts as confirmed. */
export async function confirmAgain(
	db: Db,
	seal: Seal,
	user: SignedInUser,
	given: { sessionToken: string; text: string; from: Caller },
	now: Date
): Promise<boolean> {
	const { sessionToken, text, from } = given;
	if (confirmsBy(user) === 'code') {
		if (!(await prove(db, seal, user.id, { kind: 'code', text, from }, now))) return false;
	} else {
		try {
			await checkPresent(db, user, { present: text, from }, now);
		} catch (cause) {
			if (cause instanceof WrongPassword) return false;
			throw cause;
		}
	}
	await noteConfirmed(db, sessionToken, now);
	return true;
}

/**
 * Sets a password, ends all sessions of the person and returns the token of a new one.
 * Throws `PasswordRefused`, `WrongPassword`, or `NotAllowed` for a made-up person.
 */
export async function setPassword(
	db: Db,
	user: SignedInUser,
	given: { sessionToken: string; present: string; password: string; from: Caller },
	now: Date
): Promise<string> {
	if (user.demonstration) throw new NotAllowed();
	const about = { person: [user.name, user.email], site: await siteNames(db) };
	const problem = await passwordProblem(given.password, about);
	if (problem) throw new PasswordRefused(problem);
	if (await needsPresentPassword(db, user, given.sessionToken))
		await checkPresent(db, user, given, now);
	const password_hash = await hashPassword(given.password);
	return await transact(db, async (trx) => {
		await trx
			.updateTable('user_account')
			.set({ password_hash })
			.where('id', '=', user.id)
			.execute();
		await endSessionsOf(trx, user.id);
		await forgetUnused(trx, user.id);
		const token = await startSession(trx, user.id, now, { by: 'password', from: given.from });
		return { result: token, entries: [byOwner('password_set', user.id)] };
	});
}

/** Ends every session of a person, this one too. */
export async function signOutEverywhere(db: Db, userId: string): Promise<void> {
	await transact(db, async (trx) => {
		await endSessionsOf(trx, userId);
		return { result: undefined, entries: [byOwner('signed_out_everywhere', userId)] };
	});
}
