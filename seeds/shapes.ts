/** Shapes that several seed files share. */
import * as v from 'valibot';

export const words = v.pipe(v.string(), v.trim(), v.nonEmpty());
export const date = v.pipe(v.string(), v.isoDate());
export const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
export const whole = v.pipe(v.number(), v.integer());

/** A publication as a catalogue would name it; null where the publication does not say. */
export const publication = v.strictObject({
	title: words,
	publisher: v.nullable(words),
	date: v.nullable(date),
	address: v.nullable(v.pipe(v.string(), v.url()))
});
export type Publication = v.InferOutput<typeof publication>;

/**
 * Where a value comes from, as the files write it:
 * - `demo`, `default` (the plan's rule for this field), or the name of a reading or a passage;
 * - or the whole of it.
 */
export const mark = v.union([
	words,
	v.strictObject({ source: words, quote: v.optional(words) }),
	v.strictObject({ editorial: words, passage: v.optional(words), quote: v.optional(words) }),
	v.strictObject({ public_record: publication, reason: v.optional(words) }),
	v.strictObject({ demo: words })
]);
export type Mark = v.InferOutput<typeof mark>;

export const marks = v.record(v.string(), mark);
