/** Reads and writes one whole plan; apart from the runner, which seldom has anything to write. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import { indexPlan } from '#lib/server/search/commands.ts';
import { append } from '#lib/server/writing/entries.ts';
import { loadDemonstration } from './bangsamoro-demo/load.ts';
import { loadPlan } from './load.ts';
import { loadOrganisations } from './reference.ts';
import { assessmentsOf } from './assessments.ts';
import { checklistOf } from './checklist.ts';
import { seedsFolder } from './folders.ts';
import { writeAlignment } from './write-alignment.ts';
import { writeAssessments } from './write-assessments.ts';
import { writeChecklist } from './write-checklist.ts';
import { writeDemonstration } from './write-demonstration.ts';
import { writePeople } from './write-people.ts';
import { writePlan, type WrittenPlan } from './write-plan.ts';
import { writeOrganisations } from './write-reference.ts';
import { writeRollOut } from './write-roll-out.ts';

/** The organisations that a plan brings with it, by slug; most bring none. */
async function ownOrganisations(
	trx: Transaction<Database>,
	{ register }: WrittenPlan,
	slug: string
): Promise<Map<string, string>> {
	if (!existsSync(join(seedsFolder, slug, 'organisations.yaml'))) return new Map();
	return writeOrganisations(trx, register, loadOrganisations(seedsFolder, slug));
}

/** Throws a `SeedError` where the plan's files hold a fault. */
export async function writeSeed(
	trx: Transaction<Database>,
	slug: string,
	digest: string
): Promise<void> {
	const folder = join(seedsFolder, slug);
	const seed = loadPlan(slug);
	const written = await writePlan(trx, seed, digest);
	await writeAlignment(trx, written, seed.alignment);
	if (existsSync(join(folder, 'story.yaml')))
		await writeDemonstration(trx, written, loadDemonstration());
	const organisations = await ownOrganisations(trx, written, slug);
	if (seed.rollOut) await writeRollOut(trx, written, seed.rollOut, organisations);
	const assessments = assessmentsOf(folder);
	if (assessments) await writeAssessments(trx, written, assessments, organisations);
	if (seed.people) await writePeople(trx, written, seed.people, organisations);
	const checklist = checklistOf(folder);
	if (checklist) await writeChecklist(trx, written, checklist);
	await indexPlan(trx, written.planId);
	if (seed.demonstration) {
		const subject = { subjectKind: 'plan', subjectId: written.planId };
		// its reported values are covered by the chain, as those that people enter
		await append(trx, { actorId: null, action: 'plan_seeded', planId: written.planId, ...subject });
	}
}
