import { SeedError } from './read.ts';
import type { Mark, Publication } from './shapes.ts';

/**
 * Where a value comes from.
 * - `source`: the words of the published text, unchanged; `quote` is part of the passage, letter for letter.
 * - `public_record`: another public document.
 * - `editorial`: our reading, with one sentence of why.
 * - `demo`: invented, so that dashboards have something to show.
 */
export type Provenance =
	| { kind: 'source'; passage: string; quote: string }
	| { kind: 'public_record'; publication: Publication; reason: string | null }
	| { kind: 'editorial'; reason: string; passage: string | null; quote: string | null }
	| { kind: 'demo'; reason: string | null };

/** What a mark may refer to by name, and the file that is named when it cannot. */
export interface Register {
	file: string;
	passages: Record<string, string>;
	/** By field: the provenance of that field where an element says nothing else. */
	rules: Record<string, Mark>;
	/** By name, for elements and notes to refer to. */
	readings: Record<string, Mark>;
}

/** The explicit provenance that a mark stands for. `path` says where the mark is written. */
export function resolve(mark: Mark, field: string, path: string, register: Register): Provenance {
	const { file, passages, rules, readings } = register;
	if (typeof mark === 'string') {
		if (mark === 'demo') return { kind: 'demo', reason: null };
		const named = mark === 'default' ? rules[field] : readings[mark];
		if (named !== undefined) return resolve(named, field, path, register);
		if (mark in passages) return resolve({ source: mark }, field, path, register);
		throw new SeedError(file, path, `nothing is named “${mark}”`);
	}
	if ('demo' in mark) return { kind: 'demo', reason: mark.demo };
	if ('public_record' in mark)
		return {
			kind: 'public_record',
			publication: mark.public_record,
			reason: mark.reason ?? null
		};
	if ('editorial' in mark) {
		const passage = mark.passage ?? null;
		const quote = mark.quote ?? null;
		if (passage !== null) wordsOf(passage, quote, path, register);
		return { kind: 'editorial', reason: mark.editorial, passage, quote };
	}
	const quote = wordsOf(mark.source, mark.quote ?? null, path, register);
	return { kind: 'source', passage: mark.source, quote };
}

/** The quoted part of a passage, or all of it; throws where the passage has no such words. */
function wordsOf(passage: string, quote: string | null, path: string, register: Register): string {
	const text = register.passages[passage];
	if (text === undefined) throw new SeedError(register.file, path, `no passage “${passage}”`);
	if (quote !== null && !text.includes(quote))
		throw new SeedError(register.file, path, `passage “${passage}” has no words “${quote}”`);
	return quote ?? text;
}

/** Whether the words stand in the quote letter for letter; where lines break does not matter. */
export function standsIn(words: string, quote: string): boolean {
	const oneLine = (text: string) => text.replace(/\s+/g, ' ');
	return oneLine(quote).includes(oneLine(words));
}
