/** Reads the maturity models that every installation has: one file each. */
import { join } from 'node:path';
import * as v from 'valibot';
import {
	scoringRules,
	type Criterion,
	type Dimension,
	type MaturityModel
} from '#lib/domain/maturity/model.ts';
import { modelProblems } from '#lib/domain/maturity/problems.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import { seedsFolder } from './folders.ts';
import { loadFramework, type FrameworkSeed, type TermSeed } from './frameworks.ts';
import { passagesFile } from './plan-file.ts';
import { resolve, standsIn, type Register } from './provenance.ts';
import { readYaml, SeedError } from './read.ts';
import { mark, slug, whole, words, type Mark } from './shapes.ts';

const percent = v.pipe(v.number(), v.gtValue(0), v.maxValue(100));

const criterion = v.strictObject({
	code: words,
	title: words,
	description: v.optional(words),
	weight: v.optional(percent),
	/** What it takes to be at each level, the lowest first. */
	levels: v.optional(v.array(words), []),
	provenance: v.optional(mark)
});

const dimension = v.strictObject({
	code: words,
	title: words,
	description: v.optional(words),
	weight: v.optional(percent),
	criteria: v.optional(v.array(criterion), []),
	provenance: v.optional(mark)
});

/** Dimensions and criteria are terms of a framework, one within another, so that no words are said twice. */
const derived = v.strictObject({
	framework: slug,
	/** The slugs of its axes. */
	groups: slug,
	dimensions: slug,
	criteria: slug,
	/** Of dimensions, by code. */
	weights: v.record(v.string(), percent)
});

const modelFile = v.strictObject({
	slug,
	title: words,
	edition: v.optional(words),
	language: words,
	description: v.optional(words),
	follows: v.optional(slug),
	/** The plan whose passages it quotes. */
	passages_of: v.optional(slug),
	provenance: mark,
	scoring: v.picklist(scoringRules),
	levels: v.array(v.strictObject({ number: whole, title: words, description: v.optional(words) })),
	dimensions: v.union([v.array(dimension), derived])
});
type Written = v.InferOutput<typeof modelFile>;

export interface ModelSeed {
	slug: string;
	/** The slug of the version that it follows. */
	follows: string | null;
	model: MaturityModel;
}

type FromMark = (written: Mark, path: string) => Origin;

function originOf(register: Register): FromMark {
	return (written, path) => {
		const from = resolve(written, 'maturity', path, register);
		const quote = 'quote' in from ? from.quote : null;
		const passage = 'passage' in from ? from.passage : null;
		return {
			kind: from.kind,
			reason: 'reason' in from ? from.reason : null,
			quotes: quote === null ? [] : [{ passage, text: quote }],
			publication:
				from.kind === 'public_record'
					? {
							...{ title: from.publication.title, publisher: from.publication.publisher },
							...{ publishedOn: from.publication.date, address: from.publication.address }
						}
					: null
		};
	};
}

function writtenDimensions(
	dimensions: readonly v.InferOutput<typeof dimension>[],
	levels: Written['levels'],
	originIn: FromMark
): Dimension[] {
	const own = (written: Mark | undefined, path: string) =>
		written === undefined ? null : originIn(written, path);
	return dimensions.map(({ provenance, criteria, ...one }) => ({
		...{ code: one.code, title: one.title, description: one.description ?? null, group: null },
		...{ weight: one.weight ?? null, origin: own(provenance, one.code) },
		criteria: criteria.map(({ levels: said, provenance: from, ...asked }): Criterion => ({
			...{ code: asked.code, title: asked.title, description: asked.description ?? null },
			...{ weight: asked.weight ?? null, origin: own(from, asked.code) },
			levels: said.map((description, at) => ({ number: levels[at]?.number ?? -1, description }))
		}))
	}));
}

const axisOf = ({ axes, slug: of }: FrameworkSeed, wanted: string, file: string): TermSeed[] => {
	const axis = axes.find((one) => one.slug === wanted);
	if (!axis) throw new SeedError(file, 'dimensions', `framework “${of}” has no axis “${wanted}”`);
	return axis.terms;
};

/** What a framework says of a term that its own provenance does not. */
const doubtOf = ({ said }: TermSeed): Origin | null =>
	said && { kind: said.provenance, reason: said.reason, quotes: [], publication: null };

function derivedDimensions(of: v.InferOutput<typeof derived>, file: string): Dimension[] {
	const framework = loadFramework(of.framework);
	const groups = new Map(axisOf(framework, of.groups, file).map((one) => [one.code, one]));
	const criteria = Map.groupBy(axisOf(framework, of.criteria, file), ({ within }) => within);
	return axisOf(framework, of.dimensions, file).map((term) => {
		const group = groups.get(term.within ?? '');
		return {
			...{ code: term.code, title: term.title, description: term.definition },
			group: group ? { code: group.code, title: group.title } : null,
			...{ weight: of.weights[term.code] ?? null, origin: doubtOf(term) },
			criteria: (criteria.get(term.code) ?? []).map((asked): Criterion => ({
				...{ code: asked.code, title: asked.title, description: asked.definition },
				...{ weight: null, levels: [], origin: doubtOf(asked) }
			}))
		};
	});
}

/** Words that are said to be quoted stand in what is quoted. */
function checkQuotes({ dimensions }: MaturityModel, file: string): void {
	for (const { code, title, description, origin } of dimensions)
		if (origin?.kind === 'source')
			for (const said of [title, description ?? title])
				if (!origin.quotes.some(({ text }) => standsIn(said, text)))
					throw new SeedError(file, code, `its passage has no words “${said}”`);
}

/** One model. Throws a `SeedError` at the first fault of its file. */
export function loadModel(name: string, seeds: string = seedsFolder): ModelSeed {
	const file = join(seeds, 'reference/maturity', `${name}.yaml`);
	const written = readYaml(file, modelFile);
	const passages =
		written.passages_of === undefined
			? {}
			: readYaml(join(seeds, written.passages_of, 'passages.yaml'), passagesFile).passages;
	const originIn = originOf({ file, passages, rules: {}, readings: {} });
	const { levels, dimensions } = written;
	const model: MaturityModel = {
		...{ title: written.title, edition: written.edition ?? null, language: written.language },
		...{ description: written.description ?? null, scoring: written.scoring },
		levels: levels.map((one) => ({ ...one, description: one.description ?? null })),
		dimensions: Array.isArray(dimensions)
			? writtenDimensions(dimensions, levels, originIn)
			: derivedDimensions(dimensions, file),
		origin: originIn(written.provenance, 'provenance')
	};
	const [wrong] = modelProblems(model);
	if (wrong) throw new SeedError(file, wrong.code ?? '', wrong.problem);
	checkQuotes(model, file);
	return { slug: written.slug, follows: written.follows ?? null, model };
}
