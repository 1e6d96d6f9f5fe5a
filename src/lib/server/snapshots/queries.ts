/** What was published of a plan, version by version. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { SnapshotKnown } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import { writtenMoment } from '../facts/as-known.ts';
import { Kept } from '../facts/kept.ts';
import type { PlanRow } from '../facts/plans.ts';

const known = (db: Db) =>
	db
		.selectFrom('snapshot')
		.select(['snapshot.id', 'snapshot.as_of as asOf', 'snapshot.published_on as publishedOn'])
		.select([
			writtenMoment('snapshot.published_at').as('publishedAt'),
			sql<number>`snapshot.structure_revision::int`.as('structureRevision'),
			sql<number>`snapshot.revision::int`.as('revision')
		]);

const kept = new Kept<SnapshotKnown[]>(200);

/**
 * Snapshots of a plan, the oldest first; none: nothing was published yet.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export const all = (db: Db, plan: PlanRow): Promise<SnapshotKnown[]> =>
	kept.get(db, [plan.id, plan.seed_digest, plan.period_revision], () =>
		known(db).where('snapshot.plan_id', '=', plan.id).orderBy('snapshot.id').execute()
	);

/**
 * What was public by the end of a day, with the end of the latest period that had been published; before
 * the first publication what was known then of what it published. Null: nothing is published yet.
 */
export async function knownOn(db: Db, plan: PlanRow, day: IsoDate): Promise<SnapshotKnown | null> {
	const found = await all(db, plan);
	const until = Math.max(1, found.findLastIndex(({ publishedOn }) => publishedOn <= day) + 1);
	const known = found.slice(0, until);
	const last = known.at(-1);
	if (!last) return null;
	// a later version of an earlier period takes nothing back that was published since
	const asOf = known.map((one) => one.asOf).reduce((one, other) => (one > other ? one : other));
	return { ...last, asOf };
}

export interface Snapshot {
	id: string;
	period: { id: string; label: string };
	version: number;
	/** What was corrected; null: it is the first. */
	reason: string | null;
	asOf: IsoDate;
	publishedOn: IsoDate;
	/** SHA-256 over the facts and the figures, hexadecimal. */
	digest: string;
	/** Whether a later version of the same period was published. */
	isLatest: boolean;
}

/** The latest first. */
export async function ofPlan(db: Db, planId: string): Promise<Snapshot[]> {
	const rows = await db
		.selectFrom('snapshot')
		.innerJoin('reporting_period as period', 'period.id', 'snapshot.period_id')
		.where('snapshot.plan_id', '=', planId)
		.select(['snapshot.id', 'period.id as periodId', 'period.label', 'snapshot.version'])
		.select(['snapshot.reason', 'snapshot.as_of as asOf', 'snapshot.digest'])
		.select(['snapshot.published_on as publishedOn'])
		.select(
			sql<boolean>`not exists (
				select from snapshot as later
				where later.period_id = snapshot.period_id and later.version > snapshot.version
			)`.as('isLatest')
		)
		.orderBy('snapshot.id', 'desc')
		.execute();
	return rows.map(({ periodId, label, ...row }) => ({ ...row, period: { id: periodId, label } }));
}

/** The days on which the record of the plan itself was corrected after a snapshot, the latest first. */
export async function correctedSince(
	db: Db,
	plan: Pick<PlanRow, 'id' | 'time_zone'>,
	snapshotId: string
): Promise<IsoDate[]> {
	const rows = await db
		.selectFrom('plan_revision')
		.innerJoin('snapshot', 'snapshot.plan_id', 'plan_revision.plan_id')
		.where('plan_revision.plan_id', '=', plan.id)
		.where('snapshot.id', '=', snapshotId)
		.whereRef('plan_revision.revision', '>', 'snapshot.structure_revision')
		.where('way', '=', 'correction')
		.where('recorded_at', 'is not', null)
		.select(sql<IsoDate>`(recorded_at at time zone ${plan.time_zone})::date`.as('day'))
		.distinct()
		.orderBy('day', 'desc')
		.execute();
	return rows.map(({ day }) => day);
}

/** A document of a snapshot as it was sent, compressed by gzip; undefined: there is no such snapshot. */
export async function documentOf(
	db: Db,
	planId: string,
	{ id, document }: { id: string; document: 'facts' | 'figures' }
): Promise<{ bytes: Buffer; digest: string } | undefined> {
	return await db
		.selectFrom('snapshot')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.select([`${document} as bytes`, 'digest'])
		.executeTakeFirst();
}
