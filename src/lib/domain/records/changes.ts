/** Two versions of the same thing, held against each other field by field. */

/** A field's value as it is compared, kept and shown: plain data; null is "not set". */
export type FieldValue =
	null | string | number | boolean | FieldValue[] | { [name: string]: FieldValue };
export type Fields = Record<string, FieldValue>;

export interface Changes {
	/** Of the fields that differ: what they were. */
	before: Fields;
	/** Of the same fields: what they are now. */
	after: Fields;
}

/** Whether two values are the same; the order of a list counts, that of an object's names does not. */
export function same(one: FieldValue, other: FieldValue): boolean {
	if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') {
		return one === other;
	}
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const [ofOne, ofOther] = [Object.entries(one), new Map(Object.entries(other))];
	return (
		ofOne.length === ofOther.size &&
		ofOne.every(([name, value]) => ofOther.has(name) && same(value, ofOther.get(name) ?? null))
	);
}

/** The fields in which two versions differ, with both values; a field left out is not set. */
export function changes(before: Fields, after: Fields): Changes {
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	const differing = names.filter((name) => !same(before[name] ?? null, after[name] ?? null));
	const of = (version: Fields) =>
		Object.fromEntries(differing.map((name) => [name, version[name] ?? null]));
	return { before: of(before), after: of(after) };
}

/** The names of the fields that differ. */
export const changedFields = ({ after }: Changes): string[] => Object.keys(after);
