import { sql, type Selectable } from 'kysely';
import {
	activityProblems,
	settled,
	updateBefore,
	type ActivityEntry
} from '#lib/domain/entries/activity-entry.ts';
import type { PlannedCourse } from '#lib/domain/entries/declared-confidence.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate, MilestoneRecord } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { ActivityUpdateTable } from '../db/schema/reports.ts';
import { statement } from '../db/statement.ts';
import type { Batch } from '../writing/write.ts';
import { enter, seenAs, type InName, type Writing } from './entering.ts';
import { lockActivity, type ActivitySubject } from './subjects.ts';
import { stillMay, writersOfActivity } from './writers.ts';

export interface SentUpdate extends ActivityEntry, InName {
	activityId: string;
	requestId: string;
	/** The activity's newest update when the form was opened; null: there was none. */
	seen: string | null;
	/** What was asked of the form and is meant so. */
	confirmed?: readonly string[];
}

type Row = Selectable<ActivityUpdateTable>;

interface Reported extends ActivitySubject {
	milestones: MilestoneRecord[];
	course: PlannedCourse;
}

const lock = lockActivity(writersOfActivity);

/** The milestones are read once the activity is locked: what waited sees what was there before. */
async function locked(trx: Trx, activityId: string, now: Date): Promise<Reported | undefined> {
	const subject = await lock(trx, activityId, now);
	if (!subject) return undefined;
	const milestones = await milestonesOf(trx, { activityId });
	const { plannedStart, plannedEnd, confidenceRules: rules } = subject;
	return { ...subject, milestones, course: { plannedStart, plannedEnd, milestones, rules } };
}

const milestonesOf = statement((db, given: { activityId: string }) =>
	db
		.selectFrom('milestone')
		.where('element_id', '=', given.activityId)
		.select((eb) => [
			'milestone.id',
			'milestone.title',
			'milestone.planned_on as plannedOn',
			sql<number>`milestone.weight::float8`.as('weight'),
			eb
				.selectFrom('milestone_reached as reached')
				.whereRef('reached.milestone_id', '=', 'milestone.id')
				.orderBy('reached.id', 'desc')
				.limit(1)
				.select('reached.reached_on')
				.as('reachedOn')
		])
		.orderBy('position')
);

/** The newest update, the one that came under the same request, and the one before the entry's day. */
const stored = statement((db, given: Pick<SentUpdate, 'activityId' | 'requestId' | 'asOf'>) =>
	db
		.selectFrom('activity_update')
		.where('element_id', '=', given.activityId)
		.where((eb) => {
			const newest = eb
				.selectFrom('activity_update')
				.where('element_id', '=', given.activityId)
				.select((of) => of.fn.max('id').as('id'));
			const before = eb
				.selectFrom('activity_update')
				.where('element_id', '=', given.activityId)
				.where('as_of', '<=', sql<IsoDate>`${given.asOf}::date`)
				.orderBy('as_of', 'desc')
				.orderBy('id', 'desc')
				.limit(1)
				.select('id');
			const isRequest = eb('request_id', '=', given.requestId);
			return eb.or([eb('id', '=', newest), eb('id', '=', before), isRequest]);
		})
		.selectAll()
		.orderBy('id')
);

/** For each milestone of the activity what the entry says of it; of one unknown to the form nothing. */
const complete = (sent: SentUpdate, { milestones }: Reported): SentUpdate => {
	const days = new Map(sent.reached.map(({ milestoneId, on }) => [milestoneId, on]));
	const reached = milestones.map(({ id }) => ({ milestoneId: id, on: days.get(id) ?? null }));
	return { ...sent, reached };
};

const toStore = (sent: SentUpdate, { milestones }: Reported): SentUpdate => ({
	...sent,
	...settled(sent, milestones.length > 0)
});

const number = (text: string | null) => (text === null ? null : Number(text));

/** What an entry for a day is compared with. */
const before = (rows: Row[], asOf: IsoDate | null) =>
	updateBefore(
		rows.map(({ id, as_of, physical_percent, note }) => {
			return { id, asOf: as_of, percent: number(physical_percent), note };
		}),
		asOf
	);

