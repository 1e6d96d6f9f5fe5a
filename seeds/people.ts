/** The shape of `people.yaml`: stakeholders, and in a demonstration what organisations can do. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import {
	engagements,
	establishmentKinds,
	stakeholderKinds
} from '#lib/domain/records/vocabulary.ts';
import { resolve, standsIn, type Provenance, type Register } from './provenance.ts';
import { readYaml, SeedError } from './read.ts';
import { date, mark, slug, whole, words } from './shapes.ts';

const people = v.pipe(whole, v.minValue(0));
/** A term of a framework: `framework.CODE`. */
const term = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.[^.]+$/));

const stakeholder = v.strictObject({
	name: words,
	kind: v.picklist(stakeholderKinds),
	engagement: v.picklist(engagements),
	asked_for: v.optional(words),
	provenance: mark
});

const attendance = v.strictObject({
	organisation: slug,
	attended: people,
	qualified: v.optional(people),
	role: v.optional(term),
	level: v.optional(term)
});

const peopleFile = v.strictObject({
	stakeholders: v.optional(v.array(stakeholder), []),
	/** The day on which it was written down; left out: it has been known from the beginning. */
	recorded: v.optional(date),
	head_counts: v.optional(
		v.array(
			v.strictObject({
				organisation: slug,
				role: term,
				level: v.optional(term),
				on: date,
				present: v.optional(people),
				needed: v.optional(people)
			})
		),
		[]
	),
	trainings: v.optional(
		v.array(
			v.strictObject({
				title: words,
				on: date,
				through: v.optional(date),
				seats: v.optional(people),
				attendances: v.array(attendance)
			})
		),
		[]
	),
	establishments: v.optional(
		v.array(
			v.strictObject({
				organisation: slug,
				kind: v.picklist(establishmentKinds),
				title: words,
				role: v.optional(term),
				on: date,
				instrument: words
			})
		),
		[]
	)
});

type Written = v.InferOutput<typeof peopleFile>;

export interface PeopleSeed extends Omit<Written, 'stakeholders'> {
	stakeholders: (Omit<Written['stakeholders'][number], 'provenance'> & {
		provenance: Provenance;
	})[];
}

/** Reads the people of a plan; null: its folder says nothing of them. Throws a `SeedError` at a fault. */
export function peopleOf(folder: string, register: Omit<Register, 'file'>): PeopleSeed | null {
	const file = join(folder, 'people.yaml');
	if (!existsSync(file)) return null;
	const { stakeholders, ...written } = readYaml(file, peopleFile);
	return {
		...written,
		stakeholders: stakeholders.map((one, at) => {
			const path = `stakeholders.${at}`;
			const provenance = resolve(one.provenance, 'stakeholders', path, { ...register, file });
			if (provenance.kind === 'source' && !standsIn(one.name, provenance.quote))
				throw new SeedError(file, path, 'its words are not those of the passage');
			return { ...one, provenance };
		})
	};
}
