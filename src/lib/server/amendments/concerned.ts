/** Whose work an amendment changes. */
import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';

/**
 * The organisations that lead or support what an amendment changed, gained or lost it by that, or enter
 * a KPI that it changed: by those through whom they report, ascending.
 */
export async function concerned(
	trx: Trx,
	{ planId, amendmentId }: { planId: string; amendmentId: string }
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		with changed as (
			select distinct kind, record_id as id from amendment_change where amendment_id = ${amendmentId}
		),
		touched_kpi as (
			select id from changed where kind = 'kpi'
			union select target.kpi_id from kpi_target_version as target
				join changed on changed.kind = 'kpi_target' and changed.id = target.id
		),
		touched as (
			select id from changed where kind = 'element'
			union select v.element_id from milestone_version as v
				join changed on changed.kind = 'milestone' and changed.id = v.id
			union select v.element_id from element_term_version as v
				join changed on changed.kind = 'element_term' and changed.id = v.id
			union select v.element_id from element_link_version as v
				join changed on changed.kind = 'element_link' and changed.id = v.id
			union select v.element_id from plan_note_element_version as v
				join changed on changed.kind = 'plan_note_element' and changed.id = v.id
					or changed.kind = 'plan_note' and changed.id = v.note_id
			union select v.element_id from budget_line_version as v
				join changed on changed.kind = 'budget_line' and changed.id = v.id
			union select v.element_id from kpi_version as v join touched_kpi using (id)
		),
		writer as (
			select organisation_id from owner
				where element_id in (select id from touched) and valid_to is null
			union select v.organisation_id from owner_version as v
				join changed on changed.kind = 'owner' and changed.id = v.id
				where v.plan_id = ${planId}
			union select reporter_id from kpi join touched_kpi using (id) where reporter_id is not null
		)
		select distinct through.through_id as id
		from writer join reporting_through as through using (organisation_id)
		order by 1
	`.execute(trx);
	return rows.map(({ id }) => id);
}
