/** A snapshot is made: the figures of a period as they are known at a moment, with the facts that they rest on. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql, type RawBuilder } from 'kysely';
import { scopeOfSnapshot, type SnapshotKnown } from '#lib/domain/records/scope.ts';
import type { PublicationStep } from '#lib/domain/reporting/publication.ts';
import type { Db, Trx } from '../db/connect.ts';
import { writtenMoment } from '../facts/as-known.ts';
import * as plans from '../facts/plans.ts';
import { factsDocument } from '../open-data/facts-document.ts';
import { figuresDocument } from '../open-data/figures-document.ts';
import { Refused } from '../writing/refusals.ts';
import { raisePeriodRevision } from '../writing/revision.ts';

const compressed = promisify(gzip);

/** A period as it is published. */
export interface Published {
	planId: string;
	periodId: string;
	/** What was corrected since the version before; null: it is the first. */
	reason: string | null;
	byUser: string | null;
	/** ISO 8601; left out: now. */
	at?: string;
}

/** The version that follows the last one of a period. */
export async function nextVersion(trx: Trx, periodId: string): Promise<number> {
	const { last } = await trx
		.selectFrom('snapshot')
		.where('period_id', '=', periodId)
		.select((eb) => eb.fn.max('version').as('last'))
		.executeTakeFirstOrThrow();
	return Number(last ?? 0) + 1;
}

/**
 * What a snapshot of a plan knows: its moment, which is now unless another is given, and the revisions that
 * the plan has.
 *
 * @param id its own
 */
export async function knownNow(
	db: Db,
	{ planId, periodId, at = null }: { planId: string; periodId: string; at?: string | null },
	id: RawBuilder<unknown>
): Promise<SnapshotKnown> {
	const { rows } = await sql<SnapshotKnown>`
		select (${id})::text as id, period.ends_on as "asOf",
			(moment.at at time zone plan.time_zone)::date as "publishedOn",
			${writtenMoment('moment.at')} as "publishedAt",
			plan.structure_revision::int as "structureRevision", plan.revision::int as revision
		from plan join reporting_period as period on period.plan_id = plan.id,
			lateral (select coalesce(${at}::timestamptz, clock_timestamp()) as at) as moment
		where plan.id = ${planId} and period.id = ${periodId}
	`.execute(db);
	return rows[0]!;
}

const nextId = sql`nextval(pg_get_serial_sequence('snapshot', 'id'))`;

/** Leads the approved reports of a period, and of those before it, on to be public; says how many. */
async function publishReports(
	trx: Trx,
	{ planId, byUser }: Published,
	{ id, asOf, publishedAt }: SnapshotKnown
): Promise<number> {
	const { rows } = await sql<{ id: string }>`
		insert into report_transition (report_id, state, act, occurred_at, by_user, snapshot_id)
		select report.id, 'published', 'publish', ${publishedAt}::timestamptz, ${byUser}::bigint, ${id}::bigint
		from report join reporting_period as period on period.id = report.period_id,
			lateral (
				select state from report_transition as step
				where step.report_id = report.id order by step.id desc limit 1
			) as last
		where period.plan_id = ${planId} and period.ends_on <= ${asOf}::date and last.state = 'approved'
		order by report.id
		returning id
	`.execute(trx);
	return rows.length;
}

/** Refuses the next version of a period where nothing is new, or nobody says what was corrected. */
export function refuseSame(version: number, reports: number, reason: string | null): void {
	if (version === 1 || reason !== null) return;
	throw reports === 0
		? new Refused('', 'nothing_to_publish')
		: new Refused('reason', 'reason_needed');
}

/** Stores the snapshot of a period, with its documents, in the transaction; its id is returned. */
export async function writeSnapshot(
	trx: Trx,
	published: Published,
	onStep: (step: PublicationStep) => Promise<void>
): Promise<string> {
	const { planId, periodId, reason, byUser } = published;
	const version = await nextVersion(trx, periodId);
	const snapshot = await knownNow(trx, published, nextId);
	refuseSame(version, await publishReports(trx, published, snapshot), reason);
	const plan = await plans.findById(trx, planId);
	const scope = scopeOfSnapshot(snapshot, snapshot.publishedOn);
	await onStep('facts');
	const facts = JSON.stringify(await factsDocument(trx, plan, scope));
	await onStep('figures');
	const figures = JSON.stringify(await figuresDocument(trx, plan, scope));
	await onStep('keeping');
	await sql`
		insert into snapshot (id, plan_id, period_id, version, reason, as_of, published_on, published_at,
			by_user, structure_revision, revision, facts, figures, digest)
		overriding system value values (
			${snapshot.id}, ${planId}, ${periodId}, ${version}, ${version === 1 ? null : reason},
			${snapshot.asOf}, ${snapshot.publishedOn}, ${snapshot.publishedAt}::timestamptz, ${byUser},
			${snapshot.structureRevision}, ${snapshot.revision},
			${await compressed(facts)}, ${await compressed(figures)}, ${digestOf(facts, figures)}
		)
	`.execute(trx);
	await raisePeriodRevision(trx, planId);
	return snapshot.id;
}

/** What a snapshot's two documents hash to, one after the other with a line break between: SHA-256, hexadecimal. */
const digestOf = (facts: string, figures: string): string =>
	createHash('sha256').update(`${facts}\n${figures}`).digest('hex');
