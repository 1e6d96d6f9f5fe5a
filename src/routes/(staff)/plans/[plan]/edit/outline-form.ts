/** The forms of the outline: something new, and one step up or down. */
import * as v from 'valibot';
import { isCode } from '#lib/domain/records/codes.ts';
import { elementKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { optionalWords, reason, words } from '#lib/ui/forms/fields.ts';

export const additionFields = {
	place: v.pipe(
		v.optional(v.string(), ''),
		v.check(
			(text) => placeOf(text) !== null,
			() => m.edit_error_choose()
		),
		v.transform((text) => placeOf(text)!)
	),
	code: v.pipe(
		optionalWords(40),
		v.check(
			(code) => code === null || isCode(code),
			() => m.edit_error_code_letters()
		),
		v.transform((code) => code ?? '')
	),
	title: words(1000, () => m.edit_error_title()),
	reason
};

function placeOf(text: string) {
	const found = /^([a-z]+)-(top|[1-9]\d{0,17})$/.exec(text);
	const kind = elementKinds.find((one) => one === found?.[1]);
	if (!kind || !found) return null;
	return { kind, parentId: found[2] === 'top' ? null : found[2]! };
}
