/** Whether a text is the publication's own: what is quoted is quoted, what was changed says so. */
import type { Provenance } from './provenance.ts';

export type WordsOrigin =
	| { standing: 'published' }
	/** The publication says something else. */
	| { standing: 'changed'; published: string; reason: string | null }
	/** The publication has nothing of it. */
	| { standing: 'added'; reason: string | null }
	/** It was taken from a template; whether its words are others since is said with that. */
	| { standing: 'taken' }
	/** Nobody recorded where it comes from. */
	| { standing: 'unrecorded' };

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Where a text stands towards the publication, by the provenance of its field. */
export function wordsOrigin(
	text: string,
	provenance: Pick<Provenance, 'kind' | 'quote' | 'reason'> | undefined
): WordsOrigin {
	if (provenance === undefined) return { standing: 'unrecorded' };
	const { kind, quote, reason } = provenance;
	if (kind === 'source') return { standing: 'published' };
	if (quote === null) return { standing: 'added', reason };
	if (oneLine(quote) === oneLine(text)) return { standing: 'published' };
	return { standing: 'changed', published: quote, reason };
}
