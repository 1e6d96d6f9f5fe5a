/** From the text of an adopted plan to a tree that a person can accept, change or refuse. */
import { blocksOf, type Block } from './blocks.ts';
import { elementsOf } from './elements.ts';
import { entriesOf } from './entries.ts';
import { isFurniture } from './furniture.ts';
import { outlineOf } from './outline.ts';
import { addProse } from './prose-elements.ts';
import type { Proposal, SetAside, Span } from './proposal.ts';
import { uncovered, wordsAt } from './spans.ts';
import { addTables } from './table-elements.ts';
import { tablesOf } from './tables.ts';
import { statementOf, type Stated } from './vision.ts';

const spanOf = ({ start, end }: Span): Span => ({ start, end });

const inOrder = <T>(items: T[], place: (item: T) => number): T[] =>
	items.toSorted((a, b) => place(a) - place(b));

/**
 * The tree that a text suggests. Every word of the text is in it or set aside; no word is changed, and
 * nothing is in it that the text does not say.
 */
export function propose(text: string): Proposal {
	const all = blocksOf(text);
	const furniture = all.filter((block) => isFurniture(wordsAt(text, block)));
	const tables = tablesOf(text, all);
	const taken = new Set<Block>([...furniture, ...tables.flatMap(({ blocks }) => blocks)]);
	const words = all.filter((block) => !taken.has(block));
	const statements = (['vision', 'mission'] as const).map((name) =>
		statementOf(text, words, name)
	) as [Stated | undefined, Stated | undefined];
	for (const block of statements.flatMap((stated) => stated?.blocks ?? [])) taken.add(block);
	const outline = outlineOf(
		text,
		all.filter((block) => !taken.has(block))
	);
	const marked = addTables(text, elementsOf(text, entriesOf(text, outline)), tables);
	const { elements, headings, aside } = addProse(text, marked);
	const setAside: SetAside[] = [
		...aside,
		...furniture.map((block) => ({ span: spanOf(block), why: 'furniture' as const }))
	];
	const [vision, mission] = statements;
	// its heading, and the marks in which it is quoted
	const around = statements.flatMap((stated) =>
		stated
			? stated.blocks.flatMap((block) => uncovered(text, spanOf(block), [stated.statement]))
			: []
	);
	return {
		elements,
		vision: vision?.statement ?? null,
		mission: mission?.statement ?? null,
		headings: inOrder([...headings, ...around], ({ start }) => start),
		setAside: inOrder(setAside, ({ span }) => span.start)
	};
}
