/** The plan's vision and mission: what stands behind the word, or behind a sentence that announces it. */
import { isMarked, type Block } from './blocks.ts';
import type { Span } from './proposal.ts';
import { trimmed } from './spans.ts';

type Statement = 'vision' | 'mission';

const words: Record<Statement, string> = {
	vision: 'vision(?: statement)?|visi|bisyon|pananaw',
	mission: 'mission(?: statement)?|misi|misyon'
};

/** `VISION`, `Visi:`, `Our mission: To …` */
const heading = (statement: Statement) =>
	new RegExp(`^(?:(?:our|the|ang)\\s+)?(?:${words[statement]})\\s*(?:$|[:–—]\\s*)`, 'iu');
const announced = (statement: Statement) =>
	new RegExp(`(?<![\\p{L}-])(?:${words[statement]})(?![\\p{L}-])`, 'iu');

export interface Stated {
	statement: Span;
	/** The blocks that it takes, with its heading. */
	blocks: Block[];
}

const wordsOf = (text: string, block: Block) => text.slice(block.wordsStart, block.end);

function afterHeading(text: string, blocks: Block[], statement: Statement): Stated | undefined {
	const at = blocks.findIndex((block) => heading(statement).test(wordsOf(text, block)));
	const block = blocks[at];
	if (!block) return undefined;
	const said = heading(statement).exec(wordsOf(text, block))?.[0] ?? '';
	const start = block.wordsStart + said.length;
	if (start < block.end) return { statement: { start, end: block.end }, blocks: [block] };
	const next = blocks[at + 1];
	if (!next || isMarked(next)) return undefined;
	return { statement: trimmed(text, next), blocks: [block, next] };
}

const quotes = /^[“"‘']+|[”"’']+$/g;

/** The words within quotation marks that take all of them. */
function unquoted(text: string, { start, end }: Span): Span {
	const said = text.slice(start, end);
	const marks = said.match(quotes) ?? [];
	if (marks.length < 2) return { start, end };
	return { start: start + (marks[0]?.length ?? 0), end: end - (marks[1]?.length ?? 0) };
}

/** Of several announced, the last: a plan derives its own from that of the plan above it. */
function afterSentence(text: string, blocks: Block[], statement: Statement): Stated | undefined {
	const at = blocks.findLastIndex(
		(block) =>
			!isMarked(block) &&
			text[block.end - 1] === ':' &&
			announced(statement).test(wordsOf(text, block))
	);
	const next = blocks[at + 1];
	if (at < 0 || !next || isMarked(next)) return undefined;
	return { statement: unquoted(text, trimmed(text, next)), blocks: [next] };
}

export const statementOf = (
	text: string,
	blocks: Block[],
	statement: Statement
): Stated | undefined =>
	afterHeading(text, blocks, statement) ?? afterSentence(text, blocks, statement);
