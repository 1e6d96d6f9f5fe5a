/** Failures on somebody's account, and how an administrator has them forgotten. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../../db/connect.ts';
import { NotFound } from '../../writing/refusals.ts';
import { onAccount } from '../acts.ts';
import { throttleKeyOf } from '../second-factor/throttle-key.ts';
import { failuresOn, forgetFailures, waitsUntil } from '../throttle.ts';
import { asAdministrator } from './administrators.ts';

const keysOf = ({ id, email }: { id: string; email: string }) => [email, throttleKeyOf(id)];

/** What strangers have failed on an account, and until when they have to wait on it. */
export interface Waiting {
	failures: number;
	until: Date | null;
}

export async function waitingOn(
	db: Db,
	person: { id: string; email: string },
	now: Date
): Promise<Waiting> {
	const keys = keysOf(person);
	const failures = await Promise.all(keys.map((key) => failuresOn(db, key, now)));
	const ends = await Promise.all(keys.map((key) => waitsUntil(db, key, now)));
	const until = ends.filter((end) => end !== null).sort((a, b) => b.getTime() - a.getTime());
	return { failures: Math.max(...failures), until: until[0] ?? null };
}

/** Lets everybody try again on an account at once. Throws `NotAllowed`, or `NotFound`. */
export async function forgetWaiting(db: Db, actor: Actor, userId: string): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		const person = await trx
			.selectFrom('user_account')
			.select(['id', 'email'])
			.where('id', '=', userId)
			.where('erased_at', 'is', null)
			.executeTakeFirst();
		if (!person) throw new NotFound();
		for (const key of keysOf(person)) await forgetFailures(trx, key);
		return { result: undefined, entry: onAccount('account_unlocked', userId) };
	});
}
