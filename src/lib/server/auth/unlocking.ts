/**
 * The way in for the owner of an account on which strangers fail again and again: a link in a mail that
 * makes the browser a known one. It signs nobody in.
 */
import type { Db, Trx } from '../db/connect.ts';
import { transact } from '../writing/write.ts';
import { byNobody } from './acts.ts';
import type { Caller } from './caller.ts';
import { know } from './known-browsers.ts';
import { hashOf, newToken } from './tokens.ts';

/** An account on which strangers must wait long, and the secret that lets its owner's browser in. */
export interface Unlock {
	userId: string;
	token: string;
}

const lasts = 3_600_000;

/** Makes the link's secret for who can use it; one that was made before ends. */
export async function makeUnlock(
	trx: Trx,
	account: { id: string; password_hash: string | null },
	now: Date
): Promise<Unlock | undefined> {
	if (account.password_hash === null) return undefined;
	const token = newToken();
	const made = { token_hash: hashOf(token), expires_at: new Date(now.getTime() + lasts) };
	await trx
		.insertInto('unlock_link')
		.values({ user_id: account.id, ...made })
		.onConflict((conflict) => conflict.column('user_id').doUpdateSet(made))
		.execute();
	return { userId: account.id, token };
}

const open = (db: Db, token: string, now: Date) =>
	db
		.selectFrom('unlock_link')
		.innerJoin('user_account as account', 'account.id', 'unlock_link.user_id')
		.where('token_hash', '=', hashOf(token))
		.where('expires_at', '>', now)
		.where('account.disabled_at', 'is', null);

/** Whether the link still works; looking changes nothing. */
export async function canUnlock(db: Db, token: string, now: Date): Promise<boolean> {
	return (await open(db, token, now).select('account.id').executeTakeFirst()) !== undefined;
}

/** Makes the browser known for the account of the link and returns its token; undefined where the link is over. */
export async function unlock(
	db: Db,
	token: string,
	from: Caller,
	now: Date
): Promise<string | undefined> {
	return await transact<string | undefined>(db, async (trx) => {
		const link = await open(trx, token, now)
			.select('account.id as userId')
			.forUpdate('unlock_link')
			.executeTakeFirst();
		if (!link) return { result: undefined, entries: [] };
		const { userId } = link;
		await trx.deleteFrom('unlock_link').where('user_id', '=', userId).execute();
		const browser = await know(trx, { userId, browser: from.browser }, now);
		return { result: browser, entries: [{ ...byNobody('browser_unlocked', userId), from }] };
	});
}
