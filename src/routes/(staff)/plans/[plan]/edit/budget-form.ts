/** The forms of an activity's budget. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { optionalMoney, reason, words } from './typed.ts';

const appropriated = ({
	appropriation,
	allotment
}: {
	appropriation: bigint | null;
	allotment: bigint | null;
}) => allotment === null || appropriation !== null;

const within = ({
	appropriation,
	allotment
}: {
	appropriation: bigint | null;
	allotment: bigint | null;
}) => allotment === null || appropriation === null || allotment <= appropriation;

const amounts = { appropriation: optionalMoney, allotment: optionalMoney, reason };

export const lineSchema = v.pipe(
	v.object(amounts),
	v.forward(
		v.partialCheck([['appropriation'], ['allotment']], appropriated, () =>
			m.edit_error_not_appropriated()
		),
		['allotment']
	),
	v.forward(
		v.partialCheck([['appropriation'], ['allotment']], within, () =>
			m.edit_refused_above_appropriation()
		),
		['allotment']
	)
);

export const newLineSchema = v.pipe(
	v.object({
		fund_source: words(20, () => m.edit_error_choose()),
		appropriation_year: v.pipe(
			v.optional(v.string(), ''),
			v.check(
				(text) => /^\d{4}$/.test(text) && Number(text) >= 1900 && Number(text) <= 2200,
				() => m.edit_error_year()
			),
			v.transform(Number)
		),
		...amounts
	}),
	v.forward(
		v.partialCheck([['appropriation'], ['allotment']], appropriated, () =>
			m.edit_error_not_appropriated()
		),
		['allotment']
	),
	v.forward(
		v.partialCheck([['appropriation'], ['allotment']], within, () =>
			m.edit_refused_above_appropriation()
		),
		['allotment']
	)
);

export const fundSourceSchema = v.object({
	fund_code: words(40, () => m.edit_error_code()),
	fund_title: words(200, () => m.edit_error_title())
});

export const removalSchema = v.object({ reason });
