/** Which block stands beneath which, by their markers and indents alone. */
import { isMarked, type Block } from './blocks.ts';
import type { NumberMarker } from './number-markers.ts';

export interface OutlineNode {
	block: Block;
	/** What the text prints to number it; null: a bullet, a word alone, nothing. */
	printed: string | null;
	children: OutlineNode[];
	/** Paragraphs without a marker that follow it before anything else does. */
	paragraphs: Block[];
	/** The sentence that ends in a colon and has its list behind it. */
	introducedBy: Block | undefined;
}

export type Outline = Pick<OutlineNode, 'children' | 'paragraphs'>;

interface Open {
	node: OutlineNode;
	style: string;
	/** For words, joined numbers and hashes: those with a smaller one stand above. */
	rank: number;
	value: number;
	indent: number;
}

/** Columns from which on a line is set further in than another. */
const indentStep = 2;

/** Of several readings, the one that goes on with an open list, else one that begins a list. */
function chosen(readings: NumberMarker[], open: Open[]): NumberMarker | undefined {
	const follows = readings.filter((reading) =>
		open.some(({ style, value }) => style === reading.style && reading.value === value + 1)
	);
	return follows.at(-1) ?? readings.find(({ value }) => value === 1) ?? readings.at(-1);
}

function styleOf(block: Block, number: NumberMarker | undefined): string {
	if (block.hashes > 0) return 'hash';
	if (number) return number.style;
	if (block.word) return 'word';
	return block.bullet ? `bullet ${block.bullet.mark}` : 'heading';
}

function opened(node: OutlineNode, open: Open[]): Open {
	const { block } = node;
	const number = chosen(block.numbers, open);
	node.printed = number?.printed ?? block.word?.number ?? null;
	const style = styleOf(block, number);
	const ranks: Record<string, number | undefined> = {
		hash: block.hashes,
		decimal: number?.depth,
		word: block.word?.rank
	};
	return { node, style, rank: ranks[style] ?? 0, value: number?.value ?? 0, indent: block.indent };
}

/** Styles whose depth is said by themselves, not by how far they are set in. */
const saysDepth = ({ style, rank }: Open) =>
	style === 'hash' || style === 'word' || (style === 'decimal' && rank > 1);

/** How many of the open blocks stay open above a list's item. */
function aboveItem(open: Open[], next: Open): number {
	const isSame = ({ style }: Open) => style === next.style;
	const asFarIn = open.findLastIndex(
		(other) => isSame(other) && Math.abs(other.indent - next.indent) < indentStep
	);
	if (asFarIn >= 0) return asFarIn;
	const before = open.findLastIndex((other) => isSame(other) && other.value + 1 === next.value);
	if (before >= 0 && next.value > 1) return before;
	const furtherIn = open.findIndex((other) => isSame(other) && other.indent > next.indent);
	return furtherIn >= 0 ? furtherIn : open.length;
}

/** How many of the open blocks stay open above a new one. */
function above(open: Open[], next: Open, follower: string | undefined): number {
	const at = open.findLastIndex(({ style }) => style === next.style);
	const other = open[at];
	if (next.style === 'heading' && !other) {
		const list = open.findIndex(({ style }) => style === follower);
		return list >= 0 ? list : open.length;
	}
	if (next.style === 'hash' && !other) return 0;
	if (!other || !(saysDepth(next) || saysDepth(other))) return aboveItem(open, next);
	if (other.rank < next.rank) return at + 1;
	return open.findIndex(({ style, rank }) => style === next.style && rank >= next.rank);
}

const headingWords = 14;
const introductionWords = 6;

/** Whether a block without a marker heads the list that follows it. */
function headsList(text: string, block: Block, next: Block | undefined): boolean {
	const words = text.slice(block.start, block.end);
	const most = words.endsWith(':') ? introductionWords : headingWords;
	return (
		next !== undefined &&
		(next.bullet !== undefined || next.numbers.length > 0) &&
		!/[.;!?,”"]$/.test(words) &&
		words.split(/\s+/).length <= most
	);
}

/** The sentence before a list, where it ends in a colon; an item has that of the one before it. */
function introduction(
	text: string,
	before: Block | undefined,
	siblings: OutlineNode[]
): Block | undefined {
	if (before && !isMarked(before) && text[before.end - 1] === ':') return before;
	return siblings.at(-1)?.introducedBy;
}

/** The outline of a text's blocks. */
export function outlineOf(text: string, blocks: Block[]): Outline {
	const root: Outline = { children: [], paragraphs: [] };
	const open: Open[] = [];
	blocks.forEach((block, at) => {
		const follower = blocks[at + 1];
		if (!isMarked(block) && !headsList(text, block, follower)) {
			(open.at(-1)?.node ?? root).paragraphs.push(block);
			return;
		}
		const node: OutlineNode = {
			block,
			printed: null,
			children: [],
			paragraphs: [],
			introducedBy: undefined
		};
		const next = opened(node, open);
		open.length = above(open, next, follower && styleOf(follower, follower.numbers[0]));
		const { children } = open.at(-1)?.node ?? root;
		node.introducedBy = introduction(text, blocks[at - 1], children);
		children.push(node);
		open.push(next);
	});
	return root;
}
