/** The forms of an organisation: what it is called, what it is, and how it is chosen. */
import * as v from 'valibot';
import {
	longestAcronym,
	longestName,
	organisationKinds
} from '#lib/domain/entries/organisation-entry.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { organisations } from '#lib/server/elements/choices.ts';
import type { EditedOrganisation } from '#lib/server/organisations/fields.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { day, flag, idOf, oneOf, orNothing, reason, words } from '#lib/ui/forms/fields.ts';
import { organisationWords } from '#lib/ui/vocabulary.ts';

/** Blanks within are one blank, as they are compared. */
const oneLine = v.transform((text: string) => text.trim().replaceAll(/\s+/g, ' '));
const typed = v.optional(v.string(), '');
const optionalId = v.pipe(
	typed,
	v.transform((text) => idOf(text))
);

export const nameFields = {
	acronym: v.pipe(
		words(longestAcronym, () => m.organisation_error_acronym()),
		oneLine
	),
	name: v.pipe(
		words(longestName, () => m.organisation_error_name()),
		oneLine
	)
};

export const bondFields = {
	kind: oneOf(organisationKinds),
	parent_id: optionalId,
	reports_through_id: optionalId
};

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const newFields = {
	...nameFields,
	...bondFields,
	jurisdiction: v.pipe(
		typed,
		v.check(
			(text) => slugPattern.test(text) && text.length <= 60,
			() => m.organisation_error_jurisdiction()
		)
	),
	valid_from: day,
	reason
};

export const renameFields = {
	...nameFields,
	from: v.pipe(
		day,
		v.string(() => m.organisation_error_from())
	),
	reason
};

export const rearrangeFields = { ...bondFields, reason };

export const insideFields = { approves_inside: flag, reason };

export const kindChoices = (): Choice[] =>
	organisationKinds.map((value) => ({ value, word: organisationWords[value]() }));

/** The organisations that exist on a day, as one chooses among them. */
export async function organisationChoices(
	db: App.Locals['db'],
	today: IsoDate,
	except: readonly string[] = []
): Promise<Choice[]> {
	const all = await organisations(db, today);
	const several = new Set(all.map(({ jurisdiction }) => jurisdiction)).size > 1;
	return all
		.filter(({ id, valid }) => valid && !except.includes(id))
		.map(({ id, acronym, name, jurisdiction }) => ({
			value: id,
			word: m.edit_organisation({ acronym, name }),
			...(several && { group: jurisdiction })
		}));
}

/** An organisation's fields as its forms show them. */
export const valuesOf = (one: EditedOrganisation): Record<string, string> => ({
	acronym: one.acronym,
	name: one.name,
	kind: one.kind,
	parent_id: orNothing(one.parent_id),
	reports_through_id: orNothing(one.reports_through_id),
	approves_inside: one.approves_inside ? 'on' : '',
	version: String(one.version)
});
