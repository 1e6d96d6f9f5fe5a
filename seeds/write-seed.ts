/** Reads and writes one whole plan; apart from the runner, which seldom has anything to write. */
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import { indexPlan } from '#lib/server/search/commands.ts';
import { append } from '#lib/server/writing/entries.ts';
import { loadDemonstration } from './bangsamoro-demo/load.ts';
import { loadPlan } from './load.ts';
import { checklistOf } from './checklist.ts';
import { seedsFolder } from './folders.ts';
import { writeAlignment } from './write-alignment.ts';
import { writeChecklist } from './write-checklist.ts';
import { writeDemonstration } from './write-demonstration.ts';
import { writePlan } from './write-plan.ts';

/** Throws a `SeedError` where the plan's files hold a fault. */
export async function writeSeed(
	trx: Transaction<Database>,
	slug: string,
	digest: string
): Promise<void> {
	const seed = loadPlan(slug);
	const written = await writePlan(trx, seed, digest);
	await writeAlignment(trx, written, seed.alignment);
	if (seed.demonstration) await writeDemonstration(trx, written, loadDemonstration());
	const checklist = checklistOf(join(seedsFolder, slug));
	if (checklist) await writeChecklist(trx, written, checklist);
	await indexPlan(trx, written.planId);
	if (seed.demonstration) {
		const subject = { subjectKind: 'plan', subjectId: written.planId };
		// its reported values are covered by the chain, as those that people enter
		await append(trx, { actorId: null, action: 'plan_seeded', planId: written.planId, ...subject });
	}
}
