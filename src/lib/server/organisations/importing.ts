/** Taking a list of organisations: all of it or nothing, and the same list again changes nothing. */
import { createHash } from 'node:crypto';
import type { Actor } from '#lib/domain/records/permissions.ts';
import {
	listDifference,
	type Bound,
	type ListRow,
	type RowDifference,
	type StoredOrganisation
} from '#lib/domain/interchange/organisation-list.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { AuditEntry } from '../writing/entries.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { refuseBond } from './bonds.ts';
import { change, insert } from './commands.ts';
import { entryOf, type OrganisationAct } from './fields.ts';
import { oneAtATime } from './names.ts';
import { plansConcerned, revise } from './plans-concerned.ts';

async function storedIn(
	db: Db,
	jurisdiction: string,
	today: IsoDate
): Promise<StoredOrganisation[]> {
	const rows = await db
		.selectFrom('organisation')
		.where('jurisdiction', '=', jurisdiction)
		.select(['id', 'acronym', 'name', 'kind', 'valid_to'])
		.select(['parent_id as parentId', 'reports_through_id as throughId', 'valid_from as began'])
		.orderBy('id')
		.execute();
	return rows.map(({ valid_to, ...row }) => ({
		...row,
		ended: valid_to !== null && valid_to <= today
	}));
}

export interface ListAsked {
	rows: readonly ListRow[];
	/** Whose organisations they are. */
	jurisdiction: string;
	today: IsoDate;
}

export interface ListPreview {
	differences: RowDifference[];
	/** The same as long as the list would do the same. */
	seen: string;
}

const seenOf = (differences: RowDifference[]): string =>
	createHash('sha256').update(JSON.stringify(differences)).digest('base64url').slice(0, 22);

/** What a list would do, without doing it. */
export async function previewList(
	db: Db,
	{ rows, jurisdiction, today }: ListAsked
): Promise<ListPreview> {
	const differences = listDifference(rows, await storedIn(db, jurisdiction, today));
	return { differences, seen: seenOf(differences) };
}

const unbound = { parent_id: null, reports_through_id: null };

async function createRow(trx: Trx, { row }: RowDifference, jurisdiction: string) {
	const { acronym, name, began: valid_from } = row;
	const kind = row.kind!;
	return await insert(trx, { acronym, name, kind, jurisdiction, valid_from, ...unbound });
}

/** The columns that a row changes of one that is there, or just came. */
function columnsOf({ row, parent, through }: RowDifference, idOf: (bound: Bound) => string) {
	return {
		...(row.kind && { kind: row.kind }),
		...(parent && { parent_id: idOf(parent) }),
		...(through && { reports_through_id: idOf(through) })
	};
}

async function setBegan(trx: Trx, id: string, { row, id: own }: RowDifference): Promise<void> {
	if (own === null || row.began === null) return;
	await trx
		.updateTable('organisation')
		.set({ valid_from: row.began })
		.where('id', '=', id)
		.execute();
}

/** Writes the rows that do something; the ids of those that were there before are returned. */
async function writeRows(trx: Trx, rows: RowDifference[], asked: ListAsked): Promise<string[]> {
	const made = new Map<number, string>();
	for (const one of rows.filter(({ outcome }) => outcome === 'created'))
		made.set(one.row.row, (await createRow(trx, one, asked.jurisdiction)).id);
	const idOf = (bound: Bound) => ('id' in bound ? bound.id : made.get(bound.row)!);
	for (const one of rows) {
		const id = one.id ?? made.get(one.row.row)!;
		const bonds = { ...unbound, ...columnsOf(one, idOf) };
		await refuseBond(trx, id, bonds, asked.today);
		if (one.id !== null || one.parent || one.through) await change(trx, id, columnsOf(one, idOf));
		await setBegan(trx, id, one);
	}
	return rows.flatMap(({ id }) => id ?? []);
}

function entriesOf(rows: RowDifference[], actorId: string, reason: string): AuditEntry[] {
	const created = rows.filter(({ outcome }) => outcome === 'created');
	const changed = rows.filter(({ outcome }) => outcome === 'changed');
	const acronyms = (of: RowDifference[]) => of.map(({ row }) => row.acronym);
	const made = changes({}, { created: acronyms(created), changed: acronyms(changed) });
	const { action, subjectKind, detail } = entryOf(
		'organisation_list_taken',
		{ id: '', acronym: '' },
		{ reason, ...made }
	);
	return [{ actorId, action, subjectKind, subjectId: null, detail }];
}

/**
 * Takes a list.
 *
 * @param seen what was previewed: where the list would do something else by now, nothing is done
 * @returns how many organisations it created or changed
 * @throws Conflict; Refused where a row is refused; NotAllowed
 */
export function takeList(
	db: Db,
	actor: Actor,
	asked: ListAsked,
	{ request, reason, seen }: OrganisationAct & { seen: string }
): Promise<number> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		request,
		read: async (trx) => {
			await oneAtATime(trx);
			const preview = await previewList(trx, asked);
			if (preview.seen !== seen)
				throw new Conflict({ kind: 'organisation_list', id: '' }, preview.seen);
			if (preview.differences.some(({ outcome }) => outcome === 'refused'))
				throw new Refused('block', 'rows_refused');
			return { planId: null, differences: preview.differences };
		},
		write: async (trx, { differences }, { actorId }) => {
			const rows = differences.filter(({ outcome }) => outcome !== 'unchanged');
			if (rows.length === 0) return { result: 0 };
			const ids = await writeRows(trx, rows, asked);
			await revise(trx, await plansConcerned(trx, ids), { actorId, reason });
			return { result: rows.length, batch: { entries: entriesOf(rows, actorId, reason) } };
		}
	});
}
