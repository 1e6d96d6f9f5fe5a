/** What the forms of this area have in common: how a typed text becomes a value, or a message. */
import * as v from 'valibot';
import { isCode } from '#lib/domain/records/codes.ts';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { parseDecimal } from '#lib/domain/records/decimals.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { m } from '#lib/paraglide/messages.js';

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

export const reason = words(500, () => m.edit_error_reason());

/** A number that would be one if it had fewer digits. */
const notTooLarge = v.check(
	(text: string) => !/^[-−]?[\d,]{16,}(\.\d*)?$/.test(text) || parseDecimal(text) !== null,
	() => m.edit_refused_too_large()
);

/** A decimal number or nothing; `fits` says what else it must be. */
export const optionalDecimal = (
	fits: (value: number) => boolean = () => true,
	message: () => string = () => m.edit_error_number()
) =>
	v.pipe(
		typed,
		notTooLarge,
		v.check(
			(text) => text === '' || parseDecimal(text) !== null,
			() => m.edit_error_number()
		),
		v.check((text) => fits(Number(parseDecimal(text) ?? 1)), message),
		v.transform((text) => (text === '' ? null : parseDecimal(text)))
	);

export const optionalMoney = v.pipe(
	typed,
	notTooLarge,
	v.check(
		(text) => text === '' || (text.length <= 26 && (parseMoney(text) ?? -1n) >= 0n),
		() => m.edit_error_money()
	),
	v.transform((text) => (text === '' ? null : parseMoney(text)))
);

export const optionalDate = v.pipe(
	typed,
	v.check(
		(text) => text === '' || isIsoDate(text),
		() => m.edit_error_date()
	),
	v.transform((text) => text || null)
);

export const flag = v.pipe(
	typed,
	v.transform((text) => text === 'on')
);

/** One of a closed list. */
export const oneOf = <const Options extends readonly string[]>(options: Options) =>
	v.picklist(options, () => m.edit_error_choose());

/** The version that a form carries; one without any is taken for the oldest. */
export const versionOf = (values: Record<string, string>): number =>
	/^\d{1,9}$/.test(values['version'] ?? '') ? Number(values['version']) : 0;

export interface TypedRow {
	index: number;
	values: Record<string, string>;
}

const mostRows = 200;

/** The rows of a repeated group, `milestone-0-title`, `milestone-0-weight`, …, in their order. */
export function rowsOf(values: Record<string, string>, group: string): TypedRow[] {
	const rows = new Map<number, TypedRow>();
	for (const [name, value] of Object.entries(values)) {
		const [of, place, part, ...rest] = name.split('-');
		if (of !== group || !part || rest.length > 0 || !/^\d{1,3}$/.test(place ?? '')) continue;
		const index = Number(place);
		if (index >= mostRows) continue;
		const row = rows.get(index) ?? { index, values: {} };
		row.values[part] = value;
		rows.set(index, row);
	}
	return [...rows.values()].sort((one, other) => one.index - other.index);
}

/** Parses each row that is not left empty; the names of its errors are those of its fields. */
export function parseRows<Schema extends v.GenericSchema>(
	schema: Schema,
	group: string,
	rows: TypedRow[]
): { outputs: v.InferOutput<Schema>[]; errors: Record<string, string> } {
	const outputs: v.InferOutput<Schema>[] = [];
	const errors: Record<string, string> = {};
	for (const { index, values } of rows) {
		const result = v.safeParse(schema, values);
		if (result.success) outputs.push(result.output);
		else
			for (const issue of result.issues)
				errors[`${group}-${index}-${v.getDotPath(issue) ?? ''}`] ??= issue.message;
	}
	return { outputs, errors };
}

/** How many rows a form shows: what is there, and some that are still empty. */
export function rowCount(values: Record<string, string>, group: string, empty: number): number {
	const filled = rowsOf(values, group).filter(({ values: row }) =>
		Object.values(row).some(Boolean)
	);
	return Math.min((filled.at(-1)?.index ?? -1) + 1 + empty, mostRows);
}

export const orNothing = (value: string | null): string => value ?? '';
