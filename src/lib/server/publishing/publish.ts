/** The figures of a period become public: kept with the facts that they rest on, never to be changed. */
import { sql } from 'kysely';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PublicationStep } from '#lib/domain/reporting/publication.ts';
import type { Db, Trx } from '../db/connect.ts';
import { notify } from '../notices/notify.ts';
import { lockPeriod } from '../periods/commands.ts';
import { reporting } from '../periods/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { writeSnapshot } from './write-snapshot.ts';

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
