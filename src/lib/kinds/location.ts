/** Where an activity is done. */
import { m } from '#lib/paraglide/messages.js';
import { optionalWords, words, type ValuesOf } from './field.ts';

export const location = {
	unit_name: words(200, () => m.location_error_name(), {
		word: m.location_name,
		hint: m.location_name_hint
	}),
	unit_code: optionalWords(40, { word: m.location_code, hint: m.location_code_hint, size: 16 }),
	code_system: optionalWords(40, {
		word: m.location_system,
		hint: m.location_system_hint,
		size: 16
	})
};

export type LocationValues = ValuesOf<typeof location>;
