/**
 * Which plans the tracker ships with, as far as that is known without reading them: a start that
 * finds them all in the database parses none of them.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the seeds lie, from the project's folder: commands and the built server run there. */
export const seedsFolder = 'seeds';

/** A plan's folder is named as its slug. */
export interface PlanFolder {
	slug: string;
	/** The slug of the plan whose elements it takes; only demonstrations are clones. */
	cloneOf: string | null;
}

/** In the order in which the tracker shows them. */
export const planFolders: PlanFolder[] = [
	{ slug: 'bangsamoro', cloneOf: null },
	{ slug: 'bangsamoro-demo', cloneOf: 'bangsamoro' },
	{ slug: 'bolaang-mongondow', cloneOf: null },
	{ slug: 'sri-lanka-capacity', cloneOf: null },
	{ slug: 'sri-lanka-demo', cloneOf: 'sri-lanka-capacity' },
	{ slug: 'badung', cloneOf: null },
	{ slug: 'dti-programme', cloneOf: null }
];

/** The frameworks that every installation has; each is a file named as its slug. */
export const frameworkSlugs = [
	'service-relations',
	'badung-architecture',
	'dti-programme',
	'spbe-2020',
	'pemdi-2025',
	'competencies-demo'
];

/** The maturity models that every installation has; each is a file named as its slug. */
export const maturityModelSlugs = [
	'sri-lanka-capacity-approach',
	'public-organisation-example',
	'spbe-2020'
];

/** The templates that the tracker comes with; each is a file named as its slug, made of a plan that is there. */
export const templateSlugs = ['dti-programme'];

/** Of every file of words that the plan is read from: it changes when one of them does. */
export function digestOf({ slug, cloneOf }: PlanFolder): string {
	const hash = createHash('sha256');
	for (const folder of [slug, ...(cloneOf ? [cloneOf] : [])])
		for (const file of readdirSync(join(seedsFolder, folder)).sort())
			if (file.endsWith('.yaml'))
				hash.update(`${file}\0`).update(readFileSync(join(seedsFolder, folder, file)));
	return hash.digest('hex');
}
