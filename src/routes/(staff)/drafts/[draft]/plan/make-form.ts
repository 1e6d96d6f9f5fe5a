/** The form by which a plan is made of a draft. */
import * as v from 'valibot';
import { planLanguages } from '#lib/domain/proposals/usual-labels.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, oneOf, optionalWords, words } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

const dayThatWas = (today: IsoDate) =>
	v.pipe(
		day,
		v.check(
			(on) => on === null || on <= today,
			() => m.draft_make_future()
		)
	);

const fields = (today: IsoDate) => ({
	title: words(500, () => m.draft_name_missing()),
	short_title: optionalWords(200),
	language: oneOf(planLanguages),
	currency: v.pipe(
		v.optional(v.string(), ''),
		v.toUpperCase(),
		v.regex(/^[A-Z]{3}$/, () => m.edit_error_currency())
	),
	time_zone: v.pipe(
		v.optional(v.string(), ''),
		v.check(
			(zone) => zones.has(zone),
			() => m.draft_make_time_zone_wrong()
		)
	),
	fiscal_year_start_month: v.pipe(
		v.optional(v.string(), ''),
		v.regex(/^([1-9]|1[0-2])$/, () => m.draft_make_fiscal_wrong()),
		v.transform(Number)
	),
	period_start: day,
	period_end: day,
	adopted_on: v.pipe(
		dayThatWas(today),
		v.check(
			(on) => on !== null,
			() => m.draft_make_adopted_missing()
		),
		v.transform((on) => on!)
	),
	publication_title: words(500, () => m.draft_name_missing()),
	publisher: optionalWords(200),
	published_on: dayThatWas(today),
	address: v.pipe(
		optionalWords(2_000),
		v.check(
			(address) => address === null || /^https?:\/\/[^\s/]+/.test(address),
			() => m.draft_make_address_wrong()
		)
	)
});

interface Period {
	period_start: IsoDate | null;
	period_end: IsoDate | null;
}

/** A plan that ends before it begins. */
const reversed = ({ period_start: start, period_end: end }: Partial<Period>) =>
	start && end && end <= start ? { period_end: m.edit_error_end_before_start() } : undefined;

export const parseMade = (values: Record<string, string>, today: IsoDate) =>
	parseFields(fields(today), values, (read) => reversed(read) ?? {});

export const newValues = (title: string): Record<string, string> => ({
	title,
	language: 'en',
	currency: 'PHP',
	time_zone: 'Asia/Manila',
	fiscal_year_start_month: '1',
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
