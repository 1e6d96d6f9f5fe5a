/** How an edit changes where the fields of a plan, an element or a KPI come from. */
import { sql } from 'kysely';
import type { EditedPlan, Trx } from './editing.ts';

/** Exactly one of them. */
export type ProvenanceSubject = { plan_id: string } | { element_id: string } | { kpi_id: string };

/**
 * Says of fields just changed why they are as they are. What the publication said of them before
 * stays beside it: quote, passage and publication are kept.
 */
export async function explainFields(
	trx: Trx,
	plan: EditedPlan,
	subject: ProvenanceSubject,
	fields: string[],
	reason: string
): Promise<void> {
	if (fields.length === 0) return;
	const kind = plan.demonstration ? ('demo' as const) : ('editorial' as const);
	const nobody = { plan_id: null, element_id: null, kpi_id: null, organisation_id: null };
	await trx
		.insertInto('provenance')
		.values(
			fields.map((field) => ({
				...nobody,
				...subject,
				field,
				kind,
				reason,
				passage_id: null,
				quote: null,
				publication_id: null
			}))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['plan_id', 'element_id', 'kpi_id', 'organisation_id', 'field'])
				.doUpdateSet({ kind: sql`excluded.kind`, reason: sql`excluded.reason` })
		)
		.execute();
}
