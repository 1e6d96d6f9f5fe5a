/** Elements of what sentences list, for texts that mark nothing. */
import { elementKinds } from '../records/vocabulary.ts';
import type { Elements } from './elements.ts';
import { kindsByRank } from './kinds.ts';
import type { Span } from './proposal.ts';
import { proseItems, type ProseItem } from './prose-lists.ts';
import { uncovered } from './spans.ts';

/** Where nothing is marked, what the prose lists; it ties none of it to another. */
export function addProse(text: string, read: Elements): Elements {
	if (read.elements.length > 0) return read;
	const prose = read.aside.filter(({ why }) => why === 'prose');
	const items = withoutPurposes(
		proseItems(
			text,
			prose.map(({ span }) => span)
		)
	);
	const kinds = kindsByRank(items.map(({ rank }) => rank));
	const elements = items.map(({ rank, title, rest, sentence, isDivided }) => ({
		kind: elementKinds[kinds.get(rank) ?? 2] ?? 'activity',
		parent: null,
		marker: null,
		code: null,
		passage: sentence,
		title,
		description: rest,
		terms: [],
		division: isDivided ? ('one_of_a_list' as const) : null,
		stated: []
	}));
	const used = items.map(({ sentence }) => sentence);
	const aside = read.aside.flatMap(({ span, why }) =>
		without(text, span, used).map((left) => ({ span: left, why }))
	);
	return { elements, headings: read.headings, aside };
}

/** Where its lists alone take all three kinds, a text's own purpose is none of its goals. */
function withoutPurposes(items: ProseItem[]): ProseItem[] {
	const listed = items.filter(({ isDivided }) => isDivided);
	const isFull = new Set(listed.map(({ rank }) => rank)).size >= elementKinds.length;
	return isFull ? listed : items;
}

const without = (text: string, span: Span, used: Span[]): Span[] =>
	uncovered(
		text,
		span,
		used.filter(({ start, end }) => start < span.end && end > span.start)
	);
