/** A plan's words on which no figure rests: descriptions, flags and notes. */
import { sql } from 'kysely';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { NoteWords, PlanNote } from '#lib/domain/records/plan-note.ts';
import type { Db } from '../db/connect.ts';

export interface ElementText {
	description: string | null;
	/** False where it reads as an outcome, not as something delivered. */
	deliverableDefined: boolean;
}

/** By element id. */
export async function elementTexts(db: Db, planId: string): Promise<Map<string, ElementText>> {
	const rows = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select(['id', 'description', 'deliverable_defined as deliverableDefined'])
		.execute();
	return new Map(rows.map(({ id, ...text }) => [id, text]));
}

/** The provenance of a note, or of one of its headings, beside the note. */
const noteWords = (db: Db, planId: string) =>
	db
		.selectFrom('plan_note as note')
		.leftJoin('provenance as of_text', (join) =>
			join
				.onRef('of_text.plan_id', '=', 'note.plan_id')
				.on(sql<boolean>`of_text.field = 'notes.' || note.code`)
		)
		.leftJoin('provenance as of_topic', (join) =>
			join
				.onRef('of_topic.plan_id', '=', 'note.plan_id')
				.on(sql<boolean>`of_topic.field = 'notes.' || note.code || '.topic'`)
		)
		.leftJoin('provenance as of_subtopic', (join) =>
			join
				.onRef('of_subtopic.plan_id', '=', 'note.plan_id')
				.on(sql<boolean>`of_subtopic.field = 'notes.' || note.code || '.subtopic'`)
		)
		.where('note.plan_id', '=', planId)
		.select(['note.id', 'note.code', 'note.text', 'note.marker', 'note.place'])
		.select(['note.topic', 'note.subtopic', 'of_text.kind'])
		.select(['of_topic.kind as topicKind', 'of_subtopic.kind as subtopicKind'])
		.orderBy('note.position');

const headingOf = (text: string | null, kind: ProvenanceKind | null): NoteWords | null =>
	text === null ? null : { text, quoted: kind === 'source' };

/** What the publication says besides its elements, or what has to be said of them, in order. */
export async function notes(db: Db, planId: string): Promise<PlanNote[]> {
	const [rows, concerns] = await Promise.all([
		noteWords(db, planId).execute(),
		db
			.selectFrom('plan_note_element')
			.where('plan_id', '=', planId)
			.select(['note_id', 'element_id'])
			.execute()
	]);
	const elements = Map.groupBy(concerns, (row) => row.note_id);
	return rows.map(({ id, kind, topicKind, subtopicKind, topic, subtopic, ...note }) => ({
		...note,
		quoted: kind === 'source',
		topic: headingOf(topic, topicKind),
		subtopic: headingOf(subtopic, subtopicKind),
		concerns: (elements.get(id) ?? []).map((row) => row.element_id)
	}));
}
