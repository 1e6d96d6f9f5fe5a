/** A plan's words on which no figure rests: descriptions, flags and notes. */
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
	/** Ids of the elements that it concerns; none: the plan as a whole. */
	concerns: string[];
}

/** What the publication says besides its elements, or what has to be said of them, in order. */
export async function notes(db: Db, planId: string): Promise<PlanNote[]> {
	const [rows, concerns] = await Promise.all([
		db
			.selectFrom('plan_note')
			.where('plan_id', '=', planId)
			.select(['id', 'code', 'text'])
			.orderBy('position')
			.execute(),
		db
			.selectFrom('plan_note_element')
			.where('plan_id', '=', planId)
			.select(['note_id', 'element_id'])
			.execute()
	]);
	const elements = Map.groupBy(concerns, (row) => row.note_id);
	return rows.map(({ id, code, text }) => ({
		code,
		text,
		concerns: (elements.get(id) ?? []).map((row) => row.element_id)
	}));
}
