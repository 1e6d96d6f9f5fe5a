/** The shape of `roll-out.yaml`: the steps, the waves and who takes part, and what was said of each. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { stepStates } from '#lib/domain/rollout/records.ts';
import { resolve, standsIn, type Provenance, type Register } from './provenance.ts';
import { readYaml, SeedError } from './read.ts';
import { courseFile, type CourseFile } from './roll-out-course.ts';
import { date, mark, slug, whole, words } from './shapes.ts';

const marksOf = v.pipe(v.array(mark), v.minLength(1));
const said = v.optional(words);
const positive = v.pipe(whole, v.minValue(1));

const step = v.strictObject({
	id: slug,
	title: words,
	short_title: said,
	description: said,
	/** The steps that must be done before it. */
	after: v.optional(v.array(slug), []),
	gate: said,
	evidence: said,
	weight: v.optional(v.pipe(v.number(), v.minValue(0))),
	provenance: marksOf
});

const wave = v.strictObject({
	id: slug,
	title: words,
	description: said,
	extent: v.union([
		v.picklist(['named', 'open']),
		v.strictObject({ stated: positive, with_earlier: v.optional(v.boolean(), false) })
	]),
	provenance: marksOf
});

const planned = v.strictObject({
	wave: slug,
	/** Left out: all steps together. */
	step: v.optional(slug),
	start: v.optional(date),
	end: v.optional(date),
	provenance: marksOf
});

/** Organisations by name, or so many that are called by a number from `first` on. */
const members = v.strictObject({
	wave: slug,
	organisations: v.optional(v.array(slug), []),
	count: v.optional(positive),
	first: v.optional(positive, 1),
	label: said,
	/** Left out: from the beginning. */
	from: v.optional(date),
	provenance: marksOf
});

/** What became of one that took part: the place is that among all members, from 1. */
const change = v.strictObject({
	member: positive,
	on: date,
	became: v.union([v.literal('left'), v.strictObject({ merged_into: positive })]),
	reason: words,
	provenance: marksOf
});

/** What is said of the roll-out as a whole, of all organisations of a wave. */
const wholeState = v.strictObject({
	wave: slug,
	state: v.picklist(stepStates),
	/** Left out: the day is not stated. */
	on: v.optional(date),
	provenance: marksOf
});

const rollOutFile = v.strictObject({
	slug,
	title: words,
	description: said,
	provenance: marksOf,
	steps: v.array(step),
	waves: v.array(wave),
	windows: v.optional(v.array(planned), []),
	members: v.array(members),
	changes: v.optional(v.array(change), []),
	as_a_whole: v.optional(v.array(wholeState), []),
	course: v.optional(courseFile)
});

type Resolved<Of> = Omit<Of, 'provenance'> & { provenance: Provenance[] };

export interface RollOutSeed {
	slug: string;
	title: string;
	description: string | null;
	provenance: Provenance[];
	steps: Resolved<v.InferOutput<typeof step>>[];
	waves: Resolved<v.InferOutput<typeof wave>>[];
	windows: Resolved<v.InferOutput<typeof planned>>[];
	members: Resolved<v.InferOutput<typeof members>>[];
	changes: Resolved<v.InferOutput<typeof change>>[];
	asAWhole: Resolved<v.InferOutput<typeof wholeState>>[];
	/** Left out: nothing is said of single steps. */
	course?: CourseFile;
}

/** Reads the roll-out of a plan; null: its folder has none. Throws a `SeedError` at the first fault. */
export function rollOutOf(folder: string, register: Omit<Register, 'file'>): RollOutSeed | null {
	const file = join(folder, 'roll-out.yaml');
	if (!existsSync(file)) return null;
	const written = readYaml(file, rollOutFile);
	const { slug: name, title, description = null, steps, waves, course } = written;
	const resolved = <Of extends { provenance: v.InferOutput<typeof marksOf> }>(
		one: Of,
		at: string
	) => ({
		...one,
		provenance: one.provenance.map((own) => resolve(own, '', at, { ...register, file }))
	});
	const all = <Of extends { provenance: v.InferOutput<typeof marksOf> }>(those: Of[], at: string) =>
		those.map((one, index) => resolved(one, `${at}.${index}`));
	const known = (ids: readonly { id: string }[], id: string | undefined, at: string) => {
		if (id !== undefined && !ids.some((one) => one.id === id))
			throw new SeedError(file, at, `nothing is named “${id}”`);
	};
	for (const { id, after } of steps) for (const one of after) known(steps, one, `steps.${id}`);
	for (const { wave: of } of [...written.members, ...written.windows, ...written.as_a_whole])
		known(waves, of, 'waves');
	for (const { step: of } of written.windows) known(steps, of, 'windows');
	const seed = {
		...{ slug: name, title, description, course },
		provenance: resolved(written, 'provenance').provenance,
		...{ steps: all(steps, 'steps'), waves: all(waves, 'waves') },
		...{ windows: all(written.windows, 'windows'), members: all(written.members, 'members') },
		...{ changes: all(written.changes, 'changes'), asAWhole: all(written.as_a_whole, 'as_a_whole') }
	};
	for (const one of [seed, ...seed.steps, ...seed.waves]) checkTitle(one, file);
	return seed;
}

/** What is said to be the source's words is. */
function checkTitle(
	{ title, provenance }: { title: string; provenance: readonly Provenance[] },
	file: string
): void {
	const [first] = provenance;
	if (first?.kind === 'source' && !standsIn(title, first.quote))
		throw new SeedError(file, title, 'its words are not those of the passage');
}
