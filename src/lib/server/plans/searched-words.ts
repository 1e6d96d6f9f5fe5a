/** What somebody searches for, and the words of a plan, written so that both are found alike. */
import { sql, type RawBuilder } from 'kysely';

/** No question is longer; the field takes no more. */
export const mostAsked = 200;

/** Marks that typesetters have, and below each the one of a keyboard. */
const printed = '’‘‚‛ʼ′`´“”„‟«»″‐‑‒–—―−';
const typed = `''''''''"""""""-------`;

/** A question as it is considered and said again: no longer than the field, and one line. */
export function questionOf(asked: string): string {
	const line = asked.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
	return line.slice(0, mostAsked).toWellFormed().trim();
}

/** Without accents and with the marks of a keyboard; case is left to the comparison. */
export function folded(asked: string): string {
	const plain = [...asked].map((mark) => typed[printed.indexOf(mark)] ?? mark).join('');
	return plain.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '');
}

/** The same for what the database holds; most texts have nothing to fold, and are told by their length. */
export function foldedText(text: RawBuilder<string>): RawBuilder<string> {
	const plain = sql`normalize(translate(${text}, ${printed}, ${typed}), nfkd)`;
	return sql<string>`case when octet_length(${text}) = char_length(${text}) then ${text}
		else regexp_replace(${plain}, ${'[\u0300-\u036f]+'}, '', 'g') end`;
}

/** Marks around a word are not meant: quotes, commas, brackets. */
const around = /^['"\-.,;:!?()[\]{}]+|['"\-.,;:!?()[\]{}]+$/g;

const wordsOf = (asked: string) =>
	folded(questionOf(asked))
		.split(/\s+/)
		.map((word) => word.replaceAll(around, ''))
		.filter(Boolean);

const literally = (words: string) => words.replaceAll(/[^\p{L}\p{N}\s_]/gu, String.raw`\$&`);

/** Where a word begins, if it begins with what words are made of. */
const atBeginning = (word: string) =>
	(/^[\p{L}\p{N}_]/u.test(word) ? String.raw`\m` : '') + literally(word);

/**
 * One regular expression a word, all of whose characters mean themselves. A single letter is a word
 * of its own; two, and numbers, begin one; what is longer may stand anywhere, as in `pelayanan`.
 */
export function patternsOf(asked: string): string[] {
	return [...new Set(wordsOf(asked))].map((word) => {
		if (/^[\p{L}\p{N}_]$/u.test(word)) return String.raw`\m${word}\M`;
		return word.length === 2 || /^\d/.test(word) ? atBeginning(word) : literally(word);
	});
}

/** The same words, each where a word begins. */
export const beginningsOf = (asked: string) => [...new Set(wordsOf(asked))].map(atBeginning);

/** All that was asked, in one piece. */
export const phraseOf = (asked: string) => wordsOf(asked).join(' ');
export const phrasePattern = (asked: string) => atBeginning(phraseOf(asked));
