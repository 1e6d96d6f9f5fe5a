/** Reads the frameworks that every installation has: one file each. */
import { join } from 'node:path';
import * as v from 'valibot';
import { misplaced, type Translation } from '#lib/domain/frameworks/translation.ts';
import { arities, type Arity, type ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import { seedsFolder } from './folders.ts';
import { passagesFile } from './plan-file.ts';
import { standsIn } from './provenance.ts';
import { readYaml, SeedError } from './read.ts';
import { slug, words } from './shapes.ts';

const said = v.union([
	v.strictObject({ editorial: words }),
	v.strictObject({ public_record: words })
]);

const term = v.strictObject({
	code: words,
	marker: v.optional(words),
	/** The code of the broader term in which it lies. */
	within: v.optional(words),
	title: words,
	definition: v.optional(words),
	/** The passage in which its words stand, letter for letter. */
	source: v.optional(words),
	/** Left out where it has a source, or is as its framework. */
	provenance: v.optional(said)
});

const axis = v.strictObject({
	slug,
	title: words,
	definition: v.optional(words),
	arity: v.picklist(arities),
	terms: v.array(term)
});

const translation = v.strictObject({
	title: v.optional(words),
	/** Of axes by their slugs, of terms by their codes: title, and definition where there is one. */
	words: v.record(words, v.union([words, v.strictObject({ title: words, definition: words })])),
	provenance: said
});

const frameworkFile = v.strictObject({
	slug,
	title: words,
	edition: v.optional(words),
	language: words,
	/** The slug of the version that it follows. */
	follows: v.optional(slug),
	description: v.optional(words),
	source: v.optional(words),
	source_address: v.optional(v.pipe(v.string(), v.url())),
	/** The plan whose passages its terms quote. */
	passages_of: v.optional(slug),
	provenance: said,
	axes: v.array(axis),
	/** Its words in other languages, by the code of the language. */
	translations: v.optional(v.record(v.string(), translation), {})
});
type Written = v.InferOutput<typeof frameworkFile>;

interface Said {
	provenance: ProvenanceKind;
	reason: string | null;
}

export interface TermSeed {
	code: string;
	marker: string | null;
	/** The code of the broader term in which it lies. */
	within: string | null;
	title: string;
	definition: string | null;
	/** The passage in which its words stand, of the plan that its framework names. */
	passage: string | null;
	/** Null: as its framework. */
	said: Said | null;
}

export interface AxisSeed {
	slug: string;
	title: string;
	definition: string | null;
	arity: Arity;
	terms: TermSeed[];
}

/** A framework with its axes and terms, in order. */
export interface FrameworkSeed extends Said {
	slug: string;
	title: string;
	edition: string | null;
	language: string;
	/** The slug of the version that it follows. */
	follows: string | null;
	description: string | null;
	source: string | null;
	sourceAddress: string | null;
	/** The plan whose passages its terms quote. */
	passagesOf: string | null;
	axes: AxisSeed[];
	translations: Translation[];
}

const folderOf = (seeds: string) => join(seeds, 'reference/frameworks');

const saidBy = (mark: v.InferOutput<typeof said>): Said =>
	'editorial' in mark
		? { provenance: 'editorial', reason: mark.editorial }
		: { provenance: 'public_record', reason: mark.public_record };

/** What is said of a term; throws where it quotes words that its passage has not. */
function saidOf(
	written: Written['axes'][number]['terms'][number],
	passages: Record<string, string>,
	fault: (message: string) => SeedError
): Said | null {
	if (written.source === undefined) return written.provenance ? saidBy(written.provenance) : null;
	const passage = passages[written.source];
	if (passage === undefined) throw fault(`no passage “${written.source}”`);
	for (const quoted of [written.title, written.definition])
		if (quoted !== undefined && !standsIn(quoted, passage))
			throw fault(`passage “${written.source}” has no words “${quoted}”`);
	return { provenance: 'source', reason: null };
}

/** @throws SeedError where two terms have one code, one lies within none, or a translation is of none */
function checkCodes({ axes, translations }: Written, file: string): void {
	const codes = new Set<string>();
	for (const { code } of axes.flatMap(({ terms }) => terms)) {
		if (codes.has(code)) throw new SeedError(file, 'axes', `two terms have the code “${code}”`);
		codes.add(code);
	}
	for (const [language, { words: of }] of Object.entries(translations)) {
		const said = Object.keys(of).map((code) => ({ code, title: code, definition: null }));
		const wrong = misplaced(said, { axes });
		if (wrong) throw new SeedError(file, `translations.${language}`, `no “${wrong.code}”`);
	}
	for (const { within } of axes.flatMap(({ terms }) => terms))
		if (within !== undefined && !codes.has(within))
			throw new SeedError(file, 'axes', `no term “${within}”`);
}

/** One framework. Throws a `SeedError` at the first fault of its file. */
export function loadFramework(name: string, seeds: string = seedsFolder): FrameworkSeed {
	const file = join(folderOf(seeds), `${name}.yaml`);
	const written = readYaml(file, frameworkFile);
	checkCodes(written, file);
	const passages =
		written.passages_of === undefined
			? {}
			: readYaml(join(seeds, written.passages_of, 'passages.yaml'), passagesFile).passages;
	return {
		...{ slug: written.slug, title: written.title, language: written.language },
		...{ edition: written.edition ?? null, follows: written.follows ?? null },
		...{ description: written.description ?? null, source: written.source ?? null },
		...{ sourceAddress: written.source_address ?? null, ...saidBy(written.provenance) },
		passagesOf: written.passages_of ?? null,
		translations: Object.entries(written.translations).map(([language, of]) => ({
			...{ language, title: of.title ?? null, ...saidBy(of.provenance) },
			words: Object.entries(of.words).map(([code, one]) =>
				typeof one === 'string' ? { code, title: one, definition: null } : { code, ...one }
			)
		})),
		axes: written.axes.map((of, at) => ({
			...{ slug: of.slug, title: of.title, definition: of.definition ?? null, arity: of.arity },
			terms: of.terms.map((one, place) => ({
				...{ code: one.code, title: one.title, marker: one.marker ?? null },
				...{ within: one.within ?? null, definition: one.definition ?? null },
				passage: one.source ?? null,
				said: saidOf(
					one,
					passages,
					(message) => new SeedError(file, `axes.${at}.terms.${place}`, message)
				)
			}))
		}))
	};
}
