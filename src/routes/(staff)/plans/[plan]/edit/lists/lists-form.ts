/** The form of what the lists among a plan's notes are of. */
import * as v from 'valibot';
import { noteListKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { EditedLists, ListFields } from '#lib/server/plans/note-lists.ts';
import { optionalOneOf, orNothing, reason } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { isCountry } from '#lib/ui/format.ts';
import { parseRows, rowsOf } from '#lib/ui/forms/rows.ts';

const country = v.pipe(
	v.optional(v.string(), ''),
	v.trim(),
	v.toUpperCase(),
	v.check(
		(code) => code === '' || isCountry(code),
		() => m.edit_list_error_country()
	),
	v.transform((code) => code || null)
);

const list = v.pipe(
	v.object({ code: v.string(), kind: optionalOneOf(noteListKinds), country }),
	v.forward(
		v.check(
			({ kind, country: of }) => of === null || kind === 'practice',
			() => m.edit_list_error_practice()
		),
		['country']
	)
);

export type ParsedLists =
	| { ok: true; given: Map<string, ListFields>; reason: string }
	| { ok: false; errors: Record<string, string> };

export function parseLists(values: Record<string, string>): ParsedLists {
	const said = parseFields({ reason }, values);
	const rows = parseRows(list, 'list', rowsOf(values, 'list'));
	const errors = { ...rows.errors, ...(said.ok ? {} : said.errors) };
	if (!said.ok || Object.keys(errors).length > 0) return { ok: false, errors };
	const given = rows.outputs.map(({ code, ...fields }) => [code, fields] as const);
	return { ok: true, given: new Map(given), reason: said.output.reason };
}

export function listValues({ lists, version }: EditedLists): Record<string, string> {
	const values: Record<string, string> = { version };
	for (const [at, one] of lists.entries()) {
		values[`list-${at}-code`] = one.code;
		values[`list-${at}-kind`] = orNothing(one.kind);
		values[`list-${at}-country`] = orNothing(one.country);
	}
	return values;
}
