/** How a write changes where the fields of a plan, an element, a KPI or an organisation come from. */
import { sql } from 'kysely';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { Trx } from '../db/connect.ts';

/** Exactly one of them. */
export type ProvenanceSubject =
	{ plan_id: string } | { element_id: string } | { kpi_id: string } | { organisation_id: string };

/** Fields just changed, and why they are as they are. */
export interface Explained {
	subject: ProvenanceSubject;
	fields: string[];
	kind: ProvenanceKind;
	reason: string;
	/** The words of a publication on which they rest; left out: those that were kept before stay. */
	words?: QuotedWords;
}

/** What is quoted, and where it stands; null: not known. */
export interface QuotedWords {
	quote: string | null;
	passageId: string | null;
	publicationId: string | null;
}

/** Whether the row is there that is spoken of: what an amendment adds from a day to come is not yet. */
async function isThere(trx: Trx, subject: ProvenanceSubject): Promise<boolean> {
	const [table, id] =
		'element_id' in subject
			? (['element', subject.element_id] as const)
			: 'kpi_id' in subject
				? (['kpi', subject.kpi_id] as const)
				: [];
	if (table === undefined) return true;
	return Boolean(await trx.selectFrom(table).where('id', '=', id).select('id').executeTakeFirst());
}

const noWords: QuotedWords = { quote: null, passageId: null, publicationId: null };

/**
 * Says of fields where they come from now. What the publication said of them before stays beside it:
 * quote, passage and publication are kept. Of what is not there until a day to come it waits for that day.
 */
export async function explainFields(
	trx: Trx,
	{ subject, fields, kind, reason, words }: Explained
): Promise<void> {
	if (fields.length === 0) return;
	const { quote, passageId, publicationId } = words ?? noWords;
	const nobody = { plan_id: null, element_id: null, kpi_id: null, organisation_id: null };
	const into = (await isThere(trx, subject)) ? 'provenance' : 'provenance_to_come';
	await trx
		.insertInto(into)
		.values(
			fields.map((field) => ({
				...nobody,
				...subject,
				field,
				kind,
				reason,
				passage_id: passageId,
				quote,
				publication_id: publicationId
			}))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['plan_id', 'element_id', 'kpi_id', 'organisation_id', 'field'])
				.doUpdateSet({
					...{ kind: sql`excluded.kind`, reason: sql`excluded.reason` },
					...(words && {
						quote: sql`excluded.quote`,
						passage_id: sql`excluded.passage_id`,
						publication_id: sql`excluded.publication_id`
					})
				})
		)
		.execute();
}
