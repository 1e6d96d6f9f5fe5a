/** Publications, their passages, and which field comes from where. */
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { Id } from './columns.ts';

export interface ProvenanceTables {
	publication: PublicationTable;
	passage: PassageTable;
	provenance: ProvenanceTable;
	/** Of what is there from a day to come. */
	provenance_to_come: ProvenanceTable;
}

export interface PublicationTable {
	id: Id;
	plan_id: string | null;
	title: string;
	publisher: string | null;
	published_on: string | null;
	address: string | null;
}

export interface PassageTable {
	id: Id;
	publication_id: string;
	code: string;
	text: string;
}

export interface ProvenanceTable {
	id: Id;
	plan_id: string | null;
	element_id: string | null;
	kpi_id: string | null;
	organisation_id: string | null;
	field: string;
	kind: ProvenanceKind;
	passage_id: string | null;
	quote: string | null;
	reason: string | null;
	publication_id: string | null;
}
