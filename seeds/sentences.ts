/** The sentences of a plan's publication, and where in the plan each of them stands. */
import { join } from 'node:path';
import * as v from 'valibot';
import { seedsFolder } from './folders.ts';
import { passagesFile } from './plan-file.ts';
import { readYaml } from './read.ts';
import { words } from './shapes.ts';

const sentencesFile = v.strictObject({
	/** By passage and place in it (`p05/1`): the field that holds it. */
	stands: v.record(v.string(), words),
	/** What stands nowhere, and why: sentences of passages, and words that are in none. */
	left_out: v.array(
		v.union([
			v.strictObject({ sentence: words, reason: words }),
			v.strictObject({ words: v.array(words), reason: words })
		])
	)
});

export interface Sentence {
	/** The passage that it is of, and its place there, from 1: `p05/1`. */
	id: string;
	passage: string;
	text: string;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** A passage in its sentences: each ends with a full stop before a capital, or with the passage. */
export const sentencesOf = (passage: string, text: string): Sentence[] =>
	oneLine(text)
		.split(/(?<=[\p{Ll}\p{N})”"]\.) (?=[\p{Lu}“])/u)
		.map((sentence, at) => ({ id: `${passage}/${at + 1}`, passage, text: sentence }));

/** All sentences of a published plan, in order. */
export function publishedSentences(slug: string, seeds: string = seedsFolder): Sentence[] {
	const { passages } = readYaml(join(seeds, slug, 'passages.yaml'), passagesFile);
	return Object.entries(passages).flatMap(([code, text]) => sentencesOf(code, text));
}

/** Where each of them stands, by its id; and what was left out. */
export const whereSentencesStand = (slug: string, seeds: string = seedsFolder) =>
	readYaml(join(seeds, slug, 'sentences.yaml'), sentencesFile);
