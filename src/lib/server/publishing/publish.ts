/** The figures of a period become public: kept with the facts that they rest on, never to be changed. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql, type RawBuilder } from 'kysely';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PublicationStep } from '#lib/domain/reporting/publication.ts';
import { scopeOfSnapshot, type SnapshotKnown } from '#lib/domain/records/scope.ts';
import type { Db, Trx } from '../db/connect.ts';
import * as plans from '../facts/plans.ts';
import { factsDocument } from '../open-data/facts-document.ts';
import { figuresDocument } from '../open-data/figures-document.ts';
import { notify } from '../notices/notify.ts';
import { lockPeriod } from '../periods/commands.ts';
import { reporting } from '../periods/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { raisePeriodRevision } from '../writing/revision.ts';

const compressed = promisify(gzip);

/** A period as it is published. */
interface Published {
	planId: string;
	periodId: string;
	/** What was corrected since the version before; null: it is the first. */
	reason: string | null;
	byUser: string | null;
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
 * What a snapshot of a plan that is made now knows: the moment, and the revisions that the plan has by then.
 *
 * @param id its own
 */
export async function knownNow(
	db: Db,
	{ planId, periodId }: Pick<Published, 'planId' | 'periodId'>,
	id: RawBuilder<unknown>
): Promise<SnapshotKnown> {
	const { rows } = await sql<SnapshotKnown>`
		select (${id})::text as id, period.ends_on as "asOf",
			(moment.at at time zone plan.time_zone)::date as "publishedOn",
			to_char(moment.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') as "publishedAt",
			plan.structure_revision::int as "structureRevision", plan.revision::int as revision
		from plan join reporting_period as period on period.plan_id = plan.id,
			lateral (select clock_timestamp() as at) as moment
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
async function writeSnapshot(
	trx: Trx,
	published: Published,
	onStep: Job['onStep']
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

/** A publication that somebody waits for; see `publication.ts`. */
export interface Job {
	/** Asked first of all in the transaction: whether it is this process that does it. */
	claim: (trx: Trx) => Promise<void>;
	/** Told before each step. */
	onStep: (step: PublicationStep) => Promise<void>;
	/** The last of all in the transaction. */
	settle: (trx: Trx, snapshotId: string) => Promise<void>;
}

const nobodyWaits: Job = {
	claim: async () => {},
	onStep: async () => {},
	settle: async () => {}
};

export interface SentPublication {
	periodId: string;
	/** What was corrected since the version before; null: it is the first. */
	reason: string | null;
	today: IsoDate;
}

/** The period, locked, where it can be published; see {@link publish}. */
export async function lockPublishable(
	trx: Trx,
	planId: string,
	{ periodId, today }: Pick<SentPublication, 'periodId' | 'today'>
) {
	const period = await lockPeriod(trx, planId, periodId);
	if (!period) return undefined;
	if (!period.closed) throw new Refused('', 'period_still_open');
	if (period.dueOn >= today) throw new Refused('', 'period_not_over', { day: period.dueOn });
	return period;
}

/** A plan of many thousand activities is reckoned for longer than a connection may else be left alone. */
const patience = sql`set local idle_in_transaction_session_timeout = '2min'`;

/**
 * Publishes a period, or the next version of it, with all reports that were approved by now; the id of
 * the snapshot is returned. Reports that were not approved stay as they were known before.
 *
 * @throws Refused where the period is open, or its reports are still due, or nothing is new; NotAllowed
 */
export function publish(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	sent: SentPublication,
	{ claim, onStep, settle } = nobodyWaits
): Promise<string> {
	const { periodId, reason } = sent;
	return edit(db, actor, plan, {
		...{ may: 'conduct_periods', raises: 'reported', kind: 'period', id: periodId },
		...{ action: 'snapshot_published', reason },
		read: async (trx) => {
			await claim(trx);
			await patience.execute(trx);
			const period = await lockPublishable(trx, plan.id, sent);
			return period && { code: period.label, changes: changes({}, { published: period.label }) };
		},
		write: async (trx) => {
			await onStep('reports');
			const by = { byUser: actor.kind === 'user' ? actor.id : null };
			const id = await writeSnapshot(trx, { planId: plan.id, periodId, reason, ...by }, onStep);
			await notify(trx, {
				...(reason === null
					? { kind: 'published', reason: `published:${id}` }
					: { kind: 'corrected', reason: `corrected:${id}`, words: { reason } }),
				...{ planId: plan.id, periodId },
				to: { organisationIds: await reporting(trx, plan.id) }
			});
			await settle(trx, id);
			return { result: id };
		}
	});
}
