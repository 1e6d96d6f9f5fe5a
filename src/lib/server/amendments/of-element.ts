/** What adopted amendments changed of one element, and of all that hangs on it. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';
import type { DatedKind } from '../writing/written.ts';
import { fieldChanges, type Amendment, type FieldChange } from './queries.ts';

export interface ElementAmendment {
	amendment: Amendment;
	changes: FieldChange[];
}

/** All records that hang on an element or did so once, with the element itself, as `kind id`. */
async function recordsOf(db: Db, planId: string, elementId: string): Promise<Set<string>> {
	const { rows } = await sql<{ kind: DatedKind; id: string }>`
		select 'element' as kind, ${elementId}::bigint as id
		union select 'owner', id from owner_version where plan_id = ${planId} and element_id = ${elementId}
		union select 'milestone', id from milestone_version
			where plan_id = ${planId} and element_id = ${elementId}
		union select 'element_term', id from element_term_version
			where plan_id = ${planId} and element_id = ${elementId}
		union select 'element_link', id from element_link_version
			where plan_id = ${planId} and element_id = ${elementId}
		union select 'kpi', id from kpi_version where plan_id = ${planId} and element_id = ${elementId}
		union select 'budget_line', id from budget_line_version
			where plan_id = ${planId} and element_id = ${elementId}
		union select 'plan_note_element', id from plan_note_element_version
			where plan_id = ${planId} and element_id = ${elementId}
		union select 'plan_note', note_id from plan_note_element_version
			where plan_id = ${planId} and element_id = ${elementId}
		union select 'kpi_target', target.id from kpi_target_version target
			join kpi_version kpi on kpi.id = target.kpi_id
			where target.plan_id = ${planId} and kpi.plan_id = ${planId} and kpi.element_id = ${elementId}
	`.execute(db);
	return new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
}

/** Those that hold by a day and were known, the latest first. */
export async function amendmentsOf(
	db: Db,
	known: AsKnown,
	elementId: string,
	on: IsoDate
): Promise<ElementAmendment[]> {
	const adopted = await db
		.selectFrom('amendment')
		.where('plan_id', '=', known.planId)
		.where('adopted_at', 'is not', null)
		.where('holds_from', '<=', on)
		.where(wasKnown(known, 'amendment.adopted_at'))
		.selectAll()
		.orderBy('holds_from', 'desc')
		.orderBy('id', 'desc')
		.execute();
	if (adopted.length === 0) return [];
	const records = await recordsOf(db, known.planId, elementId);
	const found: ElementAmendment[] = [];
	for (const amendment of adopted) {
		const changes = (await fieldChanges(db, amendment.id)).filter(({ kind, recordId }) =>
			records.has(`${kind} ${recordId}`)
		);
		if (changes.length > 0) found.push({ amendment, changes });
	}
	return found;
}
