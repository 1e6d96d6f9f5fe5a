/**
 * Isolates text of another direction, wherever a page shows it: a name or a note must not turn the words
 * and numbers beside it. Signs that turn a direction are closed when they are stored; this also holds
 * what came otherwise within its own place on the page. Words that are written from right to left are
 * isolated within their sentence, in the one place through which all pages pass.
 */
import {
	closed,
	hasRightToLeft,
	markRightToLeft,
	turnsDirection
} from '#lib/domain/records/bidi.ts';

/** In these text stands alone, and tags are none. */
const bare = /^<(title|textarea|option|script|style)\b/i;
const [isolate, end] = ['\u2068', '\u2069'];

/** Where a tag ends that begins here, since its attributes may hold any sign; -1: nowhere. */
function endOfTag(html: string, start: number): number {
	let quote = '';
	for (let at = start + 1; at < html.length; at += 1) {
		const sign = html[at]!;
		if (quote) quote = sign === quote ? '' : quote;
		else if (sign === '"' || sign === "'") quote = sign;
		else if (sign === '>') return at + 1;
	}
	return -1;
}

/** @param isDrawn within a drawing, which shows no tag of pages: signs do it there */
function isolated(text: string, tag: string, isDrawn: boolean): string {
	if (turnsDirection(text))
		return bare.test(tag) || isDrawn ? closed(text) : `<bdi>${closed(text)}</bdi>`;
	if (!hasRightToLeft(text) || bare.test(tag)) return text;
	return markRightToLeft(text, (part) => (isDrawn ? isolate + part + end : `<bdi>${part}</bdi>`));
}

const isolates = (html: string): boolean => turnsDirection(html) || hasRightToLeft(html);

export function isolateText(html: string): string {
	if (!isolates(html)) return html;
	const pieces: string[] = [];
	let tag = '';
	let isDrawn = false;
	let from = 0;
	for (;;) {
		const start = html.indexOf('<', from);
		pieces.push(isolated(html.slice(from, start < 0 ? undefined : start), tag, isDrawn));
		if (start < 0) break;
		const end = endOfTag(html, start);
		if (end < 0) {
			pieces.push(html.slice(start));
			break;
		}
		tag = html.slice(start, end);
		if (/^<\/?svg\b/.test(tag)) isDrawn = !tag.startsWith('</');
		pieces.push(tag);
		from = end;
	}
	return pieces.join('');
}
