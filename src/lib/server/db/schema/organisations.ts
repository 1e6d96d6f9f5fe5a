/** Organisations, their successors, and in whose report their figures are given. */
import type { Id } from './columns.ts';

export interface OrganisationTables {
	organisation: OrganisationTable;
	reporting_through: ReportingThroughView;
	organisation_succession: OrganisationSuccessionTable;
}

export interface OrganisationTable {
	id: Id;
	slug: string;
	jurisdiction: string;
	acronym: string;
	name: string;
	kind: 'ministry' | 'office' | 'agency';
	parent_id: string | null;
	reports_through_id: string | null;
	valid_from: string | null;
	valid_to: string | null;
}

/** A view: in whose report an organisation's figures are given today, its own or that of its successor. */
export interface ReportingThroughView {
	organisation_id: string;
	through_id: string;
}

export interface OrganisationSuccessionTable {
	predecessor_id: string;
	successor_id: string;
	happened_on: string | null;
}
