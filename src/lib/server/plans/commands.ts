import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';

/**
 * Says that what the plan shows has changed: caches and ETags rest on the revision, so this stands in
 * the same transaction as the change itself.
 */
export async function raiseRevision(trx: Transaction<Database>, planId: string): Promise<void> {
	await trx
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.where('id', '=', planId)
		.execute();
}
