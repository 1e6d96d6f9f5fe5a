/** What a heading says of the part of the text beneath it. */
import { before, behind, manyPlanWords, isOnlyMany, rankOfMany } from './plan-words.ts';

const pattern = new RegExp(
	`(?:^|[:–—-]\\s*)(?:(?:${before})\\s+)*(?<word>${manyPlanWords})(?<rest>(?:\\s+(?:${behind}))*\\s*:?$|\\b)`,
	'iu'
);
const labelWords = 14;

/**
 * The rank of what a heading announces: `Key Components`, `Strategies for …`, `Mga Layunin`. A word
 * that Indonesian uses for one and for several must be all that it says.
 */
export function announcedRank(heading: string): number | undefined {
	if (/[.;!?]$/.test(heading) || heading.split(/\s+/).length > labelWords) return undefined;
	const { word, rest } = pattern.exec(heading)?.groups ?? {};
	if (word === undefined) return undefined;
	const isWhole = rest !== undefined && heading.endsWith(rest) && rest !== '';
	return isOnlyMany(word) || isWhole || heading.toLowerCase() === word.toLowerCase()
		? rankOfMany(word)
		: undefined;
}

/** Parts of a publication that are not what is planned, whatever they name. */
const apart = new RegExp(
	'^(?:(?:the|ang|mga|brief|executive)\\s+)*(?:' +
		[
			'introduction|background|rationale|preface|foreword|message|summary|context|situation(?:al)?',
			'challenges?|issues|lessons|case stud(?:y|ies)|best practices|conclusions?|future|outlook',
			'references|bibliography|annex(?:es)?|appendi(?:x|ces)|glossary|abbreviations|acronyms',
			'table of contents|contents|acknowledge?ments?|definitions?',
			'pendahuluan|latar belakang|kata pengantar|daftar isi|daftar pustaka|lampiran|penutup|kesimpulan|tantangan',
			'panimula|konklusyon|talaan ng nilalaman|mga hamon|paunang salita'
		].join('|') +
		')\\b',
	'iu'
);

export const isApart = (heading: string): boolean => apart.test(heading.trim());

/** A plural plan word anywhere in a sentence that introduces a list. */
const within = new RegExp(`(?<![\\p{L}-])(?:${manyPlanWords})(?![\\p{L}-])`, 'giu');

/** The rank of what a sentence says it lists, the last that it names; undefined: nothing planned. */
export function introducedRank(sentence: string): number | undefined {
	const named = sentence.match(within)?.at(-1);
	return named === undefined ? undefined : rankOfMany(named);
}
