/** Whom a plan is for and who takes part in it, as its source names them, and what each is asked for. */
import { engagements, stakeholderKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { oneOf, optionalWords, reference, words, type ValuesOf } from './field.ts';

export const stakeholder = {
	stakeholder_name: words(300, () => m.stakeholder_error_name(), {
		word: m.stakeholder_name,
		hint: m.stakeholder_name_hint
	}),
	stakeholder_kind: oneOf(stakeholderKinds, { word: m.stakeholder_kind }),
	engagement: oneOf(engagements, { word: m.stakeholder_engagement }),
	asked_for: optionalWords(1000, {
		word: m.stakeholder_asked_for,
		hint: m.stakeholder_asked_for_hint,
		lines: 3
	}),
	stakeholder_organisation_id: reference({
		word: m.stakeholder_organisation,
		hint: m.stakeholder_organisation_hint
	})
};

export type StakeholderValues = ValuesOf<typeof stakeholder>;