/** Whether a stored update says what an entry says; its milestones stand in rows of their own. */
function says(row: Row, entry: ActivityEntry): boolean {
	return (
		row.delivery === entry.delivery &&
		number(row.physical_percent) === entry.percent &&
		row.as_of === entry.asOf &&
		row.actual_start === entry.actualStart &&
		row.actual_end === entry.actualEnd &&
		row.recovery_on === entry.recoveryOn &&
		row.slippage_cause === entry.slippageCause &&
		row.declared_confidence === entry.declaredConfidence &&
		row.declared_reason === entry.declaredReason &&
		row.note === entry.note
	);
}

/** Stores the update where the person still owns the activity: one statement asks and writes. */
const insertUpdate = statement((db, given: SentUpdate & Writing) =>
	db
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
			'declared_confidence',
			'declared_reason',
			'note',
			'request_id'
		])
		.expression((eb) =>
			eb
				.selectFrom('element')
				.where('element.id', '=', given.activityId)
				.where(stillMay(writersOfActivity(given.activityId), given.asOneOf))
				.select([
					'element.id',
					sql`${given.reportId}::bigint`.as('report_id'),
					sql`${given.asOf}::date`.as('as_of'),
					sql`${given.actorId}::bigint`.as('recorded_by'),
					sql`${given.delivery}::text`.as('delivery'),
					sql`${given.percent}::numeric`.as('physical_percent'),
					sql`${given.actualStart}::date`.as('actual_start'),
					sql`${given.actualEnd}::date`.as('actual_end'),
					sql`${given.recoveryOn}::date`.as('recovery_on'),
					sql`${given.slippageCause}::text`.as('slippage_cause'),
					sql`${given.declaredConfidence}::text`.as('declared_confidence'),
					sql`${given.declaredReason}::text`.as('declared_reason'),
					sql`${given.note}::text`.as('note'),
					sql`${given.requestId}::uuid`.as('request_id')
				])
		)
		.onConflict((conflict) => conflict.column('request_id').doNothing())
		.returning('id')
);

/** Appends what changed of the milestones; a day taken back is a row too. */
async function insertReached(trx: Trx, sent: SentUpdate, activity: Reported, as: Writing) {
	const before = new Map(activity.milestones.map(({ id, reachedOn }) => [id, reachedOn]));
	const changed = sent.reached.filter(
		({ milestoneId, on }) => (before.get(milestoneId) ?? null) !== on
	);
	if (changed.length === 0) return;
	await trx
		.insertInto('milestone_reached')
		.values(
			changed.map(({ milestoneId, on }) => ({
				milestone_id: milestoneId,
				report_id: as.reportId,
				reached_on: on,
				recorded_by: as.actorId
			}))
		)
		.execute();
}

/** Appends an update of an activity, and what it says of its milestones; see `enter`. */
export function recordUpdate(
	db: Db,
	actor: Actor,
	sent: SentUpdate,
	now: Date,
	batch?: Batch
): Promise<string> {
	return enter(
		db,
		actor,
		{
			action: 'activity_reported',
			about: { kind: 'element', id: sent.activityId },
			seen: sent.seen,
			requestIds: [sent.requestId],
			day: sent.asOf,
			dated: { field: 'as_of', mayBeEarlier: false },
			items: [{ kind: 'activity', id: sent.activityId }],
			behalfOf: sent.behalfOf,
			confirmed: sent.confirmed,
			read: async (trx) => {
				const activity = await locked(trx, sent.activityId, now);
				if (!activity) return undefined;
				const rows = await stored(trx, sent);
				const [entry, asStored] = [complete(sent, activity), toStore(sent, activity)];
				return {
					...activity,
					rows: rows.map((row) => seenAs(row, says(row, asStored))),
					problems: activityProblems(entry, { ...activity, before: before(rows, entry.asOf) })
				};
			},
			write: async (trx, activity, as) => {
				const entry = toStore(complete(sent, activity), activity);
				const rows = await insertUpdate(trx, { ...entry, ...as });
				if (rows.length > 0) await insertReached(trx, entry, activity, as);
				return rows.map(({ id }) => id);
			},
			rows: 'update'
		},
		batch
	);
}
