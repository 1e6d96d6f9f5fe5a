/**
 * A publication is asked for and then carried out, by this process or, where this one ends meanwhile, by
 * another: the row says that it is owed, and an advisory lock, which a process cannot take with it, who
 * is at it. All that it does is one transaction, so that after any end everything of it is there or nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { changes } from '#lib/domain/records/changes.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { PublicationStep } from '#lib/domain/reporting/publication.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { NotAllowed, NotFound, Refused } from '../writing/refusals.ts';
import { includedReports } from './preview.ts';
import { lockPublishable, publish, type SentPublication } from './publish.ts';
import { nextVersion, refuseSame } from './write-snapshot.ts';

/** A failure that is none of the planner's doing is not tried for ever. */
const mostTries = 5;
/** Soon after a start, since a process that was killed may have left something. */
const looksFirstMilliseconds = 2_000;
/** Rarely enough that the connections of a server that nobody asks anything are given back meanwhile. */
const looksAgainMilliseconds = 20_000;

/** Another process is at it, or it is done. */
class Taken extends Error {
	override name = 'Taken';
}

/**
 * Asks for the publication of a period, or of its next version; the id of what is owed is returned.
 *
 * @throws Refused as `publish`, and where one is under way; NotAllowed
 */
export function ask(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	sent: SentPublication
): Promise<string> {
	const { periodId, reason } = sent;
	return edit(db, actor, plan, {
		...{ may: 'conduct_periods', raises: 'nothing', kind: 'period', id: periodId },
		...{ action: 'publication_asked', reason },
		read: async (trx) => {
			const period = await lockPublishable(trx, plan.id, sent);
			if (!period) return undefined;
			const reports = await includedReports(trx, plan.id, period.endsOn);
			refuseSame(await nextVersion(trx, periodId), reports.length, reason);
			if ((await latestOf(trx, periodId))?.ended === false)
				throw new Refused('', 'publication_running');
			return { code: period.label, changes: changes({}, { asked: period.label }) };
		},
		write: async (trx) => {
			if (actor.kind !== 'user') throw new NotAllowed();
			const { id } = await trx
				.insertInto('publishing')
				.values({ plan_id: plan.id, period_id: periodId, reason, asked_by: actor.id })
				.returning('id')
				.executeTakeFirstOrThrow();
			return { result: id };
		}
	});
}

export interface Publication {
	id: string;
	/** What is being done; null: nobody has begun, or it ended. */
	step: PublicationStep | null;
	ended: boolean;
	/** Why it came to nothing: what it was refused for, or `failed`; null: it did not. */
	problem: string | null;
}

/** The last publication of a period that was asked for; undefined: none was. */
export async function latestOf(db: Db, periodId: string): Promise<Publication | undefined> {
	return await db
		.selectFrom('publishing')
		.where('period_id', '=', periodId)
		.orderBy('id', 'desc')
		.select(['id', 'step', 'problem', sql<boolean>`ended_at is not null`.as('ended')])
		.executeTakeFirst();
}

const lock = (id: string) => sql`pg_try_advisory_xact_lock(hashtext('publishing'), ${id}::int)`;

/** Keeps others away until the transaction ends, however it does. */
async function claim(trx: Trx, id: string): Promise<void> {
	const { rows } = await sql<{ mine: boolean }>`select ${lock(id)} as mine`.execute(trx);
	if (!rows[0]?.mine) throw new Taken();
	const owed = await trx
		.selectFrom('publishing')
		.where('id', '=', id)
		.where('ended_at', 'is', null)
		.select('id')
		.executeTakeFirst();
	if (!owed) throw new Taken();
}

/** Says for others to see what is done now; that they cannot is no reason to leave off. */
async function say(db: Db, id: string, step: PublicationStep): Promise<void> {
	await db
		.updateTable('publishing')
		.set((eb) => ({ step, ...(step === 'reports' && { tries: eb('tries', '+', 1) }) }))
		.where('id', '=', id)
		.execute()
		.catch(() => {});
}

