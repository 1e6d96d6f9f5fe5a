/** Writes the maturity models that every installation has. */
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import { insertModel } from '#lib/server/maturity/inserting.ts';
import { loadModel } from './maturity.ts';

/** Those of the names that are not there; one that follows another stands after it in the list. */
export async function writeModels(
	trx: Transaction<Database>,
	names: readonly string[]
): Promise<void> {
	for (const name of names) {
		const { follows, ...seed } = loadModel(name);
		const before =
			follows === null
				? undefined
				: await trx
						.selectFrom('maturity_model')
						.where('slug', '=', follows)
						.select('id')
						.executeTakeFirstOrThrow();
		await insertModel(trx, { ...seed, followsId: before?.id ?? null }, null);
	}
}
