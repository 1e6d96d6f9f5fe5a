/** What in an element's words is its title, and what stands behind it. */
import type { Span } from './proposal.ts';
import { found, hasWords, isEmpty, trimmed } from './spans.ts';

/** A change to letters made for another purpose (bold, italic, script of the mathematicians). */
const styled = /(?<![\s–—-])[\s–—-]*(?:[\u{1d400}-\u{1d7ff}][^\p{L}]*){3}/gu;

/** Words, and what is added behind them in styled letters. */
export function withoutRemark(text: string, words: Span): { words: Span; remark: Span | null } {
	const first = found(text, words, styled).next().value;
	if (!first || !hasWords(text, { start: words.start, end: first.start }))
		return { words, remark: null };
	return {
		words: { start: words.start, end: first.start },
		remark: { start: first.start, end: words.end }
	};
}

const relation = '[A-Z]2[A-Z]';
const relations = new RegExp(
	`(?<!\\s)\\s*\\(\\s*${relation}(?:\\s*[,;/&]\\s*${relation})*\\s*\\)\\s*$`,
	'gu'
);

/** Service relations in brackets at the end, such as `(G2G, G2C)`. */
export function withoutTerms(text: string, words: Span): { words: Span; terms: Span[] } {
	const bracket = found(text, words, relations).next().value;
	if (!bracket || !hasWords(text, { start: words.start, end: bracket.start }))
		return { words, terms: [] };
	const terms = [...found(text, bracket, new RegExp(relation, 'g'))];
	return {
		words: trimmed(text, { start: words.start, end: bracket.start }),
		terms: terms.map(({ start, end }) => ({ start, end }))
	};
}

/** `Digital Identity: Developing a secure …` */
const headed = /^[^:.!?\n]{2,90}:(?=\s)/gu;
/** A sentence's end before another; not behind `Dr.` or a single letter. */
const sentence = /(?<=[\p{Ll}\p{N})]{2}[.!?][”"]?)\s+(?=[\p{Lu}“"])/gu;
const headWords = 12;

/** The title, and the description behind it: after a colon, or from the second sentence on. */
export function titleAndRest(text: string, words: Span): { title: Span; rest: Span | null } {
	const head = found(text, words, headed).next().value;
	if (head && head.match[0].split(/\s+/).length <= headWords) {
		const rest = trimmed(text, { start: head.end, end: words.end });
		if (!isEmpty(rest)) return { title: { start: head.start, end: head.end - 1 }, rest };
	}
	const end = found(text, words, sentence).next().value;
	const title = { start: words.start, end: end ? end.start : words.end };
	const rest = end ? { start: end.end, end: words.end } : null;
	return { title: withoutColon(text, title), rest };
}

function withoutColon(text: string, { start, end }: Span): Span {
	return trimmed(text, { start, end: text[end - 1] === ':' ? end - 1 : end });
}
