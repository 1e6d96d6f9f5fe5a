/**
 * Browsers in which somebody signed in before: they are throttled by themselves, and signing in from
 * another one is worth a word to its owner. The token in the cookie opens nothing.
 */
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { hashOf, newToken } from './tokens.ts';

export const knownForDays = 180;

/** Whether a browser is known for an account. */
export async function isKnown(
	db: Db,
	{ browser, userId }: { browser: string; userId: string },
	now: Date
): Promise<boolean> {
	const found = await db
		.selectFrom('known_browser')
		.select('user_id')
		.where('token_hash', '=', hashOf(browser))
		.where('user_id', '=', userId)
		.where('expires_at', '>', now)
		.executeTakeFirst();
	return found !== undefined;
}

/**
 * Makes a browser known for an account, and returns its token, which is new each time: one that was
 * planted there from elsewhere is worth nothing afterwards. The accounts for which it was known stay.
 */
export async function know(
	trx: Trx,
	{ userId, browser }: { userId: string; browser?: string | null },
	now: Date
): Promise<string> {
	const token = newToken();
	const token_hash = hashOf(token);
	const expires_at = new Date(now.getTime() + knownForDays * 86_400_000);
	await trx.deleteFrom('known_browser').where('expires_at', '<=', now).execute();
	if (browser)
		await trx
			.updateTable('known_browser')
			.set({ token_hash })
			.where('token_hash', '=', hashOf(browser))
			.execute();
	await trx
		.insertInto('known_browser')
		.values({ token_hash, user_id: userId, used_at: now, expires_at })
		.onConflict((conflict) =>
			conflict.columns(['token_hash', 'user_id']).doUpdateSet({ used_at: now, expires_at })
		)
		.execute();
	return token;
}
