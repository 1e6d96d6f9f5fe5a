/** A link by mail for whoever lost a password; what is answered tells nobody whether there is an account. */
import type { Db } from '#lib/server/db/connect.ts';
import { transact } from '../writing/write.ts';
import { byNobody } from './acts.ts';
import { insertLink } from './sign-in-links.ts';

/** Strangers who ask again and again fill nobody's mailbox. */
const restsMilliseconds = 5 * 60_000;

export interface LinkByMail {
	email: string;
	name: string;
	token: string;
}

/**
 * A one-time link to be mailed; undefined where no enabled account has the address, it is a made-up
 * person's, or one was made a few minutes ago.
 */
export async function linkByMail(
	db: Db,
	email: string,
	now: Date
): Promise<LinkByMail | undefined> {
	return await transact<LinkByMail | undefined>(db, async (trx) => {
		const account = await trx
			.selectFrom('user_account')
			.select(['id', 'email', 'name'])
			.where('email', '=', email.toLowerCase())
			.where('disabled_at', 'is', null)
			.where('demonstration', '=', false)
			// two who ask at once get one
			.forUpdate()
			.executeTakeFirst();
		if (!account) return { result: undefined, entries: [] };
		const recent = await trx
			.selectFrom('sign_in_link')
			.select('user_id')
			.where('user_id', '=', account.id)
			.where('created_at', '>', new Date(now.getTime() - restsMilliseconds))
			.executeTakeFirst();
		if (recent) return { result: undefined, entries: [] };
		const token = await insertLink(trx, account.id, now);
		const result = { email: account.email, name: account.name, token };
		return { result, entries: [byNobody('sign_in_link_made', account.id)] };
	});
}
