/** Places in a text. */
import type { Span } from './proposal.ts';

export const wordsAt = (text: string, { start, end }: Span): string => text.slice(start, end);

/** Without the blanks at either end; empty where there is nothing else. */
export function trimmed(text: string, { start, end }: Span): Span {
	const words = text.slice(start, end);
	const from = start + (words.length - words.trimStart().length);
	return { start: Math.min(from, end), end: Math.max(from, start + words.trimEnd().length) };
}

export const isEmpty = ({ start, end }: Span): boolean => start >= end;

/** Whether it has a letter or a number. */
export const hasWords = (text: string, span: Span): boolean =>
	/[\p{L}\p{N}]/u.test(wordsAt(text, span));

/** What a pattern finds within a span, as a place in the whole text; the pattern must be global. */
export function* found(
	text: string,
	{ start, end }: Span,
	pattern: RegExp
): Generator<Span & { match: RegExpExecArray }> {
	for (const match of text.slice(start, end).matchAll(pattern)) {
		const from = start + match.index;
		yield { start: from, end: from + match[0].length, match };
	}
}

/** The parts of a span that none of the others covers, blanks left out, in their order. */
export function uncovered(text: string, whole: Span, covered: Span[]): Span[] {
	const gaps: Span[] = [];
	let from = whole.start;
	for (const { start, end } of covered.toSorted((a, b) => a.start - b.start)) {
		if (start > from) gaps.push({ start: from, end: Math.min(start, whole.end) });
		from = Math.max(from, end);
	}
	if (from < whole.end) gaps.push({ start: from, end: whole.end });
	return gaps.map((gap) => trimmed(text, gap)).filter((gap) => !isEmpty(gap));
}
