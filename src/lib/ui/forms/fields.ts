/**
 * The one grammar of fields, for whoever fills a form: how a typed text becomes a value, or the words
 * beside its field. What is left empty is null, never 0.
 */
import * as v from 'valibot';
import { isCode } from '#lib/domain/records/codes.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { readDay } from '#lib/domain/entries/days.ts';
import type { NamedProblem } from '#lib/domain/entries/entered.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { readNumber, type NumberAsked } from '#lib/domain/entries/numbers.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { problemWords } from './problem-words.ts';

const typed = v.optional(v.string(), '');
/** No database keeps it in a text, and no keyboard makes it. */
const storable = v.check(
	(text: string) => !text.includes('\0'),
	() => m.edit_error_letters()
);
const within = (max: number) =>
	v.maxLength<string, number, () => string>(max, () => m.edit_error_long({ max }));

/** Words that must be there. */
export const words = (max: number, missing: () => string) =>
	v.pipe(typed, v.nonEmpty(missing), within(max), storable);

/** Words or nothing, which is null. */
export const optionalWords = (max: number) =>
	v.pipe(
		typed,
		within(max),
		storable,
		v.transform((text) => text || null)
	);

/** What an element or a KPI is found by. */
export const code = v.pipe(
	words(40, () => m.edit_error_code()),
	v.check(isCode, () => m.edit_error_code_letters())
);

/** Why something is changed, in a sentence. */
export const reason = words(500, () => m.edit_error_reason());

/** Words of a person; how long they may be is a rule of what is entered. */
export const note = v.pipe(
	typed,
	v.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n') || null)
);

/** A field that a reader of the domain reads; what it finds wrong is said in words. */
const readBy = <Value>(read: (text: string) => { value: Value } | NamedProblem) =>
	v.pipe(
		typed,
		v.rawTransform(({ dataset, addIssue, NEVER }): Value => {
			const found = read(dataset.value);
			if ('value' in found) return found.value;
			addIssue({ message: problemWords(found) });
			return NEVER;
		})
	);

const numberAsked = (asked: NumberAsked) =>
	readBy((text) => readNumber(text, asked, entryLanguage(getLocale())));

/** No numeric column keeps more than these. */
const mostDecimals = 6;

const plainNumber: NumberAsked = { kind: 'number', decimals: mostDecimals };

/** An exact number as decimal text, or null; `fits` says what else it must be. */
export const decimal = (
	fits: (value: number) => boolean = () => true,
	message: () => string = () => m.entry_not_a_number(),
	asked: NumberAsked = plainNumber
) =>
	v.pipe(
		numberAsked(asked),
		v.check((text) => text === null || fits(Number(text)), message)
	);

/** A number, or null; what may stand around it depends on what is asked. */
export const number = (asked: NumberAsked = plainNumber) =>
	v.pipe(
		numberAsked(asked),
		v.transform((text) => (text === null ? null : Number(text)))
	);

/** A number that may be followed by `%`, as it is written (62.5, not 0.625), or null. */
export const percent = (decimals: number) => number({ kind: 'percent', decimals });

/** An amount in a currency, or null. */
export const money = (currency: string) =>
	v.pipe(
		numberAsked({ kind: 'money', decimals: 2, currency }),
		v.transform((text) => (text === null ? null : parseMoney(text)))
	);

/** The same, where nothing below 0 can be meant. */
export const amount = (currency: string) =>
	v.pipe(
		money(currency),
		v.check(
			(value) => value === null || value >= 0n,
			() => m.entry_negative()
		)
	);

/** A day, or null. */
export const day = readBy((text) => readDay(text, entryLanguage(getLocale())));

export const flag = v.pipe(
	typed,
	v.transform((text) => text === 'on')
);

/** A month by its number, 1 … 12. */
export const monthNumber = v.pipe(
	typed,
	v.regex(/^([1-9]|1[0-2])$/, () => m.edit_error_choose()),
	v.transform(Number)
);

/** One of a closed list. */
export const oneOf = <const Options extends readonly string[]>(options: Options) =>
	v.picklist(options, () => m.edit_error_choose());

/** One of a closed list, or null where none is chosen. */
export const optionalOneOf = <const Options extends readonly string[]>(options: Options) =>
	v.pipe(
		typed,
		v.transform((text): Options[number] | null => options.find((word) => word === text) ?? null)
	);

/** The version that a form carries; one without any is taken for the oldest. */
export const versionOf = (values: Record<string, string>): number =>
	/^\d{1,9}$/.test(values['version'] ?? '') ? Number(values['version']) : 0;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether a form carries an id by which it is known again. */
export const isRequestId = (text: string | undefined): text is string =>
	text !== undefined && uuid.test(text);

/** The id that a form was given; another one where it was tampered with. */
export const requestIdOf = (text: string | undefined): string =>
	isRequestId(text) ? text : crypto.randomUUID();

const bigId = /^\d{1,18}$/;
/** The id of a row, or null. */
export const idOf = (text: string | undefined): string | null =>
	text && bigId.test(text) ? text : null;

/** What is stored, as a field shows it. */
export const orNothing = (value: string | null): string => value ?? '';
