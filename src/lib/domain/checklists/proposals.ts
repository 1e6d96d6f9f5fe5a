/**
 * Which elements may be what an item asks for. A proposal is never an answer: it says on what it rests,
 * and counts once somebody confirms it.
 */
import { bareWords } from '../interchange/match-words.ts';

/** What is compared: its words. */
export interface Worded {
	title: string;
	description: string | null;
}

export interface ProposedElement extends Worded {
	id: string;
	/** The keys of items that it is tagged with, or that it was made from. */
	marked: readonly string[];
}

export interface Proposal {
	elementId: string;
	/** It is tagged with the item, or was made from it. */
	marked: boolean;
	/** Words that both have, those that say most first. */
	words: readonly string[];
}

/** Shorter words say little. */
const shortest = 4;
/** What words begin with by so many letters is one word: centre and centres, participate and participation. */
const stemLength = 6;
/** A word that more than this share of all texts has says little, whatever the language, unless both titles have it. */
const commonShare = 0.2;
/** Among fewer texts than that a share says nothing. */
const fewTexts = 10;
/** As much as two words say that a tenth of all texts has. */
const enough = 2 * Math.log(1 + 10);
const mostProposals = 3;
const mostWords = 4;

interface Text {
	/** By its stem each word as it is written. */
	words: Map<string, string>;
	title: Set<string>;
}

const stem = (word: string): string => word.slice(0, stemLength);

const longWords = (text: string): string[] =>
	bareWords(text)
		.split(' ')
		.filter((word) => word.length >= shortest);

function textOf({ title, description }: Worded): Text {
	const words = [...longWords(title), ...longWords(description ?? '')];
	return {
		words: new Map(words.toReversed().map((word) => [stem(word), word])),
		title: new Set(longWords(title).map(stem))
	};
}

/** How much a word that two texts share says of them: the rarer it is, and twice as much in both titles. */
function weigher(texts: readonly Text[]): (word: string, one: Text, other: Text) => number {
	const times = new Map<string, number>();
	for (const { words } of texts)
		for (const word of words.keys()) times.set(word, (times.get(word) ?? 0) + 1);
	const most = texts.length < fewTexts ? Infinity : Math.max(2, commonShare * texts.length);
	return (word, one, other) => {
		const inTitles = one.title.has(word) && other.title.has(word);
		if (!inTitles && times.get(word)! > most) return 0;
		return (inTitles ? 2 : 1) * Math.log(1 + texts.length / times.get(word)!);
	};
}

/**
 * The elements that are proposed for each item, by its key, the likeliest first: those marked with it,
 * then those that have all words of its title in theirs, or rare words in common with it. Function words of
 * any language are in many texts, so that they say next to nothing.
 */
export function proposals(
	items: readonly (Worded & { key: string })[],
	elements: readonly ProposedElement[]
): Map<string, Proposal[]> {
	const asked = items.map((item) => ({ key: item.key, text: textOf(item) }));
	const there = elements.map((element) => ({ element, text: textOf(element) }));
	const weightOf = weigher([...asked, ...there].map(({ text }) => text));
	const found = (key: string, own: Text) =>
		there.flatMap(({ element, text }) => {
			const common = [...own.words.keys()]
				.filter((word) => text.words.has(word))
				.map((word) => ({ word: text.words.get(word)!, weight: weightOf(word, own, text) }))
				.filter(({ weight }) => weight > 0)
				.toSorted((one, other) => other.weight - one.weight);
			const weight = common.reduce((sum, one) => sum + one.weight, 0);
			const marked = element.marked.includes(key);
			const saysAll = own.title.size > 0 && own.title.isSubsetOf(text.title);
			if (!marked && !saysAll && weight < enough) return [];
			const words = common.slice(0, mostWords).map(({ word }) => word);
			return [{ weight, proposal: { elementId: element.id, marked, words } }];
		});
	return new Map(
		asked.map(({ key, text }) => {
			const all = found(key, text).toSorted(
				(one, other) =>
					Number(other.proposal.marked) - Number(one.proposal.marked) || other.weight - one.weight
			);
			return [key, all.slice(0, mostProposals).map(({ proposal }) => proposal)];
		})
	);
}
