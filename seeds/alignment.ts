/** The shape of `alignment.yaml`: what a plan is aligned to, and plans that live elsewhere. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { statementKinds } from '#lib/domain/alignment/links.ts';
import { resolve, standsIn, type Provenance, type Register } from './provenance.ts';
import { readYaml, SeedError } from './read.ts';
import { date, mark, slug, words } from './shapes.ts';

const said = v.nullable(words);
const marksOf = v.pipe(v.array(mark), v.minLength(1));

const statement = v.strictObject({
	id: slug,
	kind: v.picklist(statementKinds),
	code: said,
	/** The passage that quotes it. */
	source: words,
	provenance: marksOf
});

const outside = v.strictObject({
	id: slug,
	title: words,
	publisher: said,
	address: v.nullable(v.pipe(v.string(), v.url())),
	language: words,
	/** What its version is called, and from which day it is. */
	edition: said,
	edition_on: v.nullable(date),
	provenance: marksOf,
	statements: v.array(statement)
});

const link = v.strictObject({
	/** An element's code; null: the plan as a whole. */
	child: said,
	to: v.union([
		v.strictObject({ plan: slug, element: said }),
		v.strictObject({ outside: slug, statement: said })
	]),
	/** Our own words, or the passages that say it. */
	rationale: v.optional(words),
	sources: v.optional(v.array(words), []),
	/** Percent of the child. */
	share: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,3}(\.\d\d?)?$/))),
	from: v.nullable(date),
	until: v.nullable(date),
	provenance: marksOf
});

const alignmentFile = v.strictObject({
	/** The day on which it was written down; left out: it has been known from the beginning. */
	recorded: v.optional(date),
	outside: v.array(outside),
	links: v.array(link)
});
type AlignmentFile = v.InferOutput<typeof alignmentFile>;

export interface StatementSeed {
	id: string;
	kind: (typeof statementKinds)[number];
	code: string | null;
	words: string;
	provenance: Provenance[];
}

export interface OutsideSeed extends Omit<
	AlignmentFile['outside'][number],
	'provenance' | 'statements'
> {
	provenance: Provenance[];
	statements: StatementSeed[];
}

export interface LinkSeed extends Omit<
	AlignmentFile['links'][number],
	'provenance' | 'sources' | 'rationale'
> {
	rationale: string;
	provenance: Provenance[];
}

export interface AlignmentSeed {
	recorded: string | null;
	outside: OutsideSeed[];
	links: LinkSeed[];
}

const none: AlignmentSeed = { recorded: null, outside: [], links: [] };

/** Reads what a plan is aligned to; its folder may have nothing of it. */
export function alignmentOf(folder: string, register: Register): AlignmentSeed {
	const file = join(folder, 'alignment.yaml');
	if (!existsSync(file)) return none;
	const written = readYaml(file, alignmentFile);
	const own = { ...register, file };
	const { passages } = register;
	const from = (marks: AlignmentFile['links'][number]['provenance'], path: string) =>
		marks.map((one, at) => resolve(one, 'alignment', `${path}.provenance.${at}`, own));
	const passage = (id: string, path: string): string => {
		const text = passages[id];
		if (text === undefined) throw new SeedError(file, path, `no passage “${id}”`);
		return text;
	};
	return {
		recorded: written.recorded ?? null,
		outside: written.outside.map(({ statements, ...one }, at) => ({
			...one,
			provenance: from(one.provenance, `outside.${at}`),
			statements: statements.map(({ source, ...statement }) => ({
				...statement,
				words: passage(source, `outside.${at}.statements`),
				provenance: from(statement.provenance, `outside.${at}.statements`)
			}))
		})),
		links: written.links.map(({ sources, rationale, ...one }, at) => {
			const path = `links.${at}`;
			const text = rationale ?? sources.map((id) => passage(id, path)).join('\n\n');
			if (text === '') throw new SeedError(file, path, 'no rationale, and no passage of one');
			const provenance = from(one.provenance, path);
			checkQuoted(text, provenance, { file, path });
			return { ...one, rationale: text, provenance };
		})
	};
}

/** What is said to be the source's words stands in what is quoted. */
function checkQuoted(
	text: string,
	provenance: readonly Provenance[],
	{ file, path }: { file: string; path: string }
): void {
	if (provenance[0]?.kind !== 'source') return;
	const quoted = provenance
		.flatMap((one) => ('quote' in one ? (one.quote ?? []) : []))
		.join('\n\n');
	if (!standsIn(text, quoted)) throw new SeedError(file, path, 'its words are not quoted');
}
