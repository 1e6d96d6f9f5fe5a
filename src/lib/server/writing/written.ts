/** What a transaction has written of current rows, as changes of records. */
import { sql } from 'kysely';
import {
	isSame,
	type ChangedFrom,
	type Stored,
	type StoredFields
} from '#lib/domain/editions/appended.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';

/** The kinds of record that have versions, those first to which others belong. */
export const datedKinds = [
	'plan',
	'element',
	'owner',
	'milestone',
	'element_term',
	'element_link',
	'kpi',
	'kpi_target',
	'budget_line',
	'plan_note',
	'plan_note_element'
] as const;
export type DatedKind = (typeof datedKinds)[number];

/** One record as it was before a transaction and as it is after it; null: not there. */
interface WrittenRow {
	kind: DatedKind;
	id: string;
	before: StoredFields | null;
	after: StoredFields | null;
	/** Those of its columns that its versions have too. */
	columns: string[];
}

export interface DatedChange {
	kind: DatedKind;
	id: string;
	/** All fields where the record is new, else those that are other than before. */
	fields: StoredFields;
	/** What stood in these fields; left out where the record is new. */
	former: StoredFields;
	isNew: boolean;
	/** The day that the write itself names, as of an owner that begins; null: it names none. */
	on: IsoDate | null;
}

/** Has what is written from now on in this transaction noted. */
export const noteWrites = (trx: Trx) =>
	sql`select set_config('tanaw.dated', 'on', true)`.execute(trx);

/** Takes what was noted; each record once. */
async function take(trx: Trx): Promise<WrittenRow[]> {
	const { rows } = await sql<WrittenRow>`
		with taken as (delete from written_row where writer = pg_current_xact_id() returning *)
		select kind, id, as_texts(before) as before, as_texts(after) as after,
			shared_columns(kind) as columns
		from taken order by place
	`.execute(trx);
	const records = new Map<string, WrittenRow>();
	for (const row of rows) {
		const key = `${row.kind} ${row.id}`;
		const { before } = records.get(key) ?? row;
		records.set(key, { ...row, before });
	}
	return [...records.values()].filter(({ before, after }) => before !== null || after !== null);
}

/** Whether a row is still planned: it is there, and neither ended nor retired. */
const isPlanned = (row: StoredFields | null): boolean =>
	row !== null && (row.retired_at ?? null) === null && (row.valid_to ?? null) === null;

const dayOf = (value: Stored | undefined): IsoDate | null =>
	typeof value === 'string' ? value : null;

function changeOf({ kind, id, before, after, columns }: WrittenRow): DatedChange | null {
	if (before === null) {
		const fields = Object.fromEntries(columns.map((name) => [name, after![name] ?? null]));
		const on = kind === 'owner' ? dayOf(after!.valid_from) : null;
		return { kind, id, fields: { ...fields, retired: 'false' }, former: {}, isNew: true, on };
	}
	const fields: StoredFields = {};
	const former: StoredFields = {};
	for (const name of after === null ? [] : columns) {
		if (isSame(before[name], after![name])) continue;
		fields[name] = after![name] ?? null;
		former[name] = before[name] ?? null;
	}
	const [was, is] = [isPlanned(before), isPlanned(after)];
	if (was !== is) {
		fields.retired = is ? 'false' : 'true';
		fields.retired_reason = after?.retired_reason ?? null;
		former.retired = is ? 'true' : 'false';
		former.retired_reason = before.retired_reason ?? null;
	}
	if (Object.keys(fields).length === 0) return null;
	const on = kind === 'owner' && was && !is ? dayOf(after?.valid_to) : null;
	return { kind, id, fields, former, isNew: false, on };
}

/** What was written so far, as changes of records; what is written later is noted anew. */
export async function writtenChanges(trx: Trx): Promise<DatedChange[]> {
	return (await take(trx)).map(changeOf).filter((change) => change !== null);
}

/**
 * From when a correction of the record holds: since the value that was wrong has been there; what goes
 * out of the plan goes from the day of the act, and an owner begins and ends on a day of its own.
 */
export function correctedFrom({ kind, fields, on }: DatedChange, today: IsoDate): ChangedFrom {
	if (on !== null) return on < today ? on : today;
	const goes = fields.retired === 'true' && (kind === 'element' || kind === 'kpi');
	return goes ? today : 'where_it_began';
}
