/**
 * Who enters what, as SQL, so that it can stand inside the statements that write: no row is written by
 * whoever has just lost the right to.
 *
 * An activity is reported by any of its owners: its lead, co-leads and reporters. Its money is entered
 * by its lead alone, since figures to date have one account, and by its other owners only where no
 * lead is set. A KPI is measured by the organisation named for it; where none is, by the owners of its
 * element; and where an objective or goal has no owner, by those who lead activities beneath it.
 */
import { sql, type RawBuilder } from 'kysely';
import { permission, type Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { NotFound } from '../writing/refusals.ts';

/** An organisation that enters something, and the one in whose report that stands. */
export interface Writer {
	organisation_id: string;
	reports_through_id: string;
}

export type Writers = RawBuilder<Writer>;
/** An id, or the column in which it stands. */
export type IdOrColumn = string | RawBuilder<unknown>;

/** Owners as writers of their elements; a condition names `o`, the owner. */
const ownersWhere = (condition: RawBuilder<unknown>): Writers => sql<Writer>`
	select o.element_id as written_id, g.organisation_id, g.through_id as reports_through_id
	from owner o join reporting_through g using (organisation_id)
	where o.valid_to is null and ${condition}
	order by o.role = 'lead' desc, organisation_id
`;

const isLeadOrNobodyIs = sql`(
	o.role = 'lead' or not exists (
		select from owner lead
		where lead.element_id = o.element_id and lead.role = 'lead' and lead.valid_to is null
	)
)`;

/** A condition names `k`, the KPI. */
const measurersWhere = (condition: RawBuilder<unknown>): Writers => sql<Writer>`
	select k.id as written_id, g.organisation_id, g.through_id as reports_through_id
	from kpi k
	cross join lateral (
		select k.reporter_id as id where k.reporter_id is not null
		union
		select o.organisation_id from owner o
		where k.reporter_id is null and o.element_id = k.element_id and o.valid_to is null
		union
		select o.organisation_id
		from (
			select k.element_id as id
			union all select child.id from element child where child.parent_id = k.element_id
		) as parent
		join element activity on activity.parent_id = parent.id
		join owner o on o.element_id = activity.id and o.role = 'lead' and o.valid_to is null
		where activity.kind = 'activity' and activity.retired_at is null
			and k.reporter_id is null and not exists (
				select from owner o where o.element_id = k.element_id and o.valid_to is null
			)
	) as writer
	join reporting_through g on g.organisation_id = writer.id
	where ${condition}
	order by g.organisation_id
`;

export const writersOfActivity = (elementId: IdOrColumn): Writers =>
	ownersWhere(sql`o.element_id = ${elementId}`);

export const writersOfMoney = (elementId: IdOrColumn): Writers =>
	ownersWhere(sql`o.element_id = ${elementId} and ${isLeadOrNobodyIs}`);

export const writersOfKpi = (kpiId: IdOrColumn): Writers => measurersWhere(sql`k.id = ${kpiId}`);

const inPlan = (planId: string) =>
	sql`o.element_id in (select id from element where plan_id = ${planId} and retired_at is null)`;

/** Of every activity of a plan at once, but for those that are retired. */
export const writersOfActivities = (planId: string): Writers => ownersWhere(inPlan(planId));

export const writersOfAllMoney = (planId: string): Writers =>
	ownersWhere(sql`${inPlan(planId)} and ${isLeadOrNobodyIs}`);

export const writersOfKpis = (planId: string): Writers =>
	measurersWhere(sql`k.plan_id = ${planId} and k.retired_at is null`);

/** Some writers: those that are one of these organisations, or report through one. */
const isOneOf = (organisationIds: readonly string[] | null) => sql<boolean>`(
	w.organisation_id = any(${organisationIds}::bigint[])
	or w.reports_through_id = any(${organisationIds}::bigint[])
)`;

/** Whether one of these organisations, or one that reports through it, is among the writers. */
const among = (writers: Writers, organisationIds: readonly string[] | null) =>
	sql<boolean>`exists (select from (${writers}) as w where ${isOneOf(organisationIds)})`;

/** What these organisations write, or those that report through them, by id. */
export const writtenBy = (writers: Writers, organisationIds: readonly string[]) =>
	sql<string>`(select w.written_id from (${writers}) as w where ${isOneOf(organisationIds)})`;

/** The organisations for which a person reports: none that has ended. */
export function organisationsOf(actor: Actor): string[] {
	if (actor.kind === 'public') return [];
	return actor.grants.flatMap(({ organisationId, ended }) => (ended ? [] : (organisationId ?? [])));
}

/** Those for which a person reported until they ended. */
export function endedOrganisationsOf(actor: Actor): string[] {
	if (actor.kind === 'public') return [];
	return actor.grants.flatMap(({ organisationId, ended }) => (ended ? (organisationId ?? []) : []));
}

/** True where a person may still write: stands in the statement that writes. */
export const stillMay = (writers: Writers, asOneOf: string[] | null) => sql<boolean>`(
	${asOneOf}::bigint[] is null or ${among(writers, asOneOf)}
)`;

/** In whose name something is written. */
export interface Standing {
	actorId: string;
	organisationId: string;
	/** The organisation in whose report it stands. */
	reportsThroughId: string;
	/** Written by the planner for the organisation; the audit log says so. */
	onBehalf: boolean;
	/** The person's organisations, of which one must be a writer; null: the planner's, for all of them. */
	asOneOf: string[] | null;
}

const isOne = (ids: readonly string[]) => (one: Writer) =>
	ids.includes(one.organisation_id) || ids.includes(one.reports_through_id);

/** The writers as one column of a row that is read anyhow. */
export const listOf = (writers: Writers) => sql<Writer[]>`(
	select coalesce(json_agg(json_build_object(
		'organisation_id', w.organisation_id::text, 'reports_through_id', w.reports_through_id::text
	)), '[]') from (${writers}) as w
)`;

/** The organisations of which one must be a person's, for that person to write. */
export const organisationsAmong = (all: Writer[]): string[] =>
	all.flatMap((one) => [one.organisation_id, one.reports_through_id]);

/**
 * In whose name a person writes who may.
 *
 * @param all those who write, as they were read
 * @param behalfOf whose report is meant where the planner writes; left out: that of the first who writes
 * @throws NotFound where nobody writes
 */
export function inNameOf(
	actor: Actor,
	all: Writer[],
	onBehalf: boolean,
	behalfOf?: string
): Standing {
	const ids = organisationsOf(actor);
	const meant = behalfOf === undefined ? all : all.filter(isOne([behalfOf]));
	const as = onBehalf ? meant[0] : all.find(isOne(ids));
	if (!as || actor.kind === 'public') throw new NotFound();
	return {
		actorId: actor.id,
		organisationId: as.organisation_id,
		reportsThroughId: as.reports_through_id,
		onBehalf,
		asOneOf: onBehalf ? null : ids
	};
}

/**
 * Whether a person may write, and in whose name. What is another's answers as if it were not there:
 * throws {@link NotFound}.
 *
 * @param behalfOf see {@link inNameOf}
 */
export async function standing(
	db: Db,
	actor: Actor,
	writers: Writers,
	behalfOf?: string
): Promise<Standing> {
	const { rows } = await writers.execute(db);
	const subject = { organisationIds: organisationsAmong(rows) };
	const permitted = permission(actor, 'write_report', subject);
	if (permitted === 'refused') throw new NotFound();
	return inNameOf(actor, rows, permitted === 'on_behalf', behalfOf);
}
