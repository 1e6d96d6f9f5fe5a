/** The fields of a kind of record, as its declarations have them read and shown. */
import * as v from 'valibot';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { valueAsked } from '#lib/domain/entries/measured-value.ts';
import { writtenNumber } from '#lib/domain/entries/numbers.ts';
import { groupedText } from '#lib/domain/figures/money.ts';
import type { KpiUnit } from '#lib/domain/records/records.ts';
import type { Kind, Reads, ValuesOf } from '#lib/kinds/field.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import * as read from './fields.ts';
import { parseFields } from './form-state.ts';

export interface Asked {
	/** Of the plan. */
	currency: string;
	/** In which the record's values are. */
	unit?: Pick<KpiUnit, 'kind' | 'label'>;
}

type DecimalReads = Extract<Reads, { as: 'decimal' }>;

function decimalField({ above, from, empty, inUnit }: DecimalReads, { unit }: Asked) {
	const fits = (value: number) =>
		(above === undefined || value > above) && (from === undefined || value >= from);
	const message = above === undefined ? m.edit_error_not_negative : m.edit_error_above_zero;
	return v.pipe(
		read.decimal(fits, () => message(), inUnit && unit ? valueAsked(unit) : undefined),
		v.transform((value): string | null => value ?? empty ?? null)
	);
}

function fieldOf(reads: Reads, asked: Asked): v.GenericSchema {
	switch (reads.as) {
		case 'code':
			return read.code;
		case 'words':
			return read.words(reads.most, reads.missing);
		case 'optional_words':
			return read.optionalWords(reads.most);
		case 'id':
			return read.optionalWords(20);
		case 'decimal':
			return decimalField(reads, asked);
		case 'money':
			return read.amount(asked.currency);
		case 'day':
			return read.day;
		case 'flag':
			return read.flag;
		case 'one_of':
			return reads.optional ? read.optionalOneOf(reads.options) : read.oneOf(reads.options);
	}
}

export type ParsedKind<Of extends Kind, More extends v.ObjectEntries> =
	| { ok: true; values: ValuesOf<Of>; more: v.InferOutput<v.ObjectSchema<More, undefined>> }
	| { ok: false; errors: Record<string, string> };

/** Reads a kind's fields, and more that its form asks; or says what is wrong, by field. */
export function parseKind<Of extends Kind, More extends v.ObjectEntries>(
	kind: Of,
	more: More,
	values: Record<string, string>,
	asked: Asked,
	across?: (read: Partial<ValuesOf<Of>>) => Record<string, string>
): ParsedKind<Of, More> {
	const columns: v.ObjectEntries = Object.fromEntries(
		Object.entries(kind).map(([name, { reads }]) => [name, fieldOf(reads, asked)])
	);
	const parsed = parseFields({ ...columns, ...more }, values, (output) =>
		across ? across(output as Partial<ValuesOf<Of>>) : {}
	);
	if (!parsed.ok) return parsed;
	const pick = (names: string[]) =>
		Object.fromEntries(
			names.map((name) => [name, (parsed.output as Record<string, unknown>)[name]])
		);
	return {
		ok: true,
		values: pick(Object.keys(kind)) as ValuesOf<Of>,
		more: pick(Object.keys(more)) as v.InferOutput<v.ObjectSchema<More, undefined>>
	};
}

function textOf({ as }: Reads, value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'boolean') return value ? 'on' : '';
	if (typeof value === 'bigint') return groupedText(value);
	const text = String(value);
	return as === 'decimal' ? writtenNumber(text, entryLanguage(getLocale())) : text;
}

/** What is stored of a record, as its form shows it. */
export const typedOf = <Of extends Kind>(kind: Of, stored: ValuesOf<Of>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(kind).map(([name, { reads }]) => [name, textOf(reads, stored[name])])
	);
