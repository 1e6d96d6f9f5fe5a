/** The form by which an element is handed over. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { day, optionalWords, reason, words } from '#lib/ui/forms/fields.ts';

export const handOverFields = {
	owner: words(20, () => m.edit_error_choose()),
	to_organisation: words(20, () => m.edit_error_choose()),
	to_office: optionalWords(200),
	handed_on: v.pipe(
		day,
		v.string(() => m.hand_over_error_on())
	),
	handed_over: optionalWords(2000),
	reason
};
