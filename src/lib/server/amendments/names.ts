/** What the records and the references of an amendment's changes are called. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { DatedKind } from '../writing/written.ts';

/** By kind and id, as `element 12`; also of what only a draft has. */
export type RecordNames = Map<string, string>;

const longestName = 60;

/** The code of the element that a field names, of the plan or of the draft. */
const codeOf = (field: string): RawBuilder<string> =>
	sql`(select code from drafted_element where id = f ->> ${sql.lit(field)})`;

/** A note has no name: it is known by how it begins. */
function noteName(of: RawBuilder<unknown>): RawBuilder<string> {
	const text = sql`${of} ->> 'text'`;
	return sql`case when length(${text}) > ${longestName}
		then regexp_replace(left(${text}, ${longestName}), '\s+\S*$', '') || '…' else ${text} end`;
}

/** A name of a record, made of its last version or of what a draft says of it. */
const nameOf: Record<DatedKind, RawBuilder<string>> = {
	plan: sql`f ->> 'title'`,
	element: sql`concat_ws(' ', f ->> 'code', coalesce(f ->> 'short_title', f ->> 'title'))`,
	owner: sql`concat_ws(' ', ${codeOf('element_id')},
		(select acronym from organisation where id = (f ->> 'organisation_id')::bigint))`,
	milestone: sql`concat_ws(' ', ${codeOf('element_id')}, f ->> 'title')`,
	element_term: sql`concat_ws(' ', ${codeOf('element_id')},
		(select code from framework_term where id = (f ->> 'term_id')::bigint))`,
	element_link: sql`concat_ws(' → ', ${codeOf('element_id')}, ${codeOf('serves_id')})`,
	kpi: sql`concat_ws(' ', f ->> 'code', f ->> 'title')`,
	kpi_target: sql`concat_ws(' ',
		(select code from kpi where id = (f ->> 'kpi_id')::bigint), f ->> 'due_on')`,
	budget_line: sql`concat_ws(' ', ${codeOf('element_id')},
		(select title from fund_source where id = (f ->> 'fund_source_id')::bigint),
		f ->> 'appropriation_year')`,
	plan_note: noteName(sql`f`),
	plan_note_element: sql`concat_ws(' → ', (
		select ${noteName(sql`to_jsonb(note)`)} from plan_note_version note
		where note.id = (f ->> 'note_id')::bigint order by holds_from desc, revision desc limit 1
	), ${codeOf('element_id')})`
};

/** Names of all records that an amendment changes. */
export async function recordNames(db: Db, amendmentId: string): Promise<RecordNames> {
	const names: RecordNames = new Map();
	for (const kind of Object.keys(nameOf) as DatedKind[]) {
		const { rows } = await sql<{ id: string; name: string }>`
			with drafted as (
				select record_id, jsonb_object_agg(field, after) as fields from amendment_change
				where amendment_id = ${amendmentId} and kind = ${kind} group by record_id
			),
			drafted_element as (
				select id::text, code from element
				union all
				select record_id::text, after #>> '{}' from amendment_change
				where amendment_id = ${amendmentId} and kind = 'element' and field = 'code' and before is null
			),
			latest as (
				select distinct on (v.id) v.id, to_jsonb(v) as fields
				from ${sql.table(`${kind}_version`)} v join drafted on drafted.record_id = v.id
				order by v.id, v.holds_from desc, v.revision desc
			),
			named as (
				select drafted.record_id as id, coalesce(latest.fields, drafted.fields) as f
				from drafted left join latest on latest.id = drafted.record_id
			)
			select id, ${nameOf[kind]} as name from named
		`.execute(db);
		for (const { id, name } of rows) names.set(`${kind} ${id}`, name);
	}
	return names;
}

/** What ids in fields stand for: elements by code, organisations by acronym, terms and funds by theirs. */
export async function referenceNames(db: Db, planId: string): Promise<RecordNames> {
	const { rows } = await sql<{ key: string; name: string }>`
		select 'element ' || id as key, code as name from element where plan_id = ${planId}
		union all select 'organisation ' || id, acronym from organisation
		union all select 'term ' || id, code from framework_term
		union all select 'fund_source ' || id, title from fund_source where plan_id = ${planId}
	`.execute(db);
	return new Map(rows.map(({ key, name }) => [key, name]));
}
