/** What each amendment changed of an element, with its instrument, in words. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { ofAmendment } from '#lib/server/evidence/queries.ts';
import { recordNames, referenceNames } from '#lib/server/amendments/names.ts';
import { amendmentsOf } from '#lib/server/amendments/of-element.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { AsKnown } from '#lib/server/facts/as-known.ts';
import type { EvidenceView } from '#lib/ui/evidence/evidence-view.ts';
import { amendmentView, type AmendmentView } from './amendment-view.ts';
import { changeWords, type RecordWords } from './amendment-words.ts';
import { publicEvidence } from '../evidence/evidence-view.ts';

export interface ElementAmendmentWords extends AmendmentView {
	records: RecordWords[];
	/** The text of its instrument, as files and links. */
	evidence: EvidenceView[];
}

interface ElementAsked {
	elementId: string;
	on: IsoDate;
	currency: string;
	/** Who reads it. */
	actor: Actor;
}

/** The latest first; empty where none changed it. */
export async function elementAmendments(
	db: Db,
	known: AsKnown,
	{ elementId, on, currency, actor }: ElementAsked
): Promise<ElementAmendmentWords[]> {
	const found = await amendmentsOf(db, known, elementId, on);
	if (found.length === 0) return [];
	const references = await referenceNames(db, known.planId);
	return await Promise.all(
		found.map(async ({ amendment, changes }) => {
			const names = await recordNames(db, amendment.id);
			const words = { names, references, currency };
			const evidence = publicEvidence(await ofAmendment(db, amendment.id), actor);
			return { ...amendmentView(amendment), records: changeWords(changes, words), evidence };
		})
	);
}
