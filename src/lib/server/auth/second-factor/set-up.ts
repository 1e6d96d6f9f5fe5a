/** What people do with their own second factor. */
import { randomBytes } from 'node:crypto';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { transact } from '../../writing/write.ts';
import { byOwner } from '../acts.ts';
import type { Caller } from '../caller.ts';
import { NotAllowed, NotFound } from '../../writing/refusals.ts';
import { endSessionsOf, startSession, type SignedInUser } from '../sessions.ts';
import { attempted, prove, useCode, type Proof } from './prove.ts';
import { makeRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';
import type { Seal } from './seal.ts';

/** RFC 4226 recommends 160 bits. */
const secretBytes = 20;

export interface Factor {
	/** Null where a secret was made and no code of it was shown yet. */
	confirmedAt: Date | null;
	recoveryCodesLeft: number;
}

/** How a person's second factor stands; `undefined` where none was begun. */
export async function find(db: Db, userId: string): Promise<Factor | undefined> {
	return await db
		.selectFrom('second_factor as factor')
		.select((eb) => [
			'factor.confirmed_at as confirmedAt',
			eb
				.selectFrom('recovery_code')
				.select(({ fn }) => fn.countAll<string>().as('left'))
				.where('recovery_code.used_at', 'is', null)
				.whereRef('recovery_code.user_id', '=', 'factor.user_id')
				.$castTo<string>()
				.as('left')
		])
		.where('factor.user_id', '=', userId)
		.executeTakeFirst()
		.then((row) => row && { confirmedAt: row.confirmedAt, recoveryCodesLeft: Number(row.left) });
}

/** The secret of a set-up that waits for its first code; later nobody is shown it again. */
export async function waitingSecret(
	db: Db,
	seal: Seal,
	userId: string
): Promise<Buffer | undefined> {
	const row = await db
		.selectFrom('second_factor')
		.select('secret')
		.where('user_id', '=', userId)
		.where('confirmed_at', 'is', null)
		.executeTakeFirst();
	// sealed with a key that the operator has changed since it is as good as not begun
	return row && seal.open(row.secret, userId);
}

/**
 * Makes a new secret, which counts only after {@link confirmSetUp}. Throws `NotAllowed` for a
 * made-up person, or where a second factor is on: it has to be turned off first, with a code.
 */
export async function beginSetUp(
	db: Db,
	seal: Seal,
	user: Pick<SignedInUser, 'id' | 'demonstration'>,
	now: Date
): Promise<void> {
	if (user.demonstration) throw new NotAllowed();
	const fresh = { secret: seal.close(randomBytes(secretBytes), user.id), created_at: now };
	const begun = await db
		.insertInto('second_factor')
		.values({ user_id: user.id, ...fresh })
		.onConflict((conflict) =>
			conflict
				.column('user_id')
				.doUpdateSet({ secret: fresh.secret })
				.where('second_factor.confirmed_at', 'is', null)
		)
		.returning('user_id')
		.executeTakeFirst();
	if (!begun) throw new NotAllowed();
}

async function turnOn(trx: Trx, userId: string, from: Caller, now: Date): Promise<string> {
	const turned = trx.updateTable('second_factor').set({ confirmed_at: now });
	await turned.where('user_id', '=', userId).execute();
	await endSessionsOf(trx, userId);
	return await startSession(trx, userId, now, { by: 'password', from });
}

/**
 * Turns the second factor on, by a first code of it, and ends all sessions of the person. Returns a
 * new session's token and the recovery codes; `undefined` where the code is wrong, or too many were.
 */
export async function confirmSetUp(
	db: Db,
	seal: Seal,
	userId: string,
	{ text, from }: { text: string; from: Caller },
	now: Date
): Promise<{ token: string; codes: string[] } | undefined> {
	const recovery = await makeRecoveryCodes();
	let token: string | undefined;
	const turned = await attempted(db, { userId, from }, now, async (trx) => {
		const given = { userId, text, confirmed: false };
		if (!(await useCode(trx, seal, given, now))) return { right: false, entries: [] };
		await replaceRecoveryCodes(trx, userId, recovery);
		token = await turnOn(trx, userId, from, now);
		return { right: true, entries: [byOwner('second_factor_set_up', userId)] };
	});
	return turned && token ? { token, codes: recovery.codes } : undefined;
}

/** New recovery codes instead of the old ones, against a code; `undefined` where that is refused. */
export async function renewRecoveryCodes(
	db: Db,
	seal: Seal,
	userId: string,
	proof: Proof,
	now: Date
): Promise<string[] | undefined> {
	if (!(await prove(db, seal, userId, proof, now))) return undefined;
	const recovery = await makeRecoveryCodes();
	await transact(db, async (trx) => {
		await replaceRecoveryCodes(trx, userId, recovery);
		return { result: undefined, entries: [byOwner('recovery_codes_renewed', userId)] };
	});
	return recovery.codes;
}

/**
 * Takes a person's second factor away, and the half sign-ins that waited for it. Throws `NotFound`
 * where there is none.
 */
export async function remove(trx: Trx, userId: string): Promise<void> {
	const gone = await trx
		.deleteFrom('second_factor')
		.where('user_id', '=', userId)
		.returning('user_id')
		.executeTakeFirst();
	if (!gone) throw new NotFound();
	await trx.deleteFrom('half_sign_in').where('user_id', '=', userId).execute();
}

/** Turns the second factor off, against a code or a recovery code; false where that is refused. */
export async function turnOff(
	db: Db,
	seal: Seal,
	userId: string,
	proof: Proof,
	now: Date
): Promise<boolean> {
	if (!(await prove(db, seal, userId, proof, now))) return false;
	return await transact(db, async (trx) => {
		await remove(trx, userId);
		return { result: true, entries: [byOwner('second_factor_turned_off', userId)] };
	});
}
