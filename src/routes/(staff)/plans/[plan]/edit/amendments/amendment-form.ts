/** The forms of an amendment: what is drafted, and by what it is adopted. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { day, optionalWords, reason, words } from '#lib/ui/forms/fields.ts';

const requiredDay = v.pipe(
	day,
	v.string(() => m.edit_error_choose())
);

export const amendmentFields = {
	title: words(300, () => m.amendment_error_title()),
	reason,
	holds_from: requiredDay
};

export const instrumentFields = {
	number: words(200, () => m.amendment_error_number()),
	instrument_on: requiredDay,
	address: v.pipe(
		optionalWords(2000),
		v.check(
			(text) => text === null || /^https?:\/\/\S+$/.test(text),
			() => m.amendment_error_address()
		)
	)
};
