/** `Baseline: 20 %`, `Penanggung jawab: Diskominfo`: what a line states of the element above it. */
import type { Span, Stated } from './proposal.ts';
import { trimmed } from './spans.ts';
import { statedBy } from './stated-words.ts';

const labelWords = 6;

/** What a line states; undefined where it does not begin with a known word and a colon. */
export function labelledAt(text: string, { start, end }: Span): Stated | undefined {
	const words = text.slice(start, end);
	const colon = words.search(/\s*[:=]\s/);
	const label = words.slice(0, Math.max(colon, 0));
	if (label === '' || label.split(/\s+/).length > labelWords) return undefined;
	const field = statedBy(label);
	if (!field) return undefined;
	const behind = start + colon + (/^\s*[:=]\s*/.exec(words.slice(colon))?.[0].length ?? 1);
	return {
		field,
		label: { start, end: start + colon },
		value: trimmed(text, { start: behind, end })
	};
}