async function settle(trx: Trx, id: string, snapshotId: string): Promise<void> {
	await trx
		.updateTable('publishing')
		.set({ ended_at: sql<Date>`clock_timestamp()`, snapshot_id: snapshotId })
		.where('id', '=', id)
		.execute();
}

/** Gives it up, unless somebody is at it. */
async function giveUp(db: Db, id: string, problem: string): Promise<void> {
	await db
		.updateTable('publishing')
		.set({ ended_at: sql<Date>`clock_timestamp()`, problem })
		.where('id', '=', id)
		.where('ended_at', 'is', null)
		.where(sql<boolean>`${lock(id)}`)
		.execute();
}

/** Whoever asked, with the rights of now. */
async function askedBy(db: Db, userId: string): Promise<Actor> {
	const grants = await db
		.selectFrom('role_grant')
		.innerJoin('user_account as account', 'account.id', 'role_grant.user_id')
		.where('account.id', '=', userId)
		.where('account.disabled_at', 'is', null)
		.select(['role_grant.role', 'role_grant.organisation_id as organisationId'])
		.$castTo<{ role: Role; organisationId: string | null }>()
		.execute();
	return { kind: 'user', id: userId, grants };
}

const whyNot = (cause: unknown): string | null => {
	if (cause instanceof Refused) return cause.reason;
	return cause instanceof NotAllowed || cause instanceof NotFound ? 'failed' : null;
};

const owed = (db: Db) =>
	db
		.selectFrom('publishing as one')
		.innerJoin('plan', 'plan.id', 'one.plan_id')
		.where('one.ended_at', 'is', null)
		.select(['one.id', 'one.period_id as periodId', 'one.reason', 'one.tries'])
		.select(['one.asked_by as askedBy', 'plan.id as planId'])
		.select(['plan.demonstration', 'plan.time_zone as timeZone'])
		.orderBy('one.id');

type Owed = Awaited<ReturnType<ReturnType<typeof owed>['execute']>>[number];

/** Carries one out where nobody else is at it; what fails stays owed, until it failed often. */
async function carryOut(db: Db, one: Owed, now: Date): Promise<void> {
	const { id, planId, periodId, reason } = one;
	if (one.tries >= mostTries) return await giveUp(db, id, 'failed');
	const sent = { periodId, reason, today: todayIn(one.timeZone, now) };
	const plan = { id: planId, demonstration: one.demonstration };
	try {
		await publish(db, await askedBy(db, one.askedBy), plan, sent, {
			claim: (trx) => claim(trx, id),
			onStep: (step) => say(db, id, step),
			settle: (trx, snapshotId) => settle(trx, id, snapshotId)
		});
	} catch (cause) {
		if (cause instanceof Taken) return;
		const problem = whyNot(cause);
		if (problem === null) throw cause;
		await giveUp(db, id, problem);
	}
}

/** Carries out a publication that was just asked for; waits for it no longer than it is told. */
export async function begin(db: Db, id: string, now: Date, milliseconds: number): Promise<void> {
	const one = await owed(db).where('one.id', '=', id).executeTakeFirst();
	if (!one) return;
	// what fails is tried again, here or elsewhere
	const done = carryOut(db, one, now).catch(noted);
	await Promise.race([done, wait(milliseconds, undefined, { ref: false })]);
}

function noted(cause: unknown): void {
	const { code = 'unknown' } = cause as { code?: string };
	console.error(`A publication is tried again: ${String(code).slice(0, 40)}`);
}

/** Takes up what is owed and nobody does, until the signal ends it. */
export async function keepPublishing(db: Db, present: () => Date, end: AbortSignal): Promise<void> {
	let rests = looksFirstMilliseconds;
	while (!end.aborted) {
		try {
			await wait(rests, undefined, { signal: end, ref: false });
			rests = looksAgainMilliseconds;
			for (const one of await owed(db).execute()) await carryOut(db, one, present()).catch(noted);
		} catch {
			// the end, or a database that is away: it is tried again
		}
	}
}
