import type { Db } from '../../db/connect.ts';
import { transact } from '../../writing/write.ts';
import { byOwner } from '../acts.ts';
import { find } from '../half-sign-in.ts';
import { startSession } from '../sessions.ts';
import { hashOf } from '../tokens.ts';
import { prove, type Proof } from './prove.ts';
import type { Seal } from './seal.ts';

/**
 * Finishes a sign-in with the second factor: returns a new session's token, or `undefined` where the
 * code is wrong or used, there were too many, or the half sign-in is over.
 */
export async function finish(
	db: Db,
	seal: Seal,
	token: string,
	proof: Proof,
	now: Date
): Promise<string | undefined> {
	const half = await find(db, token, now);
	if (!half || !(await prove(db, seal, half.userId, proof, now))) return undefined;
	const { userId, by } = half;
	return await transact<string | undefined>(db, async (trx) => {
		const over = await trx
			.deleteFrom('half_sign_in')
			.where('token_hash', '=', hashOf(token))
			.returning('user_id')
			.executeTakeFirst();
		if (!over) return { result: undefined, entries: [] };
		const session = await startSession(trx, userId, now, by);
		const detail = { by, second_factor: proof.kind };
		return { result: session, entries: [byOwner('sign_in', userId, detail)] };
	});
}
