import type { Db } from '../../db/connect.ts';
import { transact } from '../../writing/write.ts';
import { find } from '../half-sign-in.ts';
import { begin, type Entered } from '../sign-in.ts';
import { hashOf } from '../tokens.ts';
import { prove, type Proof } from './prove.ts';
import type { Seal } from './seal.ts';

/**
 * Finishes a sign-in with the second factor: returns what a new session gives, or `undefined` where
 * the code is wrong or used, there were too many, or the half sign-in is over.
 */
export async function finish(
	db: Db,
	seal: Seal,
	token: string,
	proof: Proof,
	now: Date
): Promise<Entered | undefined> {
	const half = await find(db, token, now);
	if (!half || !(await prove(db, seal, half.userId, proof, now))) return undefined;
	return await transact<Entered | undefined>(db, async (trx) => {
		const over = await trx
			.deleteFrom('half_sign_in')
			.where('token_hash', '=', hashOf(token))
			.returning('user_id')
			.executeTakeFirst();
		if (!over) return { result: undefined, entries: [] };
		return await begin(trx, { ...half, from: proof.from, factor: proof.kind }, now);
	});
}
