/**
 * Isolates text whose signs turn its direction, wherever a page shows it: a name or a note must not
 * turn the words beside it. What is entered is closed when it is stored; this also holds what came
 * otherwise within its own place on the page.
 */
import { closed, turnsDirection } from '#lib/domain/records/bidi.ts';

/** In these text stands alone, and tags are none. */
const bare = /^<(title|textarea|option|script|style)\b/i;

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

function isolated(text: string, tag: string): string {
	if (!turnsDirection(text)) return text;
	return bare.test(tag) ? closed(text) : `<bdi>${closed(text)}</bdi>`;
}

export function isolateText(html: string): string {
	if (!turnsDirection(html)) return html;
	const pieces: string[] = [];
	let tag = '';
	let from = 0;
	for (;;) {
		const start = html.indexOf('<', from);
		pieces.push(isolated(html.slice(from, start < 0 ? undefined : start), tag));
		if (start < 0) break;
		const end = endOfTag(html, start);
		if (end < 0) {
			pieces.push(html.slice(start));
			break;
		}
		tag = html.slice(start, end);
		pieces.push(tag);
		from = end;
	}
	return pieces.join('');
}
