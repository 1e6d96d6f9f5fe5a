/**
 * What a person typed, kept as typed. A form's values stay text until the schema has accepted them,
 * so that an error gives back exactly what was entered.
 */
import * as v from 'valibot';
import { asStored } from '#lib/domain/entries/entered.ts';

export interface FormState {
	/** As typed, by field name. */
	values: Record<string, string>;
	/** One message a field, in the person's language; empty where all is well. */
	errors: Record<string, string>;
}

/** A field's name, value and error, as its component takes them. */
export const of = ({ values, errors }: FormState, name: string) => ({
	name,
	value: values[name] ?? '',
	error: errors[name]
});

/** The text fields of a form; of fields sent twice the last stands, files are left out. */
export async function readForm(request: Request): Promise<Record<string, string>> {
	const entries = [...(await request.formData())];
	const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	return Object.fromEntries(texts.map(([name, value]) => [name, asStored(value)]));
}

/** What each field of a form says where it can be read, and a message for each that cannot. */
export interface ReadFields<Entries extends v.ObjectEntries> {
	output: Partial<v.InferOutput<v.ObjectSchema<Entries, undefined>>>;
	errors: Record<string, string>;
}

/**
 * Reads each field by itself, so that one that cannot be read does not hide what is wrong with the
 * others. A field that was not sent is read as empty.
 */
export function readFields<Entries extends v.ObjectEntries>(
	entries: Entries,
	values: Record<string, string>
): ReadFields<Entries> {
	const output: Record<string, unknown> = {};
	const errors: Record<string, string> = {};
	for (const [name, schema] of Object.entries(entries)) {
		const result = v.safeParse(schema as v.GenericSchema, values[name] ?? '');
		if (result.success) output[name] = result.output;
		else errors[name] = result.issues[0].message;
	}
	return { output: output as Partial<v.InferOutput<v.ObjectSchema<Entries, undefined>>>, errors };
}

type Errors = Record<string, string>;
type Read<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/** A form that could be read as a whole, or what is wrong with it, by field. */
export type ParsedFields<Entries extends v.ObjectEntries> =
	{ ok: true; output: Read<Entries> } | { ok: false; errors: Errors };

/**
 * Reads a form. What no field can see alone is asked `across` what could be read of them; where a
 * field cannot be read itself, that is said of it.
 */
export function parseFields<Entries extends v.ObjectEntries>(
	entries: Entries,
	values: Record<string, string>,
	across: (read: Partial<Read<Entries>>) => Errors = () => ({})
): ParsedFields<Entries> {
	const { output, errors } = readFields(entries, values);
	const all: Errors = { ...across(output), ...errors };
	if (Object.keys(all).length === 0) return { ok: true, output: output as Read<Entries> };
	const order = Object.keys(entries);
	const inOrder = Object.entries(all).sort(
		([one], [other]) => order.indexOf(one) - order.indexOf(other)
	);
	return { ok: false, errors: Object.fromEntries(inOrder) };
}
