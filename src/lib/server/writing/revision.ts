import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import type { DatedRevision } from './dating.ts';
import { statement } from '../db/statement.ts';
import { NotFound } from './refusals.ts';

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

/** Says that the plan's periods, or what of their reports counts, are others: what is kept of them is read anew. */
export async function raisePeriodRevision(trx: Trx, planId: string): Promise<void> {
	await trx
		.updateTable('plan')
		.set((eb) => ({ period_revision: eb('period_revision', '+', '1') }))
		.where('id', '=', planId)
		.execute();
}

/**
 * The same for a plan that is no plan yet: until it is adopted its changes have no days, and each of its
 * records is kept as it was written last. False where it is adopted. Nobody adopts or discards it
 * meanwhile.
 *
 * @throws NotFound where it was discarded
 */
export async function raiseDraftRevision(trx: Trx, planId: string): Promise<boolean> {
	const raised = await trx
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.where('id', '=', planId)
		.where('draft', '=', true)
		.returning('discarded_at')
		.executeTakeFirst();
	if (raised && raised.discarded_at !== null) throw new NotFound();
	return raised !== undefined;
}

/** Who changes a plan, and why. */
export interface RevisedBy {
	actorId: string | null;
	/** In one sentence; null: the act explains itself. */
	reason: string | null;
	/** The amendment that is adopted; left out: a correction of the record. */
	amendmentId?: string;
}

/**
 * The same where it is the plan itself that has changed, not what was reported on it: the revision that
 * its versions come with. Other writers of the plan wait from here on, so that a later revision is a
 * later moment too.
 */
export async function raiseStructureRevision(
	trx: Trx,
	planId: string,
	{ actorId, reason, amendmentId }: RevisedBy = { actorId: null, reason: null }
): Promise<DatedRevision> {
	const { rows } = await sql<{ revision: string; today: IsoDate }>`
		update plan set revision = revision + 1, structure_revision = structure_revision + 1
		where id = ${planId}
		returning structure_revision as revision, (now() at time zone time_zone)::date as today
	`.execute(trx);
	const { revision, today } = rows[0]!;
	await trx
		.insertInto('plan_revision')
		.values({
			plan_id: planId,
			revision,
			recorded_at: sql<Date>`clock_timestamp()`,
			actor_id: actorId,
			way: amendmentId === undefined ? 'correction' : 'amendment',
			amendment_id: amendmentId ?? null,
			reason
		})
		.execute();
	await sql`select bring_to(${planId}, ${today})`.execute(trx);
	return { planId, revision, today };
}
