/** Keeps what can be found in step with the plans. */
import { sql, type RawBuilder } from 'kysely';
import type { Db, Trx } from '../db/connect.ts';

const present = sql`element.plan_id = entry_plan.id and element.retired_at is null`;

/** Who answers for an element now, and the office that measures a KPI, by acronym and name. */
const ownersOf = sql`(
	select string_agg(concat_ws(' ', organisation.acronym, organisation.name), ' ')
	from owner join organisation on organisation.id = owner.organisation_id
	where owner.element_id = element.id and owner.valid_to is null
)`;

/** What a note says, with the terms of the axis that follow its words. */
const noteWords = sql`concat_ws(' ', topic, subtopic, plan_note.text, (
	select string_agg(concat_ws(' ', term.title, term.definition), ' ' order by term.position)
	from framework_term as term where term.axis_id = plan_note.axis_id
))`;

const notesOf = sql`(
	select string_agg(${noteWords}, ' ')
	from plan_note_element join plan_note on plan_note.id = plan_note_element.note_id
	where plan_note_element.element_id = element.id
)`;

/** Where it is done: administrative units, by the last state of each. */
const placesOf = sql`(
	select string_agg(concat_ws(' ', unit_name, unit_code), ' ')
	from (
		select distinct on (coalesce(record_id, id)) unit_name, unit_code, withdrawn
		from location where location.element_id = element.id
		order by coalesce(record_id, id), id desc
	) as place
	where not withdrawn
)`;

/** The publication's own words for it. */
const quotedFor = (subject: RawBuilder<unknown>) => sql`(
	select string_agg(coalesce(provenance.quote, passage.text), ' ')
	from provenance left join passage on passage.id = provenance.passage_id
	where ${subject} and provenance.kind in ('source', 'public_record')
)`;

const notesOfPlan = sql`(
	select string_agg(${noteWords}, ' ')
	from plan_note
	where plan_note.plan_id = entry_plan.id
		and not exists (select from plan_note_element where note_id = plan_note.id)
)`;

const entries = (planId: string) => sql`
	with entry_plan as (select * from plan where id = ${planId} and not draft)
	select entry_plan.id as plan_id, null::bigint as element_id, null::bigint as kpi_id,
		null::text as code, entry_plan.title,
		concat_ws(' ', entry_plan.title, entry_plan.short_title) as titles, null::text as owners,
		concat_ws(' ', entry_plan.description, entry_plan.vision, entry_plan.mission, ${notesOfPlan}) as texts
	from entry_plan
	union all
	select entry_plan.id, element.id, null, element.code, element.title,
		concat_ws(' ', element.title, element.short_title), ${ownersOf},
		concat_ws(' ', element.description, ${notesOf}, ${placesOf}, ${quotedFor(sql`provenance.element_id = element.id`)})
	from entry_plan join element on ${present}
	union all
	select entry_plan.id, null, kpi.id, kpi.code, kpi.title, kpi.title,
		concat_ws(' ', organisation.acronym, organisation.name),
		concat_ws(' ', kpi.definition, kpi.means_of_verification, ${quotedFor(sql`provenance.kpi_id = kpi.id`)})
	from entry_plan join element on ${present}
		join kpi on kpi.element_id = element.id and kpi.retired_at is null
		left join organisation on organisation.id = kpi.reporter_id
`;

/**
 * Writes what can be found of a plan as the plan is now, of one that is not adopted nothing; what is as before stays as it is. Stands in the
 * transaction of whatever changes a plan, its elements, its KPIs, their owners or what is said of them.
 */
export async function indexPlan(trx: Trx, planId: string): Promise<void> {
	await sql`
		with present as materialized (
			select entry.*, md5(row(code, title, titles, owners, texts)::text) as digest
			from (${entries(planId)}) as entry
		), gone as (
			delete from search_entry where plan_id = ${planId} and not exists (
				select from present
				-- 0 is no id, and equal values are found faster than nulls that are alike
				where coalesce(present.element_id, 0) = coalesce(search_entry.element_id, 0)
					and coalesce(present.kpi_id, 0) = coalesce(search_entry.kpi_id, 0)
			)
		), written as (
			insert into search_entry (plan_id, element_id, kpi_id, code, title, digest, words)
			select plan_id, element_id, kpi_id, code, title, digest,
				words_vector(code, 'A') || words_vector(titles, 'B') || words_vector(owners, 'C')
					|| words_vector(texts, 'D')
			from present
			where not exists (
				select from search_entry as stored
				where stored.plan_id = ${planId} and stored.digest = present.digest
					and coalesce(stored.element_id, 0) = coalesce(present.element_id, 0)
					and coalesce(stored.kpi_id, 0) = coalesce(present.kpi_id, 0)
			)
			on conflict (plan_id, element_id, kpi_id) do update
				set code = excluded.code, title = excluded.title, digest = excluded.digest,
					words = excluded.words
			returning words
		)
		insert into search_word (word)
		select distinct word from written, unnest(tsvector_to_array(words)) as word
		-- in one order everywhere, so that of two who write the same words neither waits for the other
		order by word
		on conflict do nothing
	`.execute(trx);
}

/**
 * The same for all plans, where they came without it: from a copy, or from an earlier version.
 *
 * @param ends asked after each plan, since there may be many
 */
export async function indexMissingPlans(db: Db, ends = () => false): Promise<void> {
	const missing = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('search_entry')
						.whereRef('search_entry.plan_id', '=', 'plan.id')
						.select('search_entry.id')
				)
			)
		)
		.select('id')
		.orderBy('id')
		.execute();
	for (const { id } of missing) {
		if (ends()) return;
		await db.transaction().execute((trx) => indexPlan(trx, id));
	}
}
