/** Two versions of one thing, where somebody was first. */
import { m } from '#lib/paraglide/messages.js';
import { moment } from '#lib/ui/format.ts';
import type { Compared } from './compared.ts';

export interface ConflictView {
	/** `appended`: both entries are kept. `changed`: what is sent goes over what is stored. */
	way: 'appended' | 'changed';
	/** What the form must carry to be taken now. */
	version: string;
	/** Who stored what stands there now; null: nobody is named. */
	by: string | null;
	/** It was the reader, in another window. */
	isOwn: boolean;
	at: Date | null;
	/** What they did, in words, where the log has it. */
	did: string[];
	rows: Compared[];
}

export interface ConflictWords {
	heading: string;
	/** What was saved and what was not, and what to do. */
	next: string;
	caption: string;
	/** Whose the stored version is. */
	theirs: string;
}

function appended({ by, isOwn }: ConflictView): ConflictWords {
	if (isOwn)
		return {
			heading: m.conflict_appended_heading_own(),
			next: m.conflict_appended_why_own(),
			caption: m.conflict_appended_caption_own(),
			theirs: m.conflict_appended_theirs_own()
		};
	return {
		heading: m.conflict_appended_heading(),
		next: m.conflict_appended_why(),
		caption: m.conflict_appended_caption(),
		theirs:
			by === null ? m.conflict_appended_theirs_nobody() : m.conflict_appended_theirs({ person: by })
	};
}

function changedHeading({ by, isOwn, at }: ConflictView, timeZone: string): string {
	if (at === null) return m.conflict_heading_unknown();
	const when = moment(at, timeZone);
	if (isOwn) return m.conflict_heading_own({ at: when });
	return m.conflict_heading({ by: by ?? m.edit_somebody(), at: when });
}

/** @param next what to do now, in one sentence, where theirs would be written over */
export function conflictWords(
	conflict: ConflictView,
	timeZone: string,
	next: string
): ConflictWords {
	if (conflict.way === 'appended') return appended(conflict);
	return {
		heading: changedHeading(conflict, timeZone),
		next: `${conflict.isOwn ? m.conflict_nothing_saved_own() : m.conflict_nothing_saved()} ${next}`,
		caption: m.conflict_caption(),
		theirs: conflict.isOwn
			? m.conflict_appended_theirs_own()
			: m.conflict_theirs({ by: conflict.by ?? m.edit_somebody() })
	};
}
