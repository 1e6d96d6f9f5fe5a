/**
 * What a text without headings, numbers and bullets states in its sentences: what the plan is to bring
 * about, and lists such as `the primary objectives are A, B, and C`. Dividing a sentence is ours.
 */
import { manyPlanWords, rankOf, rankOfMany } from './plan-words.ts';
import type { Span } from './proposal.ts';
import { found, isEmpty, trimmed } from './spans.ts';

export interface ProseItem {
	rank: number;
	title: Span;
	/** What an item of a list is for, behind its name. */
	rest: Span | null;
	/** The whole sentence. */
	sentence: Span;
	isDivided: boolean;
}

const sentenceEnd = /(?<=[\p{Ll}\p{N})][.!?][”"]?)\s+(?=[\p{Lu}“"'])/gu;

export function sentencesOf(text: string, paragraph: Span): Span[] {
	const ends = [...found(text, paragraph, sentenceEnd)];
	const starts = [paragraph.start, ...ends.map(({ end }) => end)];
	return starts.map((start, at) => ({ start, end: ends[at]?.start ?? paragraph.end }));
}

/** `… bertujuan menjamin …`, `… aim is to create …` */
const purpose =
	/(?<![\p{L}-])(?:bertujuan(?:\s+untuk)?|tujuannya\s+(?:adalah|ialah)|(?:aim|goal|purpose|objective)\s+is\s+to|layunin(?:\s+nito)?\s+ay(?:\s+ang)?)\s+/giu;

const verbs =
	'are|include|includes|involves?|comprises?|consists? of|revolve around|focus(?:es)? on|' +
	'yakni|yaitu|adalah|ialah|meliputi|mencakup|terdiri dari|ay ang';
const listed = new RegExp(
	`(?<![\\p{L}-])(?<word>${manyPlanWords}|step-by-step implementation)(?![\\p{L}-])(?:\\s+[\\p{L}-]+){0,3}?\\s*,?\\s+(?:${verbs})\\s*[,:]?\\s+`,
	'giu'
);
/** A sentence that goes on with the list that the one before it announces. */
const goingOn =
	/^[“"']?(?:these|they)\s+(?:are|include|comprise)\s+|^[“"']?(?:yakni|yaitu)\s*,\s+(?:[^,]*,\s*meliputi\s+)?/giu;
const announcing = new RegExp(`(?<![\\p{L}-])(?<word>${manyPlanWords})(?![\\p{L}-])\\.?$`, 'iu');

/** What ends a list within its sentence: its final dot, or the end of what somebody is quoted with. */
const listEnd = /[,.]?[”"].*$|[.;!?]$/gsu;
const comma = /,\s+(?:(?:and|dan|serta|at)\s+)?/gu;
const last = /(?<![\s,]),?\s+(?:and|dan|serta|at)\s+/gu;
const isJoined = (words: string) => /(?:and|dan|serta|at)\s+$/u.test(words);

/** The items of `A, B, and C`: commas behind the last joining word are its own. */
function itemsOf(text: string, list: Span): Span[] {
	const commas = [...found(text, list, comma)];
	const lastJoined = commas.findLastIndex(({ match }) => isJoined(match[0]));
	const cuts = lastJoined >= 0 ? commas.slice(0, lastJoined + 1) : commas;
	const starts = [list.start, ...cuts.map(({ end }) => end)];
	const items = starts.map((start, at) =>
		trimmed(text, { start, end: cuts[at]?.start ?? list.end })
	);
	if (lastJoined >= 0 || items.length < 2) return items;
	// without a comma before it, the last joining word of all divides the last two
	return items.flatMap((item, at) => {
		const joins = at > 0 && at < items.length ? [...found(text, item, last)] : [];
		const join = joins.length === 1 ? joins[0] : undefined;
		return join && text.slice(item.start, join.start).split(/\s+/).length > 2
			? [
					{ start: item.start, end: join.start },
					{ start: join.end, end: item.end }
				]
			: [item];
	});
}

const article = /^(?:the|an?|ang)\s+/iu;
const use = /\s+(?:for\s+\p{L}+ing|to\s+\p{Ll}+|untuk\s+\p{Ll}+)\b/gu;

/** `the Digital Maturity Model (DMM) for assessing …`: a name, and what it is for. */
function named(text: string, item: Span): { title: Span; rest: Span | null } {
	const start = item.start + (article.exec(text.slice(item.start, item.end))?.[0].length ?? 0);
	const isName = /^\p{Lu}/u.test(text.slice(start, item.end));
	const purposeOf = isName ? found(text, { start, end: item.end }, use).next().value : undefined;
	if (!purposeOf)
		return { title: { start: isName ? start : item.start, end: item.end }, rest: null };
	return {
		title: { start, end: purposeOf.start },
		rest: trimmed(text, { start: purposeOf.start, end: item.end })
	};
}

function listIn(text: string, sentence: Span, from: number, rank: number): ProseItem[] {
	const end = found(text, { start: from, end: sentence.end }, listEnd).next().value;
	const list = trimmed(text, { start: from, end: end ? end.start : sentence.end });
	const items = itemsOf(text, list).filter((item) => !isEmpty(item));
	return items.length < 2
		? []
		: items.map((item) => ({ rank, ...named(text, item), sentence, isDivided: true }));
}

const steps = 70;
const rankNamed = (word: string) => rankOfMany(word) ?? rankOf(word) ?? steps;

function ofSentence(text: string, sentence: Span, announced: number | undefined): ProseItem[] {
	const aim = found(text, sentence, purpose).next().value;
	if (aim) {
		const said = trimmed(text, { start: aim.end, end: sentence.end });
		const title = { start: said.start, end: text[said.end - 1] === '.' ? said.end - 1 : said.end };
		return [{ rank: 10, title, rest: null, sentence, isDivided: false }];
	}
	const list = found(text, sentence, listed).next().value;
	if (list) return listIn(text, sentence, list.end, rankNamed(list.match.groups?.word ?? ''));
	const going = found(text, sentence, goingOn).next().value;
	return going && announced !== undefined ? listIn(text, sentence, going.end, announced) : [];
}

/** What the sentences of these paragraphs state as planned, in the text's order. */
export function proseItems(text: string, paragraphs: Span[]): ProseItem[] {
	const items: ProseItem[] = [];
	let announced: number | undefined;
	for (const sentence of paragraphs.flatMap((paragraph) => sentencesOf(text, paragraph))) {
		const own = ofSentence(text, sentence, announced);
		items.push(...own);
		const word = announcing.exec(text.slice(sentence.start, sentence.end))?.groups?.word;
		announced = word === undefined ? own.at(-1)?.rank : rankOfMany(word);
	}
	return items;
}
