/** What a plan's publication says besides its elements, or what has to be said of them. */
import type { NotePlace } from './vocabulary.ts';

/** Words of a note or of a heading. */
export interface NoteWords {
	text: string;
	/** Whether they are the publication's own, in the plan's language. */
	quoted: boolean;
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
	/** Ids of the elements that it concerns; none: the plan as a whole. */
	concerns: string[];
}
