/**
 * Writes the seeds into a database. Running twice changes nothing: a plan that is there is left as
 * it is, and if somebody has edited it since, that is said. Every start comes here, so what reads
 * and writes the seeds is loaded only where something is missing.
 */
import type { Db } from '#lib/server/db/connect.ts';
import {
	digestOf,
	frameworkSlugs,
	maturityModelSlugs,
	planFolders,
	templateSlugs,
	type PlanFolder
} from './folders.ts';

export type Say = (words: string) => void;

/** Frameworks and maturity models that every installation has: those that are missing. */
export async function seedReference(db: Db): Promise<void> {
	await seedFrameworks(db);
	await seedModels(db);
}

async function seedModels(db: Db): Promise<void> {
	const present = await db.selectFrom('maturity_model').select('slug').execute();
	const known = new Set(present.map(({ slug }) => slug));
	const missing = maturityModelSlugs.filter((slug) => !known.has(slug));
	if (missing.length === 0) return;
	const { writeModels } = await import('./write-maturity.ts');
	await db.transaction().execute((trx) => writeModels(trx, missing));
}

async function seedFrameworks(db: Db): Promise<void> {
	const present = await db.selectFrom('framework').select('slug').execute();
	const known = new Set(present.map(({ slug }) => slug));
	const missing = frameworkSlugs.filter((slug) => !known.has(slug));
	if (missing.length === 0) return;
	const { writeFrameworks } = await import('./write-frameworks.ts');
	await db.transaction().execute((trx) => writeFrameworks(trx, missing));
}

/** Writes one plan unless it is there; all of it or nothing. */
async function seedPlan(db: Db, folder: PlanFolder, say: Say): Promise<void> {
	const { slug } = folder;
	const digest = digestOf(folder);
	const present = await db
		.selectFrom('plan')
		.where('slug', '=', slug)
		.select(['revision', 'seed_revision', 'seed_digest'])
		.executeTakeFirst();
	if (present) {
		if (present.revision !== present.seed_revision)
			say(`${slug}: edited since it was seeded; left as it is.`);
		// null: seeded before its files were what is remembered
		else if (present.seed_digest !== null && present.seed_digest !== digest)
			say(`${slug}: its seed has changed since; the plan is left as it is.`);
		return;
	}
	say(`Seeding ${slug} …`);
	const { writeSeed } = await import('./write-seed.ts');
	await db.transaction().execute((trx) => writeSeed(trx, slug, digest));
}

/** Templates, each unless it is there. */
async function seedTemplates(db: Db): Promise<void> {
	const present = await db.selectFrom('template').select('slug').execute();
	const known = new Set(present.map(({ slug }) => slug));
	const missing = templateSlugs.filter((slug) => !known.has(slug));
	if (missing.length === 0) return;
	const { writeTemplate } = await import('./write-templates.ts');
	for (const slug of missing) await db.transaction().execute((trx) => writeTemplate(trx, slug));
}

/** The plans as published, and the templates that are made of them. */
export async function seedPlans(db: Db, say: Say): Promise<void> {
	for (const folder of planFolders) if (!folder.cloneOf) await seedPlan(db, folder, say);
	await seedTemplates(db);
}

/** The demonstration: invented owners, dates, budgets, KPIs, reports and accounts. */
export async function seedDemonstration(db: Db, say: Say): Promise<void> {
	for (const folder of planFolders) if (folder.cloneOf) await seedPlan(db, folder, say);
}

export async function seedAll(db: Db, say: Say): Promise<void> {
	await seedPlans(db, say);
	await seedDemonstration(db, say);
}
