/** Where the words of what was taken from a template come from: its words, as they were taken or as changed. */
import type { ProvenanceKind } from '../records/vocabulary.ts';
import { provenanceOf, type KeptProvenance } from './template.ts';

/** Where a field of what was taken comes from. */
export interface TakenWords {
	kind: ProvenanceKind;
	/** Of the publication, as the template has them; null: it quotes none. */
	quote: string | null;
	passageId: string | null;
	publicationId: string | null;
	/** What its reading in the template rests on; null: on the publication's words alone. */
	because: string | null;
}

/**
 * Where a field comes from that was taken unchanged. Words of a publication are words of another public
 * document in the plan that takes them; what was somebody's reading, or invented, is a reading there: the
 * template is why it is worded so.
 *
 * @param own what is written by hand in the plan that takes
 */
export function takenWords(
	item: { provenance: readonly KeptProvenance[] },
	field: string,
	own: ProvenanceKind
): TakenWords {
	const kept = provenanceOf(item, field);
	const isPublished = kept?.kind === 'source' || kept?.kind === 'public_record';
	return {
		kind: isPublished ? 'public_record' : own,
		quote: kept?.quote ?? null,
		passageId: kept?.passageId ?? null,
		publicationId: kept?.publicationId ?? null,
		because: kept?.reason ?? null
	};
}
