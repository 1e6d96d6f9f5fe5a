/** What the lists among a plan's notes are of, heading by heading: what others can put to use. */
import { createHash } from 'node:crypto';
import type { Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { NoteListKind } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';

export interface ListFields {
	/** Null: of nothing that is of use elsewhere. */
	kind: NoteListKind | null;
	/** ISO 3166-1 alpha-2, of a practice; null: not stated. */
	country: string | null;
}

/** The notes that stand under one heading, in a row. */
export interface NoteList extends ListFields {
	/** Of its first note: by this a form calls it. */
	code: string;
	topic: string;
	/** A heading beneath `topic`; null: none. */
	subtopic: string | null;
	/** How many notes stand under it, with the terms that follow them. */
	notes: number;
}

export interface EditedLists {
	lists: NoteList[];
	version: string;
}

interface NoteRow extends ListFields {
	id: string;
	code: string;
	topic: string | null;
	subtopic: string | null;
}

const rowsOf = (db: Db, planId: string): Promise<NoteRow[]> =>
	db
		.selectFrom('plan_note')
		.where('plan_id', '=', planId)
		.select(['id', 'code', 'topic', 'subtopic', 'country', 'list_kind as kind'])
		.orderBy('position')
		.orderBy('id')
		.execute();

/** Notes under headings, each run of the same ones by the code of its first note. */
function runs(rows: readonly NoteRow[]): Map<string, NoteRow[]> {
	const byCode = new Map<string, NoteRow[]>();
	let last: NoteRow[] = [];
	for (const row of rows) {
		const [first] = last;
		if (first && first.topic === row.topic && first.subtopic === row.subtopic) last.push(row);
		else byCode.set(row.code, (last = [row]));
	}
	return new Map([...byCode].filter(([, [first]]) => first!.topic !== null));
}

const isListed = (list: NoteRow[], { kind, country }: ListFields) =>
	list.every((row) => row.kind === kind && row.country === country);

const wordsOf = ({ topic, subtopic }: Pick<NoteRow, 'topic' | 'subtopic'>) =>
	[topic, subtopic].filter((heading) => heading !== null).join(' / ');

/** One line a list that is of something, as the log tells it. */
function inWords(rows: readonly NoteRow[], set: ReadonlyMap<string, ListFields>): Fields {
	const lines = [...runs(rows)].flatMap(([code, list]) => {
		const { kind, country } = set.get(code) ?? list[0]!;
		return kind === null ? [] : [[wordsOf(list[0]!), kind, country].filter(Boolean).join(' · ')];
	});
	return { note_lists: lines };
}

const versionOf = (rows: readonly NoteRow[]) =>
	createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);

/** The lists of a plan's notes, with the mark of their version. */
export async function noteLists(db: Db, planId: string): Promise<EditedLists> {
	const rows = await rowsOf(db, planId);
	const lists = [...runs(rows)].map(([code, list]) => {
		const { topic, subtopic, kind, country } = list[0]!;
		return { code, topic: topic!, subtopic, kind, country, notes: list.length };
	});
	return { lists, version: versionOf(rows) };
}

/**
 * Says what the lists under some headings are of; says whether anything is other than before.
 *
 * @param version of the form, as {@link noteLists} gave it
 * @param given by the code of a list's first note; what is left out stays, what is not there is ignored
 * @throws Conflict where notes were changed since; Refused for the country of what is no practice
 */
export function sortLists(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	version: string,
	{ given, reason }: { given: ReadonlyMap<string, ListFields>; reason: string }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...{ action: 'plan_changed', kind: 'plan', id: plan.id, version, reason, unchanged: false },
		read: async (trx) => {
			await trx
				.selectFrom('plan')
				.where('id', '=', plan.id)
				.select('id')
				.forNoKeyUpdate()
				.execute();
			const rows = await rowsOf(trx, plan.id);
			const [stored, sent] = [inWords(rows, new Map()), inWords(rows, given)];
			return { rows, code: '', version: versionOf(rows), stored, sent };
		},
		write: async (trx, { rows }) => {
			const fields = await save(trx, runs(rows), given);
			return { result: true, explains: [{ subject: { plan_id: plan.id }, fields, reason }] };
		}
	});
}

/** Returns the fields of the notes that were written, as their provenance calls them. */
async function save(
	trx: Trx,
	lists: ReadonlyMap<string, NoteRow[]>,
	given: ReadonlyMap<string, ListFields>
): Promise<string[]> {
	const written: string[] = [];
	for (const [code, { kind, country }] of given) {
		const list = lists.get(code) ?? [];
		if (list.length === 0 || isListed(list, { kind, country })) continue;
		if (country !== null && kind !== 'practice') throw new Refused('country', 'unknown_choice');
		await trx
			.updateTable('plan_note')
			.set({ list_kind: kind, country })
			.where(
				'id',
				'in',
				list.map(({ id }) => id)
			)
			.execute();
		for (const row of list)
			written.push(
				`notes.${row.code}.list_kind`,
				...(country === null ? [] : [`notes.${row.code}.country`])
			);
	}
	return written;
}
