/** Organisations, their successors, and in whose report their figures are given. */
import type { Generated } from 'kysely';
import type { Id } from './columns.ts';

export interface OrganisationTables {
	organisation: OrganisationTable;
	reporting_through: ReportingThroughView;
	organisation_succession: OrganisationSuccessionTable;
	organisation_name: OrganisationNameTable;
	former_organisation_slug: FormerOrganisationSlugTable;
	organisation_term: OrganisationTermTable;
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
	/** Its reports are approved by one of its own before they are sent. */
	approves_inside: Generated<boolean>;
	valid_from: string | null;
	/** The first day on which it is no more; null: none is set. */
	valid_to: string | null;
	version: Generated<number>;
}

/** Under which terms of frameworks it stands. */
export interface OrganisationTermTable {
	organisation_id: string;
	term_id: string;
}

/** What it is called from a day on. */
export interface OrganisationNameTable {
	organisation_id: string;
	/** `-infinity`: from the beginning. */
	holds_from: string;
	acronym: string;
	name: string;
}

/** An address that it had. */
export interface FormerOrganisationSlugTable {
	slug: string;
	organisation_id: string;
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
