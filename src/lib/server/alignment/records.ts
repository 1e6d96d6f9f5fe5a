/** What is kept of alignments, as their tables have it: of each record its last state, that was known. */
import { sql } from 'kysely';
import type { Parent, StatementKind } from '#lib/domain/alignment/links.ts';
import type {
	AlignmentRecord,
	Kept,
	OutsidePlan,
	OutsideStatement
} from '#lib/domain/alignment/records.ts';
import type { Origin, Quote } from '#lib/domain/records/origin.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { AlignedKind } from '#lib/kinds/alignment.ts';
import type { Db } from '../db/connect.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';

interface Row {
	id: string;
	record: string;
	withdrawn: boolean;
	provenance_kind: ProvenanceKind;
	provenance_reason: string | null;
	quotes: Quote[];
	publication_title: string | null;
	published_on: IsoDate | null;
	publication_address: string | null;
}
interface AlignmentRow extends Row {
	plan_id: string;
	element_id: string | null;
	parent_plan_id: string | null;
	parent_element_id: string | null;
	outside_plan_id: string | null;
	outside_statement_id: string | null;
	framework_term_id: string | null;
	rationale: string;
	share: string | null;
	valid_from: IsoDate | null;
	valid_to: IsoDate | null;
}
interface OutsidePlanRow extends Row {
	outside_title: string;
	publisher: string | null;
	outside_address: string | null;
	outside_language: string;
	edition_label: string | null;
	edition_on: IsoDate | null;
	follows_id: string | null;
}
interface StatementRow extends Row {
	outside_plan_id: string;
	statement_kind: StatementKind;
	statement_code: string | null;
	statement_words: string;
}

const originOf = (row: Row): Origin => ({
	...{ kind: row.provenance_kind, reason: row.provenance_reason, quotes: row.quotes },
	publication:
		row.publication_title === null
			? null
			: {
					...{ title: row.publication_title, publisher: null },
					...{ publishedOn: row.published_on, address: row.publication_address }
				}
});

const keptOf = (row: Row): Kept => ({
	...{ id: row.record, version: row.id, withdrawn: row.withdrawn },
	origin: originOf(row)
});

function parentOf(row: AlignmentRow): Parent {
	if (row.framework_term_id !== null) return { kind: 'term', termId: row.framework_term_id };
	if (row.outside_plan_id !== null)
		return {
			kind: 'outside',
			...{ outsideId: row.outside_plan_id, statementId: row.outside_statement_id }
		};
	return { kind: 'here', planId: row.parent_plan_id!, elementId: row.parent_element_id };
}

const alignmentOf = (row: AlignmentRow): AlignmentRecord => ({
	...keptOf(row),
	child: { planId: row.plan_id, elementId: row.element_id },
	parent: parentOf(row),
	rationale: row.rationale,
	share: row.share === null ? null : plainDecimal(row.share),
	...{ from: row.valid_from, until: row.valid_to }
});

const outsidePlanOf = (row: OutsidePlanRow): OutsidePlan => ({
	...keptOf(row),
	...{ title: row.outside_title, publisher: row.publisher, address: row.outside_address },
	...{ language: row.outside_language, edition: row.edition_label, editionOn: row.edition_on },
	followsId: row.follows_id
});

const statementOf = (row: StatementRow): OutsideStatement => ({
	...keptOf(row),
	...{ outsideId: row.outside_plan_id, kind: row.statement_kind },
	...{ code: row.statement_code, words: row.statement_words }
});

/** Of each record the last state that was known, withdrawn ones too, in the order in which they were added. */
async function latest<Of extends Row>(
	db: Db,
	of: AlignedKind,
	known: AsKnown | null,
	where = sql<boolean>`true`
): Promise<Of[]> {
	const wasThen = known ? wasKnown(known, 'v.recorded_at') : sql<boolean>`true`;
	const { rows } = await sql<Of>`
		select distinct on (coalesce(v.record_id, v.id)) v.*, coalesce(v.record_id, v.id) as record
		from ${sql.table(of)} as v where ${wasThen} and ${where}
		order by coalesce(v.record_id, v.id), v.id desc
	`.execute(db);
	return rows;
}

const standing = <Of extends Kept>(records: Of[]): Of[] =>
	records.filter(({ withdrawn }) => !withdrawn);

/** The links of one plan and its elements that stand, as they were known. */
export async function linksOf(
	db: Db,
	planId: string,
	known: AsKnown | null = null
): Promise<AlignmentRecord[]> {
	const ofPlan = sql<boolean>`v.plan_id = ${planId}`;
	const rows = await latest<AlignmentRow>(db, 'alignment', known, ofPlan);
	return standing(rows.map(alignmentOf));
}

/** The links of all plans that stand, as they are now. */
export const allLinks = async (db: Db): Promise<AlignmentRecord[]> =>
	standing((await latest<AlignmentRow>(db, 'alignment', null)).map(alignmentOf));

/** The plans that live elsewhere; `known`: as they were known by whoever reads a plan here. */
export const outsidePlans = async (db: Db, known: AsKnown | null = null): Promise<OutsidePlan[]> =>
	standing((await latest<OutsidePlanRow>(db, 'outside_plan', known)).map(outsidePlanOf));

export const outsideStatements = async (
	db: Db,
	known: AsKnown | null = null
): Promise<OutsideStatement[]> =>
	standing((await latest<StatementRow>(db, 'outside_statement', known)).map(statementOf));

export type RecordOf<Of extends AlignedKind> = {
	alignment: AlignmentRecord;
	outside_plan: OutsidePlan;
	outside_statement: OutsideStatement;
}[Of];

const shapes: { [Of in AlignedKind]: (row: never) => RecordOf<Of> } = {
	alignment: alignmentOf,
	outside_plan: outsidePlanOf,
	outside_statement: statementOf
};

/** One record as it is now, also where it is withdrawn; undefined: there is none such. */
export async function find<Of extends AlignedKind>(
	db: Db,
	of: Of,
	id: string
): Promise<RecordOf<Of> | undefined> {
	const [row] = await latest<Row>(db, of, null, sql<boolean>`coalesce(v.record_id, v.id) = ${id}`);
	return row && shapes[of](row as never);
}
