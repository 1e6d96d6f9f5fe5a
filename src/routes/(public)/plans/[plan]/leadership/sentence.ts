/** A message in which some words are more than text, such as a figure that links to its explanation. */

/** Does not occur in any message, and is invisible should it ever be shown. */
const mark = '\u2063';

/** Stands in a message for a part that the page draws itself. */
export function slot(name: string): string {
	return mark + name + mark;
}

export type SentencePart = { text: string } | { slot: string };

/** The text and the slots of a message, in the order in which its language puts them. */
export function partsOf(message: string): SentencePart[] {
	return message
		.split(mark)
		.map((part, i) => (i % 2 === 0 ? { text: part } : { slot: part }))
		.filter((part) => 'slot' in part || part.text !== '');
}
