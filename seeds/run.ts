/**
 * Writes the seeds into a database. Running twice changes nothing: a plan that is there is left as
 * it is, and if somebody has edited it since, that is said.
 */
import { createHash } from 'node:crypto';
import type { Db } from '#lib/server/db/connect.ts';
import { loadPlans, type PlanSeed } from './load.ts';
import { loadDemonstration } from './bangsamoro-demo/load.ts';
import { writeDemonstration } from './write-demonstration.ts';
import { writePlan } from './write-plan.ts';
import { writeReference } from './write-reference.ts';

export type Say = (words: string) => void;

/** Frameworks that every installation has. */
export async function seedReference(db: Db): Promise<void> {
	await db.transaction().execute(writeReference);
}

const digestOf = (seed: PlanSeed) =>
	createHash('sha256').update(JSON.stringify(seed)).digest('hex');

/** Writes one plan unless it is there; all of it or nothing. */
async function seedPlan(db: Db, seed: PlanSeed, say: Say): Promise<void> {
	const digest = digestOf(seed);
	const present = await db
		.selectFrom('plan')
		.where('slug', '=', seed.slug)
		.select(['revision', 'seed_revision', 'seed_digest'])
		.executeTakeFirst();
	if (present) {
		if (present.revision !== present.seed_revision)
			say(`${seed.slug}: edited since it was seeded; left as it is.`);
		else if (present.seed_digest !== digest)
			say(`${seed.slug}: its seed has changed since; the plan is left as it is.`);
		return;
	}
	say(`Seeding ${seed.slug} …`);
	await db.transaction().execute(async (trx) => {
		const written = await writePlan(trx, seed, digest);
		if (seed.demonstration) await writeDemonstration(trx, written, loadDemonstration());
	});
}

/** The plans as published. */
export async function seedPlans(db: Db, say: Say): Promise<void> {
	for (const seed of loadPlans()) if (!seed.demonstration) await seedPlan(db, seed, say);
}

/** The demonstration: invented owners, dates, budgets, KPIs, reports and accounts. */
export async function seedDemonstration(db: Db, say: Say): Promise<void> {
	for (const seed of loadPlans()) if (seed.demonstration) await seedPlan(db, seed, say);
}

export async function seedAll(db: Db, say: Say): Promise<void> {
	await seedPlans(db, say);
	await seedDemonstration(db, say);
}
