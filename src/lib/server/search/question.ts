/** What somebody searches for, written as the database looks for it. */

/** No question is longer; the field takes no more. */
export const mostAsked = 200;

/** A question as it is considered and said again: no longer than the field, and one line. */
export function questionOf(asked: string): string {
	const line = asked.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
	return line.slice(0, mostAsked).toWellFormed().trim();
}

/** A word that was asked for, folded, and those that plans have of its kind. */
export interface AskedWord {
	word: string;
	/** Words that have it within, as `pelayanan` has `layan`. */
	around: string[];
	/** Words that are spelt nearly so. */
	near: string[];
}

const quoted = (word: string) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;

/** How nearly a word must be there as it was asked for: where one begins, within one, or spelt nearly so. */
export type Closeness = 'beginning' | 'within' | 'near';

/** Where words stand: `a` codes, `b` titles, `c` who answers for it, `d` what is said of it. */
export type Places = 'ab' | 'abc' | 'abcd';

function alternatives({ word, around, near }: AskedWord, closeness: Closeness, places: Places) {
	const others = { beginning: [], within: around, near: [...around, ...near] }[closeness];
	// a single letter is a word of its own
	const asked = `${quoted(word)}:${[...word].length === 1 ? '' : '*'}${places}`;
	return [asked, ...others.map((other) => `${quoted(other)}:${places}`)];
}

/**
 * All words as PostgreSQL's `tsquery`. Letters mean themselves: folded words have no marks but those
 * within a code, and are quoted.
 */
export function queryOf(words: AskedWord[], closeness: Closeness, places: Places): string {
	return words.map((word) => `(${alternatives(word, closeness, places).join(' | ')})`).join(' & ');
}
