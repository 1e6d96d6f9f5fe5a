/** Writes the organisations that plans name. */
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import { loadOrganisations, type OrganisationSeed } from './reference.ts';
import { insertProvenance, type Register } from './write-provenance.ts';

type Trx = Transaction<Database>;

/** The organisations, those that are there already left as they are; returns ids by slug. */
export async function writeOrganisations(
	trx: Trx,
	register: Register,
	seeds: readonly OrganisationSeed[] = loadOrganisations()
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const seed of seeds) {
		const written = await insertOrganisation(trx, seed);
		ids.set(seed.slug, written.id);
		if (written.fresh)
			await insertProvenance(trx, register, { organisation_id: written.id }, seed.provenance);
	}
	for (const seed of seeds) await relate(trx, seed, ids);
	return ids;
}

async function insertOrganisation(trx: Trx, seed: OrganisationSeed) {
	const { id } =
		(await trx
			.insertInto('organisation')
			.values({
				slug: seed.slug,
				jurisdiction: seed.jurisdiction,
				acronym: seed.acronym,
				name: seed.name,
				kind: seed.kind,
				valid_from: seed.validFrom,
				valid_to: seed.validTo
			})
			.onConflict((conflict) => conflict.column('slug').doNothing())
			.returning('id')
			.executeTakeFirst()) ?? {};
	if (id) return { id, fresh: true };
	const present = await trx
		.selectFrom('organisation')
		.where('slug', '=', seed.slug)
		.select('id')
		.executeTakeFirstOrThrow();
	return { id: present.id, fresh: false };
}

/** Parents, reports and succession name other organisations, so they come when all are there. */
async function relate(trx: Trx, seed: OrganisationSeed, ids: Map<string, string>): Promise<void> {
	const id = ids.get(seed.slug)!;
	if (seed.parent || seed.reportsThrough)
		await trx
			.updateTable('organisation')
			.set({
				parent_id: seed.parent && ids.get(seed.parent)!,
				reports_through_id: seed.reportsThrough && ids.get(seed.reportsThrough)!
			})
			.where('id', '=', id)
			.execute();
	for (const predecessor of seed.succeeds)
		await trx
			.insertInto('organisation_succession')
			.values({
				predecessor_id: ids.get(predecessor)!,
				successor_id: id,
				happened_on: seed.succeededOn
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
}
