/** A text's lines. */
import type { Span } from './proposal.ts';

/** A line without the blanks around it. */
export interface Line extends Span {
	/** Columns of blanks before it; a tab is four. */
	indent: number;
	/** Whether an empty line stands before it, or nothing. */
	afterBlank: boolean;
}

const tab = 4;
const columnsOf = (blanks: string) =>
	[...blanks].reduce((columns, blank) => columns + (blank === '\t' ? tab : 1), 0);

/** The lines that have words, in their order. */
export function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	let afterBlank = true;
	for (const { 0: raw, index } of text.matchAll(
		/[^\r\n\f\u2028\u2029]+|\r\n?|[\n\f\u2028\u2029]/g
	)) {
		if (/^[\r\n\f\u2028\u2029]/.test(raw)) continue;
		const words = raw.trim();
		const before = raw.length - raw.trimStart().length;
		const start = index + before;
		if (words !== '')
			lines.push({
				start,
				end: start + words.length,
				indent: columnsOf(raw.slice(0, before)),
				afterBlank: afterBlank || blankBetween(text, lines.at(-1)?.end ?? 0, start)
			});
		afterBlank = false;
	}
	return lines;
}

/** Whether an empty line, or the end of a page, stands between two places. */
const blankBetween = (text: string, from: number, to: number): boolean =>
	/\f|(?:\r\n|[\r\n\u2028\u2029])[^\S\r\n]*(?:\r\n|[\r\n\u2028\u2029])/.test(text.slice(from, to));
