/** Reads the templates that the tracker comes with: one file each, made of a plan that it comes with. */
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import { seedsFolder } from './folders.ts';
import { readYaml } from './read.ts';
import { slug, words } from './shapes.ts';

const templateFile = v.strictObject({
	slug,
	title: words,
	description: v.optional(words),
	/** The slug of the plan whose parts it has. */
	plan: slug,
	provenance: v.union([
		v.strictObject({ editorial: words }),
		v.strictObject({ public_record: words })
	])
});

export interface TemplateSeed {
	slug: string;
	title: string;
	description: string | null;
	/** The slug of the plan whose parts it has. */
	plan: string;
	provenance: ProvenanceKind;
	reason: string;
}

/** One template. Throws a `SeedError` at the first fault of its file. */
export function loadTemplate(name: string, seeds: string = seedsFolder): TemplateSeed {
	const file = join(seeds, 'reference/templates', `${name}.yaml`);
	const { provenance: said, description = null, ...template } = readYaml(file, templateFile);
	return {
		...template,
		description,
		...('editorial' in said
			? { provenance: 'editorial', reason: said.editorial }
			: { provenance: 'public_record', reason: said.public_record })
	};
}
