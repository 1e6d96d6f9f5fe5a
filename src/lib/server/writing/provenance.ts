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
	/** The subject is not there until a day to come: what is said of it waits for that day. */
	toCome?: boolean;
}

/** What is quoted, and where it stands; null: not known. */
export interface QuotedWords {
	quote: string | null;
	passageId: string | null;
	publicationId: string | null;
}

const noWords: QuotedWords = { quote: null, passageId: null, publicationId: null };

/**
 * Says of fields where they come from now. What the publication said of them before stays beside it:
 * quote, passage and publication are kept.
 */
export async function explainFields(
	trx: Trx,
	{ subject, fields, kind, reason, words, toCome = false }: Explained
): Promise<void> {
	if (fields.length === 0) return;
	const { quote, passageId, publicationId } = words ?? noWords;
	const nobody = { plan_id: null, element_id: null, kpi_id: null, organisation_id: null };
	await trx
		.insertInto(toCome ? 'provenance_to_come' : 'provenance')
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

/** The same, those marked that speak of elements and KPIs which are not there until a day to come. */
export async function onTheirDay(trx: Trx, explains: readonly Explained[]): Promise<Explained[]> {
	const ofElements = explains.flatMap(({ subject: of }) =>
		'element_id' in of ? of.element_id : []
	);
	const ofKpis = explains.flatMap(({ subject: of }) => ('kpi_id' in of ? of.kpi_id : []));
	const [elements, kpis] = [
		await idsThere(trx, 'element', ofElements),
		await idsThere(trx, 'kpi', ofKpis)
	];
	return explains.map((one) => {
		const { subject: of } = one;
		const isToCome =
			('element_id' in of && !elements.has(of.element_id)) ||
			('kpi_id' in of && !kpis.has(of.kpi_id));
		return isToCome ? { ...one, toCome: true } : one;
	});
}

async function idsThere(
	trx: Trx,
	table: 'element' | 'kpi',
	ids: readonly string[]
): Promise<Set<string>> {
	const rows = await trx
		.selectFrom(table)
		.where('id', '=', sql<string>`any(${ids}::bigint[])`)
		.select('id')
		.execute();
	return new Set(rows.map(({ id }) => id));
}
