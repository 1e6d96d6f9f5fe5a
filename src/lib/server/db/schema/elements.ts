/** Elements and what hangs on them. */
import type { ColumnType, Generated } from 'kysely';
import type { element } from '#lib/kinds/element.ts';
import type { Confidence, ElementKind, OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { Id, Declared, InstantNow } from './columns.ts';

export interface ElementTables {
	element: ElementTable;
	owner: OwnerTable;
	milestone: MilestoneTable;
	element_term: ElementTermTable;
	element_link: ElementLinkTable;
	confidence_override: ConfidenceOverrideTable;
	former_code: FormerCodeTable;
}

export interface ElementTable extends Declared<typeof element> {
	id: Id;
	plan_id: string;
	kind: ElementKind;
	parent_id: string | null;
	parent_kind: ElementKind | null;
	position: number;
	retired_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	retired_reason: string | null;
	/** The item of a template that it was taken from; null: of none. */
	template_element_id: ColumnType<string | null, string | null | undefined, never>;
	version: Generated<number>;
}

export interface OwnerTable {
	id: Id;
	element_id: string;
	organisation_id: string;
	role: OwnerRole;
	valid_from: string | null;
	valid_to: string | null;
}

export interface MilestoneTable {
	id: Id;
	element_id: string;
	element_kind: Generated<'activity'>;
	position: number;
	title: string;
	weight: ColumnType<string, string | number | undefined, string | number>;
	planned_on: string | null;
}

export interface ElementTermTable {
	id: Id;
	element_id: string;
	term_id: string;
}

export interface ElementLinkTable {
	id: Id;
	element_id: string;
	plan_id: string;
	serves_id: string;
}

export interface ConfidenceOverrideTable {
	id: Id;
	element_id: string;
	/** Null: what was decided before is lifted. */
	confidence: Confidence | null;
	reason: string;
	set_on: string;
	expires_on: string | null;
	recorded_at: InstantNow;
}

export interface FormerCodeTable {
	id: Id;
	plan_id: string;
	/** One of the two. */
	element_id: string | null;
	kpi_id: string | null;
	code: string;
}
