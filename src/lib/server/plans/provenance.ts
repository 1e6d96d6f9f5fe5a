/** Where the fields of a plan, an element or a KPI come from, and how an edit changes that. */
import { sql } from 'kysely';
import type { ProvenanceKind } from '#lib/domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import type { EditedPlan, Trx } from './editing.ts';

/** Exactly one of them. */
export type ProvenanceSubject = { plan_id: string } | { element_id: string } | { kpi_id: string };

export interface FieldProvenance {
	kind: ProvenanceKind;
	quote: string | null;
	reason: string | null;
	publication: string | null;
}

/** The provenance of each field of a subject that has one, by the field's name. */
export async function provenance(
	db: Db,
	subject: ProvenanceSubject
): Promise<Record<string, FieldProvenance>> {
	const [column, id] = Object.entries(subject)[0] as ['plan_id' | 'element_id' | 'kpi_id', string];
	const rows = await db
		.selectFrom('provenance')
		.leftJoin('passage', 'passage.id', 'provenance.passage_id')
		.leftJoin('publication', (join) =>
			join.on('publication.id', '=', (eb) =>
				eb.fn.coalesce('provenance.publication_id', 'passage.publication_id')
			)
		)
		.where(`provenance.${column}`, '=', id)
		.select([
			'provenance.field',
			'provenance.kind',
			'provenance.quote',
			'provenance.reason',
			'publication.title as publication'
		])
		.execute();
	return Object.fromEntries(rows.map(({ field, ...rest }) => [field, rest]));
}

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
