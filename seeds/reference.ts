/** Reads the organisations that plans name. */
import { join } from 'node:path';
import * as v from 'valibot';
import { seedsFolder } from './folders.ts';
import { passagesFile } from './plan-file.ts';
import { resolve, type Provenance, type Register } from './provenance.ts';
import { readYaml, SeedError } from './read.ts';
import { date, marks, slug, words } from './shapes.ts';

const organisationsFile = v.strictObject({
	jurisdiction: slug,
	passages_of: slug,
	rules: marks,
	readings: v.optional(marks, {}),
	organisations: v.array(
		v.strictObject({
			slug,
			acronym: words,
			name: words,
			kind: v.picklist(['ministry', 'office', 'agency']),
			parent: v.optional(slug),
			reports_through: v.optional(slug),
			valid_from: v.optional(date),
			valid_to: v.optional(date),
			succeeds: v.optional(v.array(slug), []),
			succeeded_on: v.optional(date),
			provenance: v.optional(marks, {})
		})
	)
});
type WrittenOrganisation = v.InferOutput<typeof organisationsFile>['organisations'][number];

export interface OrganisationSeed {
	slug: string;
	jurisdiction: string;
	acronym: string;
	name: string;
	kind: 'ministry' | 'office' | 'agency';
	/** Slugs. */
	parent: string | null;
	/** In whose report its figures are given; null: its own. */
	reportsThrough: string | null;
	validFrom: string | null;
	/** The first day on which it is no longer valid. */
	validTo: string | null;
	/** Slugs of those that it took over from. */
	succeeds: string[];
	succeededOn: string | null;
	/** The slug of the plan whose passages the provenance may quote. */
	passagesOf: string;
	provenance: Record<string, Provenance>;
}

/** All organisations of a folder, in the order of its file. Throws a `SeedError` at the first fault. */
export function loadOrganisations(
	seeds: string = seedsFolder,
	folder = 'reference'
): OrganisationSeed[] {
	const file = join(seeds, folder, 'organisations.yaml');
	const { jurisdiction, passages_of, rules, readings, organisations } = readYaml(
		file,
		organisationsFile
	);
	const { passages } = readYaml(join(seeds, passages_of, 'passages.yaml'), passagesFile);
	const register = { file, passages, rules, readings };
	const known = new Set(organisations.map((organisation) => organisation.slug));
	return organisations.map((written, index) => {
		for (const other of [written.parent, written.reports_through, ...written.succeeds])
			if (other !== undefined && !known.has(other))
				throw new SeedError(file, `organisations.${index}`, `no organisation “${other}”`);
		return {
			slug: written.slug,
			jurisdiction,
			acronym: written.acronym,
			name: written.name,
			kind: written.kind,
			parent: written.parent ?? null,
			reportsThrough: written.reports_through ?? null,
			validFrom: written.valid_from ?? null,
			validTo: written.valid_to ?? null,
			succeeds: written.succeeds,
			succeededOn: written.succeeded_on ?? null,
			passagesOf: passages_of,
			provenance: provenanceOf(written, `organisations.${index}`, register)
		};
	});
}

const fields = [
	'slug',
	'acronym',
	'name',
	'kind',
	'parent',
	'reports_through',
	'valid_from',
	'valid_to'
] as const;

function provenanceOf(written: WrittenOrganisation, path: string, register: Register) {
	const set = ['jurisdiction', ...fields.filter((field) => written[field] !== undefined)];
	if (written.succeeds.length > 0) set.push('succession');
	return Object.fromEntries(
		set.map((field) => [
			field,
			resolve(
				written.provenance[field] ?? 'default',
				field,
				`${path}.provenance.${field}`,
				register
			)
		])
	);
}
