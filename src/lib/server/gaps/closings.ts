/** What was made of gaps, as it stands now. */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

export interface GapClosing {
	/** Of the gap. */
	key: string;
	elementId: string;
	code: string;
	title: string;
	/** Null: it is in the plan. */
	amendment: { id: string; title: string } | null;
}

/** Where it is kept what gaps became, of which thing, and what the gap is called there. */
const kept = {
	checklist: { table: 'checklist_closing', of: 'one.checklist_id', key: 'one.item_key' },
	assessment: { table: 'assessment_closing', of: 'one.assessment_id', key: 'one.criterion' }
} as const;

/**
 * What gaps are being closed by: activities that are in the plan, and those of drafts. What was given up,
 * retired or taken out of its draft again is left out.
 *
 * @param ids of checklists or assessments
 */
export async function closings(
	db: Db,
	source: keyof typeof kept,
	ids: readonly string[]
): Promise<GapClosing[]> {
	const { table, of, key } = kept[source];
	const { rows } = await sql<
		Omit<GapClosing, 'amendment'> & { amendmentId: string | null; amendment: string }
	>`
		with drafted as (
			select amendment_id, record_id,
				max(after #>> '{}') filter (where field = 'code') as code,
				max(after #>> '{}') filter (where field = 'title') as title
			from amendment_change where kind = 'element' group by amendment_id, record_id
		)
		select ${sql.ref(key)} as key, one.element_id as "elementId",
			coalesce(element.code, drafted.code) as code,
			coalesce(element.title, drafted.title) as title,
			case when element.id is null then amendment.id end as "amendmentId",
			amendment.title as amendment
		from ${sql.table(table)} one
		left join element on element.id = one.element_id
		left join amendment on amendment.id = one.amendment_id
		left join drafted on drafted.amendment_id = one.amendment_id and drafted.record_id = one.element_id
		where ${sql.ref(of)} = any(${[...ids]}::bigint[]) and (
			(element.id is not null and element.retired_at is null)
			or (element.id is null and amendment.abandoned_at is null and drafted.title is not null)
		)
		order by one.id
	`.execute(db);
	return rows.map(({ amendmentId, amendment, ...row }) => ({
		...row,
		amendment: amendmentId === null ? null : { id: amendmentId, title: amendment }
	}));
}
