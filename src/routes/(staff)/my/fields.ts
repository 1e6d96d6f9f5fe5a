/** How the fields of the reporting forms are read: what cannot be read is said beside the field. */
import * as v from 'valibot';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { isTooLarge, parseNumber } from '#lib/domain/entries/entered.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { m } from '#lib/paraglide/messages.js';

const text = v.string();
/** More than this no field here can mean; it also bounds what the readers below look at. */
const short = v.pipe(
	text,
	v.maxLength(40, () => m.report_problem_not_a_number())
);

const orEmpty = <Value>(read: (text: string) => Value | null) =>
	v.transform((typed: string) => (typed === '' ? null : read(typed)));

const readable = (read: (text: string) => unknown, message: () => string) =>
	v.check((typed: string) => typed === '' || read(typed) !== null, message);

/** A day as a date field sends it, or null where it is empty. */
export const dayField = v.pipe(
	text,
	v.check(
		(typed) => typed === '' || isIsoDate(typed),
		() => m.report_problem_not_a_date()
	),
	v.transform((typed) => typed || null)
);

const within = (message: () => string) => v.check((typed: string) => !isTooLarge(typed), message);

/** A number with a point before its decimals, or null where it is empty. */
export const numberField = v.pipe(
	text,
	within(() => m.report_problem_number_too_large()),
	short,
	readable(parseNumber, () => m.report_problem_not_a_number()),
	orEmpty(parseNumber)
);

/** An amount of money in the plan's currency, or null where it is empty. */
export const moneyField = v.pipe(
	text,
	within(() => m.report_problem_amount_too_large()),
	short,
	readable(parseMoney, () => m.report_problem_not_an_amount()),
	orEmpty(parseMoney)
);

/** Words of a person, or null where there are none. PostgreSQL's text cannot hold a NUL. */
export const noteField = v.pipe(
	text,
	v.transform((typed) => typed.replaceAll('\0', '').replaceAll('\r\n', '\n') || null)
);

/** One of a closed vocabulary's words, or null where none is chosen. */
export function choiceField<const Words extends readonly string[]>(words: Words) {
	return v.pipe(
		text,
		v.transform((typed): Words[number] | null => words.find((word) => word === typed) ?? null)
	);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The id that a form was given; another one where it was tampered with. */
export const requestIdOf = (typed: string | undefined): string =>
	typed && uuid.test(typed) ? typed : crypto.randomUUID();

const bigId = /^\d{1,18}$/;
/** The id of a row, or null. */
export const idOf = (typed: string | undefined): string | null =>
	typed && bigId.test(typed) ? typed : null;
