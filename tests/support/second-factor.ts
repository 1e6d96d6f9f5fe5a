/** A phone that makes codes, and people who have one. */
import { randomBytes } from 'node:crypto';
import { confirmSetUp, beginSetUp, waitingSecret } from '#lib/server/auth/second-factor/set-up.ts';
import type { Seal } from '#lib/server/auth/second-factor/seal.ts';
import { codeAt, stepOf } from '#lib/server/auth/second-factor/totp.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { makePerson, type NewPerson } from './people.ts';

/** The operator's key in these tests. */
export const key = randomBytes(32).toString('base64url');

/** The code that a phone shows so many steps of 30 seconds from a moment. */
export const codeOf = (secret: Buffer, steps = 0, at = new Date()) =>
	codeAt(secret, stepOf(at) + steps);

/** Waits until the step of now has some seconds left, so that the one before it is still the one before. */
export async function earlyInStep(): Promise<void> {
	const left = 30_000 - (Date.now() % 30_000);
	if (left < 5_000) await new Promise((done) => setTimeout(done, left));
}

/**
 * Sets somebody's second factor up, five minutes before `now`, so that no code of now is used. All
 * sessions end but a new one, whose token comes back with the recovery codes.
 */
export async function givePhone(
	db: Db,
	seal: Seal,
	id: string,
	now = new Date()
): Promise<{ secret: Buffer; codes: string[]; token: string }> {
	const before = new Date(now.getTime() - 300_000);
	await beginSetUp(db, seal, { id, demonstration: false }, before);
	const secret = (await waitingSecret(db, seal, id))!;
	const given = { text: codeOf(secret, 0, before), from: { address: '192.0.2.9' } };
	return { secret, ...(await confirmSetUp(db, seal, id, given, before))! };
}

export async function makePersonWithPhone(db: Db, seal: Seal, person: NewPerson = {}) {
	const made = await makePerson(db, person);
	return { ...made, ...(await givePhone(db, seal, made.id)) };
}
