import type { Db } from '#lib/server/db/connect.ts';
import { transact } from '../../writing/write.ts';
import { byNobody } from '../acts.ts';
import { endSessionsOf } from '../sessions.ts';
import { remove } from './set-up.ts';

/**
 * Takes a person's second factor away on the operator's word, for the last administrator who lost
 * phone and recovery codes: nobody is left to ask. False where there is none.
 */
export async function resetFactorOf(db: Db, email: string): Promise<boolean> {
	return await transact(db, async (trx) => {
		const person = await trx
			.selectFrom('second_factor')
			.innerJoin('user_account', 'user_account.id', 'second_factor.user_id')
			.select('user_account.id')
			.where('user_account.email', '=', email.toLowerCase())
			.executeTakeFirst();
		if (!person) return { result: false, entries: [] };
		await endSessionsOf(trx, person.id);
		await remove(trx, person.id);
		return { result: true, entries: [byNobody('second_factor_reset', person.id)] };
	});
}
