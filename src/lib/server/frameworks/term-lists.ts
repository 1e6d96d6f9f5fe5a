/** Axes as lists among a plan's notes: their terms, and where the words of these stand. */
import type { Provenance } from '#lib/domain/records/provenance.ts';
import type { TermList } from '#lib/domain/records/plan-note.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import type { Db } from '../db/connect.ts';

const termsOf = (db: Db) =>
	db
		.selectFrom('framework_term as term')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.leftJoin('passage', 'passage.id', 'term.passage_id')
		.leftJoin('publication', 'publication.id', 'passage.publication_id')
		.select(['term.id', 'term.axis_id', 'term.code', 'term.title', 'term.definition'])
		.select(['term.marker', 'term.provenance as own', 'term.reason as ownReason'])
		.select(['framework.slug', 'framework.title as framework', 'framework.edition'])
		.select(['framework.language', 'framework.provenance', 'framework.reason'])
		.select(['passage.code as passage', 'passage.text', 'publication.title as publication'])
		.select(['publication.publisher', 'publication.published_on', 'publication.address'])
		.orderBy('term.position');

type Row = Awaited<ReturnType<ReturnType<typeof termsOf>['execute']>>[number];

/** Where a term comes from: its own words where it says, else as its framework does. */
function originOf(row: Row): Provenance {
	const { code, own, ownReason, provenance, reason, text, passage, publication } = row;
	const { publisher, published_on: publishedOn, address } = row;
	return {
		field: `terms.${code}`,
		kind: own ?? provenance,
		reason: own === null ? reason : ownReason,
		quote: text,
		passage,
		publication:
			publication === null ? null : { title: publication, publisher, publishedOn, address }
	};
}

/** By the axis's id. */
export async function termLists(
	db: Db,
	axisIds: readonly string[]
): Promise<Map<string, TermList>> {
	if (axisIds.length === 0) return new Map();
	const rows = await termsOf(db)
		.where('term.axis_id', 'in', [...axisIds])
		.execute();
	return new Map(
		[...Map.groupBy(rows, (row) => row.axis_id)].map(([axisId, terms]) => {
			const { slug, framework, edition, language } = terms[0]!;
			const list: TermList = {
				framework: slug,
				title: frameworkTitle({ title: framework, edition }),
				language,
				terms: terms.map((row) => ({
					...{ code: row.code, title: row.title, definition: row.definition },
					...{ marker: row.marker, provenance: originOf(row) }
				}))
			};
			return [axisId, list];
		})
	);
}

/** Where the words of a framework's terms stand, by term id; those alone that stand in a passage. */
export async function termOrigins(db: Db, frameworkId: string): Promise<Map<string, Provenance>> {
	const rows = await termsOf(db)
		.where('term.framework_id', '=', frameworkId)
		.where('term.passage_id', 'is not', null)
		.execute();
	return new Map(rows.map((row) => [row.id, originOf(row)]));
}

/** What every axis is called, by its id. */
export async function axisNames(db: Db): Promise<Map<string, { framework: string; axis: string }>> {
	const rows = await db
		.selectFrom('framework_axis as axis')
		.innerJoin('framework', 'framework.id', 'axis.framework_id')
		.select(['axis.id', 'axis.slug', 'framework.slug as framework'])
		.execute();
	return new Map(rows.map(({ id, slug, framework }) => [id, { framework, axis: slug }]));
}
