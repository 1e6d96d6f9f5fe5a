import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';
import { statement } from '../db/statement.ts';

const raise = statement((db, given: { planId: string }) =>
	db
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.where('id', '=', given.planId)
);

/**
 * Says that what the plan shows has changed: caches and ETags rest on the revision, so this stands in
 * the same transaction as the change itself.
 */
export async function raiseRevision(trx: Trx, planId: string): Promise<void> {
	await raise(trx, { planId });
}

/** The same where it is the plan itself that has changed, not what was reported on it. */
export async function raiseStructureRevision(trx: Trx, planId: string): Promise<void> {
	await trx
		.updateTable('plan')
		.set({ revision: sql`revision + 1`, structure_revision: sql`revision + 1` })
		.where('id', '=', planId)
		.execute();
}
