/** What is not saved yet, kept on this device, so that nothing typed is lost with the page. */
import * as v from 'valibot';
import { columns, type Rows } from '#lib/domain/outline/rows.ts';
import { elementKinds } from '#lib/domain/records/vocabulary.ts';

export interface Kept {
	rows: Rows;
	/** As they were when they were read. */
	base: Rows;
	/** The keys of stored rows that were taken out. */
	retired: readonly string[];
	reason: string;
	/** What was sent and not answered: it is sent again as it was. */
	unanswered: Unanswered | null;
}

export interface Unanswered {
	fields: Record<string, string>;
	rows: Rows;
}

const cells = v.strictObject({
	...v.entriesFromList(columns, v.string()),
	// what was kept before there was such a column is read too
	fund: v.optional(v.string(), '')
});
const rows = v.array(
	v.strictObject({
		key: v.string(),
		kind: v.picklist(elementKinds),
		depth: v.number(),
		cells,
		fixed: v.array(v.picklist(columns))
	})
);
const kept = v.strictObject({
	rows,
	base: rows,
	retired: v.optional(v.array(v.string()), []),
	reason: v.string(),
	unanswered: v.nullable(v.strictObject({ fields: v.record(v.string(), v.string()), rows }))
});

/** Where the work of one person on one plan, or on one of its drafts, is kept. */
export const placeOf = (who: string, plan: string, draft: string | null): string =>
	['outline', who, plan, draft ?? 'plan'].join(' ');

/** What was kept; undefined: nothing that this page can read. A browser may keep nothing at all. */
export function readKept(place: string): Kept | undefined {
	try {
		const read = v.safeParse(kept, JSON.parse(localStorage.getItem(place) ?? 'null'));
		return read.success ? read.output : undefined;
	} catch {
		return undefined;
	}
}

/** Keeps it; says whether it could. */
export function keep(place: string, work: Kept): boolean {
	try {
		localStorage.setItem(place, JSON.stringify(work));
		return true;
	} catch {
		return false;
	}
}

export function forget(place: string): void {
	try {
		localStorage.removeItem(place);
	} catch {
		// where nothing can be kept, nothing is
	}
}
