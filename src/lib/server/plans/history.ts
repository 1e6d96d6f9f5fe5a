/** What was done to a plan, from the audit log. */
import { sql } from 'kysely';
import type { Fields } from '#lib/domain/records/changes.ts';
import { workRecordNames } from '#lib/kinds/work-records.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';

export interface HistoryEntry {
	id: string;
	at: Date;
	/** Null where nobody was signed in, as for an operator's command. */
	by: string | null;
	actorId: string | null;
	action: string;
	subjectKind: string;
	subjectId: string | null;
	/** The element on which a budget line or a record of work hangs; else null. */
	elementId: string | null;
	detail: { code?: string; reason?: string | null; before?: Fields; after?: Fields };
}

export const historyPageSize = 50;

const entries = (db: Db) =>
	db
		.selectFrom('audit_entry')
		.leftJoin('user_account', 'user_account.id', 'audit_entry.actor_id')
		.orderBy('audit_entry.id', 'desc')
		.select([
			'audit_entry.id',
			'audit_entry.occurred_at as at',
			'user_account.name as by',
			'audit_entry.actor_id as actorId',
			'audit_entry.action',
			'audit_entry.subject_kind as subjectKind',
			'audit_entry.subject_id as subjectId',
			'audit_entry.detail'
		])
		.select(
			sql<string | null>`case audit_entry.subject_kind
				when 'budget_line' then ${elementOf('budget_line_version')}
				${sql.join(
					workRecordNames.map((name) => sql`when ${sql.lit(name)} then ${elementOf(name)}`),
					sql` `
				)}
			end`.as('elementId')
		);

/** The element of what an entry is about, found in a table. */
const elementOf = (table: string) => sql`(
	select one.element_id from ${sql.table(table)} one where one.id::text = audit_entry.subject_id limit 1
)`;

/** What was done to the records of an element's work. */
const ofItsWork = (elementId: string) =>
	sql.join(
		workRecordNames.map(
			(name) => sql`or audit_entry.subject_kind = ${name} and audit_entry.subject_id in (
				select id::text from ${sql.table(name)} where element_id = ${elementId})`
		),
		sql` `
	);

/** What was done to an element, to all that hangs on it, and by which amendments. */
const concerns = (elementId: string) => sql<boolean>`(
	audit_entry.subject_kind = 'element' and audit_entry.subject_id = ${elementId}
	or audit_entry.subject_kind = 'kpi' and audit_entry.subject_id in (
		select id::text from kpi where element_id = ${elementId})
	or audit_entry.subject_kind = 'budget_line' and audit_entry.subject_id in (
		select id::text from budget_line_version where element_id = ${elementId})
	${ofItsWork(elementId)}
	or audit_entry.action = 'amendment_adopted' and audit_entry.subject_id in (
		select amendment_id::text from amendment_change where kind = 'element' and record_id = ${elementId})
)`;

/**
 * A plan's entries, newest first, one page of them.
 *
 * @param asked `before`: entries older than this id, left out: from the newest; `elementId`: of that
 *   element alone
 */
export async function history(
	db: Db,
	planId: string,
	{ before, elementId }: { before?: string | undefined; elementId?: string | undefined } = {}
): Promise<{ entries: HistoryEntry[]; older: string | null }> {
	const rows = await entries(db)
		.where('audit_entry.plan_id', '=', planId)
		.$if(before !== undefined, (query) => query.where('audit_entry.id', '<', before!))
		.$if(elementId !== undefined, (query) => query.where(concerns(elementId!)))
		.limit(historyPageSize + 1)
		.execute();
	const page = rows.slice(0, historyPageSize);
	return { entries: page, older: rows.length > page.length ? page.at(-1)!.id : null };
}

/** One entry of a plan; undefined where it has none such. */
export async function entryOf(
	db: Db,
	planId: string,
	id: string
): Promise<HistoryEntry | undefined> {
	if (!isId(id)) return undefined;
	return await entries(db)
		.where('audit_entry.plan_id', '=', planId)
		.where('audit_entry.id', '=', id)
		.executeTakeFirst();
}

/** The last that was done to one thing; undefined where the log has nothing of it. */
export async function lastEdit(
	db: Db,
	about: { kind: string; id: string }
): Promise<HistoryEntry | undefined> {
	return await entries(db)
		.where('audit_entry.subject_kind', '=', about.kind)
		.where('audit_entry.subject_id', '=', about.id)
		// who was refused has changed nothing
		.where('audit_entry.action', '<>', 'denied')
		.limit(1)
		.executeTakeFirst();
}

/** All that was done to one thing, newest first, at most as many as on a page. */
export async function historyOfThing(
	db: Db,
	about: { kind: string; id: string }
): Promise<HistoryEntry[]> {
	return await entries(db)
		.where('audit_entry.subject_kind', '=', about.kind)
		.where('audit_entry.subject_id', '=', about.id)
		.where('audit_entry.action', '<>', 'denied')
		.limit(historyPageSize)
		.execute();
}

/** One record of which the log does not tell all that its fields were. */
export interface UntoldRecord {
	kind: string;
	/** Its own, or that of the element on which it hangs; null: the plan's, which has none. */
	code: string | null;
	fields: string[];
}

export interface Untold {
	records: UntoldRecord[];
	/** When the last of these changes was made. */
	until: Date;
}

/**
 * Of which fields the log does not tell all that they were; null: it tells of all.
 *
 * @param elementId left out: of the whole plan
 */
export async function untold(db: Db, planId: string, elementId?: string): Promise<Untold | null> {
	const { rows } = await sql<UntoldRecord & { until: Date }>`
		with placed as (
			select change.*, case change.kind
				when 'element' then record_id
				when 'kpi' then (select element_id from kpi where kpi.id = record_id)
				when 'budget_line' then (
					select max(v.element_id) from budget_line_version v
					where v.plan_id = change.plan_id and v.id = record_id
				)
			end as element_id
			from untold_change change where plan_id = ${planId}
		)
		select placed.kind, array_agg(field order by field) as fields,
			max(entry.occurred_at) as until,
			case placed.kind when 'kpi' then (select code from kpi where kpi.id = record_id)
				else element.code end as code
		from placed
		join audit_entry entry on entry.id = placed.entry_id
		left join element on element.id = placed.element_id
		where ${elementId ?? null}::bigint is null or placed.element_id = ${elementId ?? null}::bigint
		group by placed.kind, record_id, element.code
		order by code nulls first, placed.kind, record_id
	`.execute(db);
	if (rows.length === 0) return null;
	const moments = rows.map(({ until }) => until.getTime());
	return {
		records: rows.map(({ until: _, ...record }) => record),
		until: new Date(Math.max(...moments))
	};
}
