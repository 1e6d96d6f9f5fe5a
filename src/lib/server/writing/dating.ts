/** How versions are appended to the plan's records; current rows follow them by a trigger. */
import { sql } from 'kysely';
import {
	appended,
	type ChangedFrom,
	type StoredFields,
	type StoredVersion
} from '#lib/domain/editions/appended.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import {
	correctedFrom,
	datedKinds,
	writtenChanges,
	type DatedKind,
	type DatedChange
} from './written.ts';

/** The revision under which versions are appended. */
export interface DatedRevision {
	planId: string;
	revision: string;
	/** The day whose values the change was made from. */
	today: IsoDate;
}

const versionsTable = (kind: DatedKind) => sql.table(`${kind}_version`);

type StoredRow = StoredVersion & { id: string };

/** All versions of some records, by their ids. */
async function versionsOf(
	trx: Trx,
	planId: string,
	kind: DatedKind,
	ids: string[]
): Promise<Map<string, StoredRow[]>> {
	const { rows } = await sql<StoredRow>`
		select id, holds_from as "holdsFrom", revision::int as revision, as_texts(to_jsonb(v)) as fields
		from ${versionsTable(kind)} v where plan_id = ${planId} and id = any (${ids})
	`.execute(trx);
	return Map.groupBy(rows, ({ id }) => id);
}

async function insert(
	trx: Trx,
	kind: DatedKind,
	{ planId, revision }: DatedRevision,
	rows: { id: string; holdsFrom: IsoDate; fields: StoredFields }[]
): Promise<void> {
	const written = rows.map(({ id, holdsFrom, fields }) => ({
		...fields,
		...{ id, plan_id: planId, revision, holds_from: holdsFrom }
	}));
	await sql`
		insert into ${versionsTable(kind)}
		select (jsonb_populate_record(null::${versionsTable(kind)}, one)).*
		from jsonb_array_elements(${JSON.stringify(written)}::jsonb) one
	`.execute(trx);
}

/** Appends the versions that some changes make, each from its day. */
export async function appendChanges(
	trx: Trx,
	dated: DatedRevision,
	changes: readonly DatedChange[],
	fromOf: (change: DatedChange) => ChangedFrom
): Promise<void> {
	for (const kind of datedKinds) {
		const ofKind = changes.filter((change) => change.kind === kind);
		if (ofKind.length === 0) continue;
		const ids = ofKind.map(({ id }) => id);
		const versions = await versionsOf(trx, dated.planId, kind, ids);
		const rows = ofKind.flatMap((change) => {
			const { id, fields } = change;
			const made = { fields, from: fromOf(change), today: dated.today };
			return appended(versions.get(id) ?? [], made).map((one) => ({ id, ...one }));
		});
		await insert(trx, kind, dated, rows);
	}
}

/**
 * Gives what a transaction wrote of current rows the days from which a correction holds.
 *
 * @param lines by their ids, days from which budget lines are planned that were added for a day
 */
export async function correct(
	trx: Trx,
	dated: DatedRevision,
	lines: Readonly<Record<string, IsoDate>> = {}
): Promise<void> {
	const changes = await writtenChanges(trx);
	await appendChanges(trx, dated, changes, (change) => {
		const named = change.kind === 'budget_line' ? lines[change.id] : undefined;
		return named ?? correctedFrom(change, dated.today);
	});
}

/**
 * A draft's own days are no days of the plan: what is in it holds from the beginning, and what was struck
 * out of it, or answered for something in it for a while, was never planned.
 */
export async function forgetDays(trx: Trx, planId: string): Promise<void> {
	for (const kind of datedKinds) {
		const versions = versionsTable(kind);
		await sql`
			delete from ${versions} one using ${versions} gone
			where one.plan_id = ${planId} and gone.plan_id = ${planId}
				and gone.id = one.id and gone.retired and not one.retired
		`.execute(trx);
		await sql`
			update ${versions} set holds_from = '-infinity'
			where plan_id = ${planId} and holds_from > '-infinity'
		`.execute(trx);
	}
}
