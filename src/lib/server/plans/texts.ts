/** A plan's words on which no figure rests: descriptions, flags and notes. */
import { sql } from 'kysely';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { NoteWords, PlanNote } from '#lib/domain/records/plan-note.ts';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import { revisionKnown, setOut } from '../facts/structure.ts';

export interface ElementText {
	description: string | null;
	/** False where it reads as an outcome, not as something delivered. */
	deliverableDefined: boolean;
}

interface TextVersion extends ElementText {
	id: string;
	retired: boolean;
}

/** Of each element the version that holds on the scope's day, of those that were known. */
function versions(
	db: Db,
	planId: string,
	{ day, known }: { day: string; known: number }
): Promise<TextVersion[]> {
	return db
		.selectFrom('element_version')
		.where('plan_id', '=', planId)
		.where('holds_from', '<=', day)
		.$if(Number.isFinite(known), (query) => query.where('revision', '<=', String(known)))
		.select(['id', 'retired', 'description', 'deliverable_defined as deliverableDefined'])
		.distinctOn('id')
		.orderBy('id', 'desc')
		.orderBy('holds_from', 'desc')
		.orderBy('revision', 'desc')
		.execute();
}

/** By element id: what was said of it on the scope's day, as its title was. */
export async function elementTexts(
	db: Db,
	plan: PlanRow,
	scope: Scope
): Promise<Map<string, ElementText>> {
	const day = scope.reading === 'baseline' ? fromTheBeginning : scope.asOf;
	const known = revisionKnown(await setOut(db, plan), scope);
	const held = (await versions(db, plan.id, { day, known })).filter(({ retired }) => !retired);
	return new Map(
		held.map(({ id, description, deliverableDefined }) => [id, { description, deliverableDefined }])
	);
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
