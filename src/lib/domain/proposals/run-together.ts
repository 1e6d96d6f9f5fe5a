/** Markers that a text runs into the middle of a line: a line ends before each. */
import type { Span } from './proposal.ts';
import { found } from './spans.ts';
import { anyPlanWord } from './plan-words.ts';
import { surelyBullets } from './bullet-markers.ts';

const bracketed = new RegExp(`[([](?:${anyPlanWord})(?:\\s*#?\\s*\\d{1,3})?[)\\]]`, 'giu');
/** No blank before it, and a number behind it: `servicesGOAL # 2 –`. */
const joined = new RegExp(`(?<=[\\p{Ll}.;)])(?:${anyPlanWord})\\s*#?\\s*\\d{1,3}\\s*[–—:-]`, 'giu');
const bullet = new RegExp(`[${surelyBullets}]\\s*(?=\\S)`, 'gu');

const isCapital = (word: string) => /\p{Lu}/u.test(word) && word === word.toUpperCase();

/** Where within a line a marker begins that should have begun a line of its own. */
export function runTogetherAt(text: string, line: Span): number[] {
	const words = [...found(text, line, bracketed), ...found(text, line, joined)]
		.filter(({ match }) => isCapital(match[0]))
		.map(({ start }) => start);
	const bullets = [...found(text, line, bullet)].map(({ start }) => start);
	return [...new Set([...words, ...bullets])].filter((at) => at > line.start).sort((a, b) => a - b);
}
