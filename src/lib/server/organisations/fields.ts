/** What is entered of an organisation, and how a form finds it. */
import type { OrganisationKind } from '#lib/domain/entries/organisation-entry.ts';
import type { Fields } from '#lib/domain/records/changes.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { SentForm } from '../writing/sent-forms.ts';

export interface OrganisationNames {
	acronym: string;
	name: string;
}

export interface OrganisationFields extends OrganisationNames {
	kind: OrganisationKind;
	/** Under which it is; null: under none. */
	parent_id: string | null;
	/** In whose report its figures are given; null: in its own. */
	reports_through_id: string | null;
}

export interface NewOrganisation extends OrganisationFields {
	/** Whose government it belongs to, as addresses and choices group them. */
	jurisdiction: string;
	/** Null: it was there before anything that is recorded. */
	valid_from: IsoDate | null;
}

export interface EditedOrganisation extends NewOrganisation {
	id: string;
	slug: string;
	valid_to: IsoDate | null;
	/** Whether its reports are approved by one of its own before they are sent. */
	approves_inside: boolean;
	version: number;
}

/** By whom, when and why organisations are changed. */
export interface OrganisationAct {
	request?: SentForm;
	/** In one sentence. */
	reason: string;
	today: IsoDate;
}

/** An organisation and the version of it that a form was made from. */
export interface OrganisationAtVersion {
	id: string;
	version: number;
}

/** What every act on an organisation writes in the log. */
export const entryOf = (
	action: string,
	{ id, acronym }: { id: string; acronym: string },
	detail: Record<string, unknown> & { before?: Fields; after?: Fields }
) => ({
	action,
	subjectKind: 'organisation',
	subjectId: id,
	detail: { code: acronym, ...detail }
});
