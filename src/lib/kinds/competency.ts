/** What organisations can do: people counted by role and level, training, and who was appointed. No names. */
import { establishmentKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, decimal, oneOf, optionalWords, reference, words, type ValuesOf } from './field.ts';

const people = (word: () => string, hint?: () => string) =>
	decimal({ word, ...(hint && { hint }), from: 0, size: 8 });

export const headCount = {
	counted_organisation_id: reference({ word: m.competency_organisation }),
	role_term_id: reference({ word: m.competency_role, hint: m.competency_role_hint }),
	level_term_id: reference({ word: m.competency_level }),
	counted_on: day('measured', { word: m.competency_counted_on }),
	people_present: people(m.competency_present, m.competency_present_hint),
	people_needed: people(m.competency_needed, m.competency_needed_hint)
};
export type HeadCountValues = ValuesOf<typeof headCount>;

export const training = {
	training_title: words(300, () => m.competency_error_training(), { word: m.competency_training }),
	held_on: day('measured', { word: m.competency_held_on }),
	held_through: day('measured', {
		word: m.competency_held_through,
		hint: m.competency_held_through_hint
	}),
	seats: people(m.competency_seats, m.competency_seats_hint)
};
export type TrainingValues = ValuesOf<typeof training>;

export const attendance = {
	training_id: reference({ word: m.competency_training }),
	attending_organisation_id: reference({ word: m.competency_organisation }),
	people_attended: people(m.competency_attended),
	people_qualified: people(m.competency_qualified, m.competency_qualified_hint),
	role_term_id: reference({ word: m.competency_role }),
	level_term_id: reference({ word: m.competency_level, hint: m.competency_level_reached_hint })
};
export type AttendanceValues = ValuesOf<typeof attendance>;

export const establishment = {
	established_organisation_id: reference({ word: m.competency_organisation }),
	establishment_kind: oneOf(establishmentKinds, { word: m.competency_happened }),
	established_title: words(200, () => m.competency_error_post(), {
		word: m.competency_post,
		hint: m.competency_post_hint
	}),
	role_term_id: reference({ word: m.competency_role, hint: m.competency_role_of_post_hint }),
	happened_on: day('measured', { word: m.competency_happened_on }),
	instrument_title: words(300, () => m.competency_error_instrument(), {
		word: m.competency_instrument,
		hint: m.competency_instrument_hint
	}),
	instrument_address: optionalWords(500, { word: m.competency_instrument_address })
};
export type EstablishmentValues = ValuesOf<typeof establishment>;
