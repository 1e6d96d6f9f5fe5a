/** A plan's words on which no figure rests: descriptions, flags and notes. */
import { sql } from 'kysely';
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

export interface PlanNote {
	code: string;
	text: string;
	/** Whether it is the publication's own words, in the plan's language. */
	quoted: boolean;
	/** Ids of the elements that it concerns; none: the plan as a whole. */
	concerns: string[];
}

/** What the publication says besides its elements, or what has to be said of them, in order. */
export async function notes(db: Db, planId: string): Promise<PlanNote[]> {
	const [rows, concerns] = await Promise.all([
		db
			.selectFrom('plan_note')
			.leftJoin('provenance', (join) =>
				join
					.onRef('provenance.plan_id', '=', 'plan_note.plan_id')
					.on(sql<boolean>`provenance.field = 'notes.' || plan_note.code`)
			)
			.where('plan_note.plan_id', '=', planId)
			.select(['plan_note.id', 'plan_note.code', 'plan_note.text', 'provenance.kind'])
			.orderBy('plan_note.position')
			.execute(),
		db
			.selectFrom('plan_note_element')
			.where('plan_id', '=', planId)
			.select(['note_id', 'element_id'])
			.execute()
	]);
	const elements = Map.groupBy(concerns, (row) => row.note_id);
	return rows.map(({ id, code, text, kind }) => ({
		code,
		text,
		quoted: kind === 'source',
		concerns: (elements.get(id) ?? []).map((row) => row.element_id)
	}));
}
