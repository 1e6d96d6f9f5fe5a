import { sql, type Transaction } from 'kysely';
import {
	activityProblems,
	settled,
	type ActivityContext,
	type ActivityEntry
} from '#lib/domain/activity-entry.ts';
import { today as todayIn } from '#lib/domain/dates.ts';
import type { Problem } from '#lib/domain/entered.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { IsoDate } from '#lib/domain/records.ts';
import { append } from '../audit/entries.ts';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema.ts';
import { NotFound } from '../errors.ts';
import { raiseRevision } from '../plans/commands.ts';
import { Conflict, Invalid, refusing } from './errors.ts';
import { sameEntry } from './same-entry.ts';
import { takingReport } from './reports.ts';
import { standing, writersOfActivity, type Standing } from './writers.ts';

type Trx = Transaction<Database>;

export interface SentUpdate extends ActivityEntry {
	activityId: string;
	/** Made by the form: the same one sent twice is stored once. */
	requestId: string;
	/** The activity's newest update when the form was opened; null: there was none. */
	seen: string | null;
}

interface Subject {
	planId: string;
	context: ActivityContext;
	reached: Map<string, IsoDate | null>;
}

/** Reads what an update is held against, and keeps other updates of the same activity waiting. */
async function lockSubject(trx: Trx, activityId: string, now: Date): Promise<Subject> {
	const row = await trx
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('element.id', '=', activityId)
		.where('element.kind', '=', 'activity')
		.where('element.retired_at', 'is', null)
		.select(['plan.id', 'plan.time_zone', 'plan.period_start', 'plan.period_end'])
		.select('element.planned_start')
		.forNoKeyUpdate('element')
		.executeTakeFirst();
	if (!row) throw new NotFound();
	const milestones = await reachedMilestones(trx, activityId);
	return {
		planId: row.id,
		reached: new Map(milestones.map(({ id, reachedOn }) => [id, reachedOn])),
		context: {
			today: todayIn(row.time_zone, now),
			periodStart: row.period_start,
			periodEnd: row.period_end,
			plannedStart: row.planned_start,
			milestones
		}
	};
}

function reachedMilestones(trx: Trx, activityId: string) {
	return trx
		.selectFrom('milestone')
		.where('element_id', '=', activityId)
		.select((eb) => [
			'milestone.id',
			eb
				.selectFrom('milestone_reached as reached')
				.whereRef('reached.milestone_id', '=', 'milestone.id')
				.orderBy('reached.id', 'desc')
				.limit(1)
				.select('reached.reached_on')
				.as('reachedOn')
		])
		.orderBy('position')
		.execute();
}

/** The update that the same form stored before; throws {@link Conflict} where it said something else. */
async function storedBefore(trx: Trx, sent: SentUpdate): Promise<string | undefined> {
	const row = await trx
		.selectFrom('activity_update')
		.where('request_id', '=', sent.requestId)
		.where('element_id', '=', sent.activityId)
		.selectAll()
		.executeTakeFirst();
	if (row && !sameEntry(row, sent)) throw new Conflict();
	return row?.id;
}

async function refuseUnseen(trx: Trx, { activityId, seen }: SentUpdate): Promise<void> {
	const newest = await trx
		.selectFrom('activity_update')
		.where('element_id', '=', activityId)
		.select('id')
		.orderBy('id', 'desc')
		.executeTakeFirst();
	if ((newest?.id ?? null) !== seen) throw new Conflict();
}

const heldByDatabase: Record<string, Problem> = {
	activity_update_physical_percent_check: { field: 'percent', problem: 'percent_out_of_range' },
	activity_update_check: { field: 'actual_end', problem: 'end_before_start' },
	activity_update_check1: { field: 'percent', problem: 'completed_below_100' },
	activity_update_check2: { field: 'percent', problem: 'not_started_above_0' }
};

/** Stores the update where the person still owns the activity: one statement asks and writes. */
async function insertUpdate(
	trx: Trx,
	sent: SentUpdate,
	as: Standing,
	reportId: string | null
): Promise<string> {
	const row = await trx
		.insertInto('activity_update')
		.columns([
			'element_id',
			'report_id',
			'as_of',
			'recorded_by',
			'delivery',
			'physical_percent',
			'actual_start',
			'actual_end',
			'recovery_on',
			'slippage_cause',
			'note',
			'request_id'
		])
		.expression((eb) =>
			eb
				.selectFrom('element')
				.where('element.id', '=', sent.activityId)
				.where('element.kind', '=', 'activity')
				.where('element.retired_at', 'is', null)
				.where(as.mayWrite)
				.select([
					'element.id',
					sql`${reportId}::bigint`.as('report_id'),
					sql`${sent.asOf}::date`.as('as_of'),
					sql`${as.actorId}::bigint`.as('recorded_by'),
					sql`${sent.delivery}::text`.as('delivery'),
					sql`${sent.percent}::numeric`.as('physical_percent'),
					sql`${sent.actualStart}::date`.as('actual_start'),
					sql`${sent.actualEnd}::date`.as('actual_end'),
					sql`${sent.recoveryOn}::date`.as('recovery_on'),
					sql`${sent.slippageCause}::text`.as('slippage_cause'),
					sql`${sent.note}::text`.as('note'),
					sql`${sent.requestId}::uuid`.as('request_id')
				])
		)
		.onConflict((conflict) => conflict.column('request_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw new NotFound();
	return row.id;
}

/** Appends what changed of the milestones; a day taken back is a row too. */
async function insertReached(trx: Trx, sent: SentUpdate, subject: Subject, as: Standing) {
	const changed = sent.reached.filter(
		({ milestoneId, on }) =>
			subject.reached.has(milestoneId) && (subject.reached.get(milestoneId) ?? null) !== on
	);
	if (changed.length === 0) return;
	await trx
		.insertInto('milestone_reached')
		.values(
			changed.map(({ milestoneId, on }) => ({
				milestone_id: milestoneId,
				reached_on: on,
				recorded_by: as.actorId
			}))
		)
		.execute();
}

/**
 * Appends an update of an activity to the report at hand, and returns its id. Sent twice it is stored
 * once. Throws {@link NotFound} for what is another's, {@link Conflict} where somebody reported since
 * the form was opened, {@link Invalid} where a rule is broken; then nothing is stored.
 */
export function recordUpdate(db: Db, actor: Actor, sent: SentUpdate, now: Date): Promise<string> {
	return db.transaction().execute(async (trx) => {
		const as = await standing(trx, actor, writersOfActivity(sent.activityId));
		const subject = await lockSubject(trx, sent.activityId, now);
		const byMilestones = subject.context.milestones.length > 0;
		const entry = { ...sent, ...settled(sent, byMilestones) };
		const before = await storedBefore(trx, entry);
		if (before) return before;
		await refuseUnseen(trx, entry);
		const problems = activityProblems(sent, subject.context);
		if (problems.length > 0) throw new Invalid(problems);
		const reportId = await takingReport(trx, subject.planId, as, subject.context.today);
		const id = await refusing(heldByDatabase, () => insertUpdate(trx, entry, as, reportId));
		await insertReached(trx, entry, subject, as);
		await raiseRevision(trx, subject.planId);
		await append(trx, {
			actorId: as.actorId,
			action: 'activity_reported',
			planId: subject.planId,
			subjectKind: 'element',
			subjectId: sent.activityId,
			detail: {
				update: id,
				report: reportId,
				...(as.onBehalf ? { on_behalf_of: as.organisationId } : {})
			}
		});
		return id;
	});
}
