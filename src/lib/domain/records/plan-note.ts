/** What a plan's publication says besides its elements, or what has to be said of them. */
import type { Provenance } from './provenance.ts';
import type { NoteListKind, NotePlace } from './vocabulary.ts';

/** Words of a note or of a heading. */
export interface NoteWords {
	text: string;
	/** Whether they are the publication's own, in the plan's language. */
	quoted: boolean;
}

export interface ListedTerm {
	code: string;
	title: string;
	definition: string | null;
	/** What the source prints before it. */
	marker: string | null;
	provenance: Provenance;
}

/** The terms of an axis, where the list that a note announces is kept as these. */
export interface TermList {
	/** The name of its framework in addresses. */
	framework: string;
	/** What the framework is called, in its own language. */
	title: string;
	language: string;
	terms: ListedTerm[];
}

export interface PlanNote extends NoteWords {
	code: string;
	/** The heading that it stands under; null: none. */
	topic: NoteWords | null;
	/** A heading beneath that one. */
	subtopic: NoteWords | null;
	/** What the publication prints before it; null: it is no item of a list. */
	marker: string | null;
	place: NotePlace;
	/** What the list is of that it stands in; null: no list that is of use elsewhere. */
	listKind: NoteListKind | null;
	/** ISO 3166-1 alpha-2: whose practice it is; null: not stated. */
	country: string | null;
	/** What follows its words; null: nothing does. */
	list: TermList | null;
	/** Ids of the elements that it concerns; none: the plan as a whole. */
	concerns: string[];
}
