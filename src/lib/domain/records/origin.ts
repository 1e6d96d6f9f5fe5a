/** Where the words of a record come from that keeps this itself, beside its own fields. */
import type { Publication } from './provenance.ts';
import type { ProvenanceKind } from './vocabulary.ts';

/** Words that are quoted, and the passage in which they stand; null: they are quoted from elsewhere. */
export interface Quote {
	passage: string | null;
	text: string;
}

/** Where the words of a record come from. */
export interface Origin {
	kind: ProvenanceKind;
	reason: string | null;
	quotes: Quote[];
	/** Null: none is named but that of the passages. */
	publication: Publication | null;
}
