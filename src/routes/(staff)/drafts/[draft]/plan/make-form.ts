/** The form by which a plan is made of a draft. */
import * as v from 'valibot';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MadePlan } from '#lib/server/plan-drafts/make.ts';
import { day, optionalWords, words } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import {
	periodErrors,
	settingsFields,
	settingsOf,
	usualSettings
} from '../../../plans/new/settings-form.ts';

const publicationFields = (today: IsoDate) => ({
	publication_title: words(500, () => m.draft_name_missing()),
	publisher: optionalWords(200),
	published_on: v.pipe(
		day,
		v.check(
			(on) => on === null || on <= today,
			() => m.draft_make_future()
		)
	),
	address: v.pipe(
		optionalWords(2_000),
		v.check(
			(address) => address === null || /^https?:\/\/[^\s/]+/.test(address),
			() => m.draft_make_address_wrong()
		)
	)
});

type Made = Omit<MadePlan, 'reasons'>;

export type ParsedMade = { ok: true; made: Made } | { ok: false; errors: Record<string, string> };

interface ReadPublication {
	publication_title: string;
	publisher: string | null;
	published_on: IsoDate | null;
	address: string | null;
}

const publicationOf = (read: ReadPublication): Made['publication'] => ({
	title: read.publication_title,
	publisher: read.publisher,
	publishedOn: read.published_on,
	address: read.address
});

/**
 * What was typed, as a plan to be made.
 *
 * @param isFilled whether the plan is there already, so that only the publication is asked for
 */
export function parseMade(
	values: Record<string, string>,
	today: IsoDate,
	isFilled: boolean
): ParsedMade {
	if (isFilled) {
		const form = parseFields(publicationFields(today), values);
		return form.ok
			? { ok: true, made: { plan: null, publication: publicationOf(form.output) } }
			: form;
	}
	const all = { ...settingsFields, ...publicationFields(today) };
	const form = parseFields(all, values, (read) => periodErrors(values, read));
	if (!form.ok) return form;
	const { output } = form;
	return { ok: true, made: { plan: settingsOf(output), publication: publicationOf(output) } };
}

export const newValues = (title: string): Record<string, string> => ({
	...usualSettings,
	title,
	publication_title: title
});

export const madeReasons = () => ({
	entered: m.draft_reason_entered(),
	notStated: m.draft_reason_not_stated(),
	code: m.draft_reason_code(),
	codeStated: m.draft_reason_code_stated(),
	kind: m.draft_reason_kind(),
	parent: m.draft_reason_parent(),
	position: m.draft_reason_position(),
	divided: m.draft_reason_divided(),
	reckoning: m.draft_reason_reckoning()
});
