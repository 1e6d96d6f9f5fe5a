/** Everything ever reported of one activity, corrections included. */
import { sql } from 'kysely';
import { reportedShare } from '#lib/domain/progress/activity-progress.ts';
import type { ElementRecord, IsoDate } from '#lib/domain/records/records.ts';
import type { Confidence, DeliveryState, SlippageCause } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { isReported, type AsKnown } from '../facts/as-known.ts';

export interface HistoryRow {
	id: string;
	asOf: IsoDate;
	recordedAt: Date;
	/** In whose name it was recorded; null where nothing tells. */
	acronym: string | null;
	delivery: DeliveryState;
	/** 0 … 100; where the activity has milestones their share, as it was known with this record. */
	percent: number | null;
	recoveryOn: IsoDate | null;
	slippageCause: SlippageCause | null;
	/** What its owner said of its chances; null: nothing declared. */
	declaredConfidence: Confidence | null;
	/** Why; of older records it stands in the note. */
	declaredReason: string | null;
	note: string | null;
	/** False where a later record corrected it. */
	stands: boolean;
}

const mostRows = 100;

/**
 * What was said of the activity's milestones, by their ids, with an update or after it, until the next
 * one: a report may name them a moment later than the update.
 */
const reachedThen = (known: AsKnown) => sql<Record<string, IsoDate | null> | null>`(
	select json_object_agg(milestone.id, (
		select reached.reached_on from milestone_reached as reached
		where reached.milestone_id = milestone.id
			and ${isReported(known, 'reached')}
			and reached.recorded_at < coalesce((
				select next.recorded_at from activity_update as next
				where next.element_id = update.element_id and next.id > update.id
				order by next.id limit 1
			), 'infinity')
		order by reached.id desc limit 1
	)) from milestone where milestone.element_id = update.element_id
)`;

/** Of those who owned the activity then, the one for which the person reports: the lead before others. */
const ownerWhoRecorded = (timeZone: string) => sql<string | null>`(
	select named.acronym
	from owner
	join organisation as own on own.id = owner.organisation_id
	join organisation as named on named.id = coalesce(own.reports_through_id, own.id)
	join role_grant on role_grant.user_id = update.recorded_by
		and role_grant.organisation_id in (own.id, named.id)
	where owner.element_id = update.element_id
		and (update.recorded_at at time zone ${timeZone})::date
			between coalesce(owner.valid_from, '-infinity') and coalesce(owner.valid_to, 'infinity')
	order by owner.role = 'lead' desc, own.id
	limit 1
)`;

function updates(db: Db, known: AsKnown, elementId: string) {
	return db
		.selectFrom('activity_update as update')
		.leftJoin('report', 'report.id', 'update.report_id')
		.leftJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('update.element_id', '=', elementId)
		.where(isReported(known, 'update'))
		.select([
			'update.id',
			'update.as_of as asOf',
			'update.recorded_at as recordedAt',
			'update.delivery',
			'update.physical_percent as physicalPercent',
			'update.recovery_on as recoveryOn',
			'update.slippage_cause as slippageCause',
			'update.declared_confidence as declaredConfidence',
			'update.declared_reason as declaredReason',
			'update.note',
			sql<string | null>`coalesce(organisation.acronym, ${ownerWhoRecorded(known.timeZone)})`.as(
				'acronym'
			),
			reachedThen(known).as('reached')
		])
		.orderBy('update.as_of', 'desc')
		.orderBy('update.id', 'desc')
		.limit(mostRows)
		.execute();
}

type Activity = Pick<ElementRecord, 'id' | 'milestones'>;
type UpdateRow = Awaited<ReturnType<typeof updates>>[number];

/** How far an update said that the activity was, in percent. */
function percentOf({ milestones }: Activity, { reached, physicalPercent, ...update }: UpdateRow) {
	const then = milestones.map((one) => ({ ...one, reachedOn: reached?.[one.id] ?? null }));
	const reported = physicalPercent === null ? null : Number(physicalPercent);
	const share = reportedShare(
		{ milestones: then },
		{ ...update, physicalPercent: reported },
		update.asOf
	);
	return share === null ? null : share * 100;
}

/** As known on the day, what speaks of the latest day first; of one day the last record stands. */
export async function elementHistory(
	db: Db,
	known: AsKnown,
	activity: Activity
): Promise<HistoryRow[]> {
	const rows = await updates(db, known, activity.id);
	return rows.map((row, index) => {
		const { reached: _reached, physicalPercent: _percent, ...said } = row;
		const stands = rows[index - 1]?.asOf !== row.asOf;
		return { ...said, percent: percentOf(activity, row), stands };
	});
}
