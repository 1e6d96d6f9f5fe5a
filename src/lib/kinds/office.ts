/** Which office of an owner answers for an element, or deputises: positions, never people. */
import { officeCapacities } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, oneOf, reference, words, type ValuesOf } from './field.ts';

export const office = {
	organisation_id: reference({ word: m.office_of }),
	capacity: oneOf(officeCapacities, { word: m.office_capacity }),
	office_title: words(200, () => m.office_error_title(), {
		word: m.office_title,
		hint: m.office_title_hint
	}),
	held_from: day('forecast', { word: m.office_from, hint: m.office_from_hint }),
	held_until: day('forecast', { word: m.office_until, hint: m.office_until_hint })
};

export type OfficeValues = ValuesOf<typeof office>;
