/** The elements of a plan that is made, with what the text states of them besides. */
import { termNames } from '../frameworks/queries.ts';
import type { Insertable } from 'kysely';
import type { Coded } from '#lib/domain/proposals/work/coded.ts';
import type { WorkedElement } from '#lib/domain/proposals/work/worked.ts';
import { oneLine } from '#lib/domain/proposals/work/worked.ts';
import type { Trx } from '../db/connect.ts';
import type { PlanNoteTable } from '../db/schema/plans.ts';
import type { ProvenanceTable } from '../db/schema/provenance.ts';
import { placeOf } from './make-passages.ts';
import { explainElement, type Explaining } from './make-provenance.ts';

export interface MakingElements extends Explaining {
	codes: Map<number, Coded>;
}

async function insertElement(
	trx: Trx,
	planId: string,
	element: WorkedElement,
	place: {
		code: string;
		position: number;
		parent: { id: string; kind: WorkedElement['kind'] } | null;
		text: string;
	}
): Promise<string> {
	const { description } = element;
	const { id } = await trx
		.insertInto('element')
		.values({
			plan_id: planId,
			kind: element.kind,
			parent_id: place.parent?.id ?? null,
			parent_kind: place.parent?.kind ?? null,
			position: place.position,
			code: place.code,
			title: element.title,
			description: description && oneLine(place.text.slice(description.start, description.end))
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Terms that are known, such as `G2C`; others stay words of the passage. */
async function insertTerms(trx: Trx, text: string, ids: Map<WorkedElement, string>): Promise<void> {
	const byCode = new Map((await termNames(trx)).map(({ id, name }) => [name, id]));
	const rows = [...ids].flatMap(([{ terms }, element_id]) =>
		[...new Set(terms.map(({ start, end }) => text.slice(start, end)))].flatMap((code) => {
			const term_id = byCode.get(code);
			return term_id === undefined ? [] : [{ element_id, term_id }];
		})
	);
	if (rows.length > 0) await trx.insertInto('element_term').values(rows).execute();
}

/**
 * What the text states of an element that is a record of its own (a KPI, an office, a budget) is kept
 * as a note in its words: which record it becomes is for a person to say.
 */
async function insertStated(
	trx: Trx,
	planId: string,
	ids: Map<WorkedElement, string>,
	{ draft: { text }, passages }: Explaining
): Promise<void> {
	const notes: Insertable<PlanNoteTable>[] = [];
	const provenance: Insertable<ProvenanceTable>[] = [];
	const concerned: string[] = [];
	for (const [{ stated }, elementId] of ids) {
		for (const { label, value } of stated) {
			const code = `stated-${notes.length + 1}`;
			const [topic, said] = [label, value].map(({ start, end }) => text.slice(start, end));
			if (!said) continue;
			notes.push({
				...{ plan_id: planId, position: notes.length, code, subtopic: null, marker: null },
				...{ topic: oneLine(topic ?? ''), place: 'end', text: oneLine(said) }
			});
			concerned.push(elementId);
			for (const [field, span] of [
				[`notes.${code}`, value],
				[`notes.${code}.topic`, label]
			] as const)
				provenance.push({
					...{ plan_id: planId, element_id: null, kpi_id: null, organisation_id: null },
					...{ field, kind: 'source', reason: null, publication_id: null },
					quote: text.slice(span.start, span.end),
					passage_id: passages.get(placeOf(span))?.id ?? null
				});
		}
	}
	if (notes.length === 0) return;
	const rows = await trx
		.insertInto('plan_note')
		.values(notes)
		.returning(['id', 'position'])
		.execute();
	const links = rows.map(({ id, position }) => ({
		note_id: id,
		plan_id: planId,
		element_id: concerned[position]!
	}));
	await trx.insertInto('plan_note_element').values(links).execute();
	await trx.insertInto('provenance').values(provenance).execute();
}

/** Writes the tree, each element with its provenance. */
export async function insertElements(
	trx: Trx,
	planId: string,
	making: MakingElements
): Promise<void> {
	const { elements } = making.draft.worked;
	const ids = new Map<WorkedElement, string>();
	const byWorked = new Map(elements.map((element) => [element.id, element]));
	const counts = new Map<number | null, number>();
	const provenance: Insertable<ProvenanceTable>[] = [];
	for (const element of elements) {
		const above = element.parent === null ? undefined : byWorked.get(element.parent);
		const position = counts.get(element.parent) ?? 0;
		counts.set(element.parent, position + 1);
		const { code, isStated } = making.codes.get(element.id)!;
		const parent = above ? { id: ids.get(above)!, kind: above.kind } : null;
		const { text } = making.draft;
		const id = await insertElement(trx, planId, element, { code, position, parent, text });
		ids.set(element, id);
		provenance.push(...explainElement(id, element, isStated, making));
	}
	if (provenance.length > 0) await trx.insertInto('provenance').values(provenance).execute();
	await insertTerms(trx, making.draft.text, ids);
	await insertStated(trx, planId, ids, making);
}
