/** Elements of their entries: passages, titles, descriptions, and what the text runs together. */
import { elementKinds, type ElementKind } from '../records/vocabulary.ts';
import { isCode } from '../records/codes.ts';
import type { Entry, Read } from './entries.ts';
import { kindsOf } from './kinds.ts';
import { sentenceParts } from './mid-sentence.ts';
import type { ProposedElement, SetAside, Span } from './proposal.ts';
import { hasWords, trimmed } from './spans.ts';
import { titleAndRest, withoutRemark, withoutTerms } from './titles.ts';

export interface Elements {
	elements: ProposedElement[];
	headings: Span[];
	aside: SetAside[];
}

/** `II.A.1`, where what stands above it and it are numbered; `1.2.1` says so by itself. */
function codeOf({ node: { block }, numbers }: Entry): string | null {
	const own = numbers.at(-1);
	// the number behind a word, as in `GOAL # 1`, is no code: another word's elements have it too
	if (own === null || own === undefined || block.numbers.length === 0) return null;
	const code = own.includes('.') ? own : numbers.filter((number) => number !== null).join('.');
	return isCode(code) ? code : null;
}

const below = (kind: ElementKind): ElementKind =>
	elementKinds[elementKinds.indexOf(kind) + 1] ?? 'activity';

/** What a title says in its words, with what stands behind it. */
function titled(
	text: string,
	words: Span
): Pick<ProposedElement, 'title' | 'description' | 'terms'> {
	const { words: said, terms } = withoutTerms(text, words);
	const { title, rest } = titleAndRest(text, said);
	return { title, description: rest, terms };
}

/** An entry's element, and those that stand within its sentence. */
function ofEntry(
	text: string,
	entry: Entry,
	kind: ElementKind,
	parent: number | null,
	place: number
): { elements: ProposedElement[]; remark: Span | null } {
	const { node, stated } = entry;
	const { block } = node;
	const content = trimmed(text, { start: block.contentStart, end: block.end });
	const { words, remark } = withoutRemark(text, content);
	const [first = words, ...others] = kind === 'activity' ? [words] : sentenceParts(text, words);
	const passage = { start: block.wordsStart, end: words.end };
	const marker =
		block.wordsStart > block.start ? { start: block.start, end: block.wordsStart } : null;
	const common = { passage, marker, description: null, terms: [], stated: [], code: null };
	const division = others.length > 0 ? 'mid_sentence' : block.isRunTogether ? 'run_together' : null;
	const element: ProposedElement = {
		...common,
		...titled(text, first),
		kind,
		parent,
		stated,
		division,
		code: codeOf(entry)
	};
	const parts = others.map((part): ProposedElement => ({
		...common,
		...titled(text, part),
		marker: null,
		kind: below(kind),
		parent: place,
		division: 'mid_sentence'
	}));
	return { elements: [element, ...parts], remark };
}

/** Elements in the text's order; entries without a kind or a word are set aside. */
export function elementsOf(text: string, { entries, headings, aside }: Read): Elements {
	const kinds = kindsOf(entries);
	const places = new Map<Entry, number>();
	const result: Elements = { elements: [], headings, aside: [...aside] };
	for (const entry of entries) {
		const { block } = entry.node;
		const kind = kinds.get(entry);
		const isWordless = !hasWords(text, { start: block.contentStart, end: block.end });
		if (!kind || isWordless) {
			const why = kind ? 'heading' : 'too_deep';
			result.aside.push({ span: { start: block.start, end: block.end }, why });
			continue;
		}
		const parent = entry.parent ? (places.get(entry.parent) ?? null) : null;
		const place = result.elements.length;
		const { elements, remark } = ofEntry(text, entry, kind, parent, place);
		places.set(entry, place);
		result.elements.push(...elements);
		if (remark) result.aside.push({ span: trimmed(text, remark), why: 'remark' });
	}
	return result;
}
