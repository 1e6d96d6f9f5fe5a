/** What the outline's sheet sends: its changes as JSON, read strictly. */
import * as v from 'valibot';
import { columns } from '#lib/domain/outline/rows.ts';
import type { OutlineChanges } from '#lib/domain/outline/changes.ts';
import { elementKinds } from '#lib/domain/records/vocabulary.ts';

/** Longer than any cell may be: what is too long is refused at its cell. */
const text = v.pipe(v.string(), v.maxLength(20_000));
const key = v.pipe(v.string(), v.regex(/^(new-)?[1-9]\d{0,17}$/));
const cells = v.partial(v.strictObject(v.entriesFromList(columns, text)));

const row = v.strictObject({
	key,
	kind: v.nullable(v.picklist(elementKinds)),
	parent: v.optional(v.nullable(key)),
	cells,
	before: v.strictObject({ cells, parent: v.optional(v.nullable(key)) })
});

/** As many rows as one save may change. */
const mostRows = 2_000;

const changes = v.strictObject({
	rows: v.pipe(v.array(row), v.maxLength(mostRows)),
	orders: v.pipe(
		v.array(v.strictObject({ parent: v.nullable(key), keys: v.array(key) })),
		v.maxLength(mostRows)
	),
	retired: v.optional(
		v.pipe(v.array(v.strictObject({ key, before: cells })), v.maxLength(mostRows)),
		[]
	)
});

/** The changes; undefined where they are none that the sheet makes. */
export function changesIn(values: Record<string, string>): OutlineChanges | undefined {
	try {
		const read = v.safeParse(changes, JSON.parse(values['changes'] ?? ''));
		return read.success ? (read.output as OutlineChanges) : undefined;
	} catch {
		return undefined;
	}
}
