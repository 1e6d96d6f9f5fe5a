import { sql } from 'kysely';
import type { ActivityEntry } from '#lib/domain/entries/activity-entry.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import {
	writersOfActivities,
	writersOfAllMoney,
	writersOfKpis,
	writtenBy,
	type Writers
} from './writers.ts';

/** The plan of an activity, or undefined where there is no such activity. */
export function planOfActivity(db: Db, elementId: string): Promise<PlanRow | undefined> {
	return db
		.selectFrom('plan')
		.innerJoin('element', 'element.plan_id', 'plan.id')
		.where('element.id', '=', elementId)
		.where('element.kind', '=', 'activity')
		.where('element.retired_at', 'is', null)
		.where('plan.draft', '=', false)
		.selectAll('plan')
		.executeTakeFirst();
}

/** The plan of a KPI, or undefined where there is no such KPI. */
export function planOfKpi(db: Db, kpiId: string): Promise<PlanRow | undefined> {
	return db
		.selectFrom('plan')
		.innerJoin('element', 'element.plan_id', 'plan.id')
		.innerJoin('kpi', 'kpi.element_id', 'element.id')
		.where('kpi.id', '=', kpiId)
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.where('plan.draft', '=', false)
		.selectAll('plan')
		.executeTakeFirst();
}

/** An organisation in a plan in which it, or one that reports through it, may have something to enter. */
export interface PlanOfOrganisation {
	plan: PlanRow;
	organisationId: string;
}

/**
 * Where organisations may have something to enter, by plan and then organisation: they own a part of
 * the plan, or a KPI of it names them. Whether anything is left to them there, {@link duties} knows.
 */
export async function plansOf(
	db: Db,
	organisationIds: readonly string[]
): Promise<PlanOfOrganisation[]> {
	const asked = db
		.selectFrom('organisation as one')
		.innerJoin('reporting_through as through', 'through.organisation_id', 'one.id')
		.innerJoin('organisation as asked', (join) =>
			join.on(sql<boolean>`asked.id in (one.id, through.through_id)`)
		)
		.where('asked.id', '=', sql<string>`any(${organisationIds}::bigint[])`)
		.select(['asked.id as organisationId', 'asked.acronym']);
	const owning = asked
		.innerJoin('owner', 'owner.organisation_id', 'one.id')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.where('owner.valid_to', 'is', null);
	const named = asked
		.innerJoin('kpi', 'kpi.reporter_id', 'one.id')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('kpi.retired_at', 'is', null);
	const rows = await db
		.with('pair', () =>
			owning
				.where('element.retired_at', 'is', null)
				.select('element.plan_id')
				.union(named.where('element.retired_at', 'is', null).select('element.plan_id'))
				.union(
					asked
						.innerJoin('roll_out_member_state as part', 'part.organisation_id', 'one.id')
						.innerJoin('roll_out', 'roll_out.id', 'part.roll_out_id')
						.select('roll_out.plan_id')
				)
		)
		.selectFrom('pair')
		.innerJoin('plan', 'plan.id', 'pair.plan_id')
		.where('plan.draft', '=', false)
		.selectAll('plan')
		.select('pair.organisationId')
		.orderBy('plan.title')
		.orderBy('plan.id')
		.orderBy('pair.acronym')
		.execute();
	return rows.map(({ organisationId, ...plan }) => ({ plan, organisationId }));
}

/** What organisations have to enter in a plan, by id; money by the id of its activity. */
export async function duties(
	db: Db,
	planId: string,
	organisationIds: readonly string[]
): Promise<Record<'activities' | 'kpis' | 'money', Set<string>>> {
	const live = db
		.selectFrom('element')
		.where('element.plan_id', '=', planId)
		.where('element.retired_at', 'is', null);
	const activities = live.where('element.kind', '=', 'activity').select('element.id');
	const by = (writers: Writers) => writtenBy(writers, organisationIds);
	const ids = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id));
	const [reported, paid, measured] = await Promise.all([
		activities.where('element.id', 'in', by(writersOfActivities(planId))).execute(),
		activities.where('element.id', 'in', by(writersOfAllMoney(planId))).execute(),
		live
			.innerJoin('kpi', 'kpi.element_id', 'element.id')
			.where('kpi.retired_at', 'is', null)
			.where('kpi.plan_id', '=', planId)
			.where('kpi.id', 'in', by(writersOfKpis(planId)))
			.select('kpi.id')
			.execute()
	]);
	return { activities: ids(reported), money: ids(paid), kpis: ids(measured) };
}

/** Organisations by id, as a heading names them. */
export function organisations(db: Db, ids: readonly string[]) {
	return db
		.selectFrom('organisation')
		.innerJoin('reporting_through as through', 'through.organisation_id', 'organisation.id')
		.where('id', '=', sql<string>`any(${ids}::bigint[])`)
		.select(['id', 'slug', 'acronym', 'name', 'through.through_id as reportsThroughId'])
		.orderBy('acronym')
		.execute();
}

export interface StoredUpdate extends Omit<ActivityEntry, 'reached'> {
	id: string;
	asOf: IsoDate;
	delivery: NonNullable<ActivityEntry['delivery']>;
	recordedAt: string;
	/** Who sent it: a name, or null where nobody is named. */
	recordedBy: string | null;
}

function updates(db: Db, elementId: string) {
	return db
		.selectFrom('activity_update as u')
		.leftJoin('user_account as person', 'person.id', 'u.recorded_by')
		.where('u.element_id', '=', elementId)
		.select([
			'u.id',
			'u.as_of as asOf',
			'u.delivery',
			'u.physical_percent as percent',
			'u.actual_start as actualStart',
			'u.actual_end as actualEnd',
			'u.slippage_cause as slippageCause',
			'u.recovery_on as recoveryOn',
			'u.declared_confidence as declaredConfidence',
			'u.declared_reason as declaredReason',
			'u.note',
			'u.recorded_at as recordedAt',
			'person.name as recordedBy'
		]);
}

type UpdateRow = Awaited<ReturnType<ReturnType<typeof updates>['execute']>>[number];

const asStored = (row: UpdateRow): StoredUpdate => ({
	...row,
	percent: row.percent === null ? null : Number(row.percent),
	recordedAt: row.recordedAt.toISOString()
});

/** An activity's latest updates, the newest first: by the day they speak of, then as they came. */
export async function lastUpdates(
	db: Db,
	elementId: string,
	limit: number
): Promise<StoredUpdate[]> {
	const rows = await updates(db, elementId)
		.orderBy('u.as_of', 'desc')
		.orderBy('u.id', 'desc')
		.limit(limit)
		.execute();
	return rows.map(asStored);
}

/** The update of an activity that came last, whatever day it speaks of. */
export async function newestUpdate(db: Db, elementId: string) {
	const row = await updates(db, elementId)
		.select('u.recorded_by as recorderId')
		.orderBy('u.id', 'desc')
		.executeTakeFirst();
	return row && { ...asStored(row), recorderId: row.recorderId };
}

export async function findUpdate(
	db: Db,
	elementId: string,
	id: string
): Promise<StoredUpdate | undefined> {
	const row = await updates(db, elementId).where('u.id', '=', id).executeTakeFirst();
	return row && asStored(row);
}
