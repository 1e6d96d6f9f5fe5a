/** Templates: the parts of a plan as they were known at one moment, from which others take. */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { KeptProvenance } from '#lib/domain/templates/template.ts';
import type { ElementKind, ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { KpiColumns } from '#lib/kinds/kpi.ts';
import type { Id, Instant, InstantNow } from './columns.ts';
import type { PlanLabels } from './plans.ts';

export interface TemplateTables {
	template: TemplateTable;
	template_element: TemplateElementTable;
	template_kpi: TemplateKpiTable;
	template_term: TemplateTermTable;
	template_link: TemplateLinkTable;
}

export interface TemplateTable {
	id: Id;
	slug: string;
	title: string;
	description: string | null;
	plan_id: string;
	/** The moment at which the plan was read. */
	known_at: Instant;
	/** Of its words, BCP 47. */
	language: string;
	labels: JSONColumnType<PlanLabels>;
	/** The template that it is made anew of. */
	follows_id: string | null;
	/** Where its title and description come from. */
	provenance: ProvenanceKind;
	reason: string | null;
	/** Null: it came with the tracker. */
	made_by: string | null;
	made_at: InstantNow;
	withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	withdrawn_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface TemplateElementTable {
	id: Id;
	template_id: string;
	kind: ElementKind;
	parent_id: string | null;
	/** Among all of its template, parents before children. */
	position: number;
	code: string;
	title: string;
	short_title: string | null;
	description: string | null;
	deliverable_defined: boolean;
	/** What it was in its plan. */
	element_id: string;
	provenance: JSONColumnType<KeptProvenance[]>;
}

/** What of a KPI is its definition: nothing of where it stands, or where it is to come to. */
export const templateKpiColumns = [
	...['title', 'definition', 'means_of_verification', 'result_level'],
	...['unit_kind', 'unit', 'unit_low', 'unit_high', 'frequency', 'over_time'],
	...['over_organisations', 'direction', 'range_low', 'range_high', 'range_zero_distance']
] as const satisfies (keyof KpiColumns)[];

export interface TemplateKpiTable extends Pick<KpiColumns, (typeof templateKpiColumns)[number]> {
	id: Id;
	template_id: string;
	template_element_id: string;
	/** Among those of its element. */
	position: number;
	code: string;
	disaggregation: ColumnType<Disaggregation | null, string | null, never>;
	/** What it was in its plan. */
	kpi_id: string;
	provenance: JSONColumnType<KeptProvenance[]>;
}

export interface TemplateTermTable {
	id: Id;
	template_element_id: string;
	term_id: string;
}

export interface TemplateLinkTable {
	id: Id;
	template_element_id: string;
	serves_id: string;
}
