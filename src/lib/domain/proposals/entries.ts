/** What in an outline is planned, by the words of its headings and markers. */
import { announcedRank, introducedRank, isApart } from './headings.ts';
import { labelledAt } from './labelled-lines.ts';
import type { Outline, OutlineNode } from './outline.ts';
import type { AsideReason, Span, Stated } from './proposal.ts';

/** An element to be, before its kind is known. */
export interface Entry {
	node: OutlineNode;
	parent: Entry | null;
	/** How wide the text's own words make it; undefined: they say nothing. */
	rank: number | undefined;
	/** The numbers that the text gives what stands above it, and it. */
	numbers: (string | null)[];
	stated: Stated[];
}

export interface Read {
	entries: Entry[];
	headings: Span[];
	aside: { span: Span; why: AsideReason }[];
}

interface Within {
	parent: Entry | null;
	numbers: (string | null)[];
	/** How wide those are that the heading above announces. */
	rank: number | undefined;
	isPlanned: boolean;
}

const headingOf = (text: string, { block }: OutlineNode) =>
	text.slice(block.contentStart, block.end);

const labelRank = (text: string, node: OutlineNode): number | undefined => {
	const { word } = node.block;
	if (word?.isLabel) return word.rank;
	return word || node.children.length === 0 ? undefined : announcedRank(headingOf(text, node));
};

/** Whether a node, or one beneath it, says by its own words that it is planned. */
function isNamed(text: string, node: OutlineNode): boolean {
	if (!node.block.word && isApart(headingOf(text, node))) return false;
	return (
		node.block.word !== undefined ||
		labelRank(text, node) !== undefined ||
		node.children.some((child) => isNamed(text, child))
	);
}

const isBelow = (outline: Outline, test: (node: OutlineNode) => boolean): number =>
	outline.children.reduce((sum, node) => sum + (test(node) ? 1 : 0) + isBelow(node, test), 0);

/** Reads an outline once, from the top. */
class Reading {
	readonly read: Read = { entries: [], headings: [], aside: [] };
	readonly #text: string;
	readonly #outline: Outline;
	readonly #anyNamed: boolean;

	constructor(text: string, outline: Outline) {
		this.#text = text;
		this.#outline = outline;
		this.#anyNamed = outline.children.some((node) => isNamed(text, node));
	}

	all(): Read {
		this.#paragraphs(this.#outline, null);
		const within: Within = { parent: null, numbers: [], rank: undefined, isPlanned: false };
		this.#nodes(this.#outline.children, within);
		return this.read;
	}

	#nodes(nodes: OutlineNode[], within: Within): void {
		let before: Entry | undefined;
		for (const node of nodes) {
			const announced = labelRank(this.#text, node);
			if (announced !== undefined) this.#label(node, announced, within, before);
			else before = this.#item(node, within) ?? before;
		}
	}

	/** A heading over several: it is none of them. */
	#label(node: OutlineNode, rank: number, within: Within, before: Entry | undefined): void {
		this.read.headings.push(spanOf(node));
		this.#paragraphs(node, null);
		const isRepeated = isBelow(this.#outline, (other) => labelRank(this.#text, other) === rank) > 1;
		const isOfItem = before && isRepeated && rank > (within.rank ?? before.rank ?? rank);
		const parent = isOfItem ? before : within.parent;
		const numbers = [...within.numbers, node.printed];
		this.#nodes(node.children, { parent, numbers, rank, isPlanned: true });
	}

	#item(node: OutlineNode, within: Within): Entry | undefined {
		const { word } = node.block;
		const stated = labelledAt(this.#text, { start: node.block.wordsStart, end: node.block.end });
		if (stated && within.parent) {
			within.parent.stated.push(stated);
			this.read.headings.push(spanOf(node));
			this.#paragraphs(node, within.parent);
			this.#setAside(node.children, 'prose');
			return undefined;
		}
		if (!word && !within.isPlanned) {
			if (isNamed(this.#text, node)) return this.#passThrough(node, within);
			const introduced =
				node.introducedBy &&
				introducedRank(this.#text.slice(node.introducedBy.start, node.introducedBy.end));
			if (introduced !== undefined) return this.#entry(node, { ...within, rank: introduced });
			const isOther = this.#anyNamed || isApart(headingOf(this.#text, node));
			if (isOther || node.introducedBy) {
				this.#setAside([node], isOther ? 'other_part' : 'prose');
				return undefined;
			}
		}
		return this.#entry(node, within);
	}

	/** A chapter's heading, with planned things further down. */
	#passThrough(node: OutlineNode, within: Within): undefined {
		this.read.aside.push({ span: spanOf(node), why: 'heading' });
		this.#paragraphs(node, null);
		this.#nodes(node.children, { ...within, numbers: [...within.numbers, node.printed] });
	}

	#entry(node: OutlineNode, within: Within): Entry {
		const { word } = node.block;
		const numbers = [...within.numbers, node.printed];
		const entry: Entry = {
			node,
			parent: within.parent,
			rank: word?.rank ?? within.rank,
			numbers,
			stated: []
		};
		this.read.entries.push(entry);
		this.#paragraphs(node, entry);
		this.#nodes(node.children, { parent: entry, numbers, rank: undefined, isPlanned: true });
		return entry;
	}

	/** Paragraphs state something of the element above them, or are prose. */
	#paragraphs(outline: Outline, entry: Entry | null): void {
		for (const block of outline.paragraphs) {
			const stated = entry && labelledAt(this.#text, block);
			if (stated) {
				entry.stated.push(stated);
				this.read.headings.push({ start: block.start, end: block.end });
			} else this.read.aside.push({ span: { start: block.start, end: block.end }, why: 'prose' });
		}
	}

	#setAside(nodes: OutlineNode[], why: AsideReason): void {
		for (const node of nodes) {
			const blocks = [node.block, ...node.paragraphs];
			this.read.aside.push(...blocks.map(({ start, end }) => ({ span: { start, end }, why })));
			this.#setAside(node.children, why);
		}
	}
}

const spanOf = ({ block: { start, end } }: OutlineNode): Span => ({ start, end });

export const entriesOf = (text: string, outline: Outline): Read => new Reading(text, outline).all();
