/** What a KPI has beyond its own columns: its targets, and the parts by which it is reported. */
import { sql } from 'kysely';
import type { EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import type { Dimension, Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import type { TargetField } from './fields.ts';

export async function writeTargets(trx: Trx, kpiId: string, targets: TargetField[]): Promise<void> {
	await trx.deleteFrom('kpi_target').where('kpi_id', '=', kpiId).execute();
	if (targets.length === 0) return;
	await trx
		.insertInto('kpi_target')
		.values(targets.map((target) => ({ ...target, kpi_id: kpiId })))
		.execute();
}

/** The terms of each dimension that a KPI has had in any of its versions, by their ids. */
async function idsHad(trx: Trx, kpiId: string): Promise<Map<string, Set<string>>> {
	const rows = await trx
		.selectFrom('kpi_version')
		.where('id', '=', kpiId)
		.where('disaggregation', 'is not', null)
		.select('disaggregation')
		.execute();
	const had = new Map<string, Set<string>>();
	for (const { disaggregation } of rows)
		for (const { id, terms } of disaggregation?.dimensions ?? [])
			had.set(id, new Set([...(had.get(id) ?? []), ...terms.map((term) => term.id)]));
	return had;
}

/** Ids that were never given before, also not in a draft. */
async function newIds(trx: Trx, count: number): Promise<string[]> {
	if (count === 0) return [];
	const { rows } = await sql<{ id: string }>`
		select nextval('kpi_part_id')::text as id from generate_series(1, ${count}::int)
	`.execute(trx);
	return rows.map(({ id }) => id);
}

/**
 * What was sent of a KPI's parts, with ids for what is new.
 *
 * @param kpiId null: the KPI is new, so all of its parts are
 * @throws Refused where an id is not of this KPI
 */
export async function withIds(
	trx: Trx,
	sent: EnteredDisaggregation | null,
	kpiId: string | null
): Promise<Disaggregation | null> {
	if (sent === null || sent.dimensions.length === 0) return null;
	const had = kpiId === null ? new Map<string, Set<string>>() : await idsHad(trx, kpiId);
	const all = sent.dimensions.flatMap(({ id, terms }) => [id, ...terms.map((term) => term.id)]);
	const fresh = await newIds(trx, all.filter((id) => id === null).length);
	const used = new Set<string>();
	const idOf = (id: string | null, among: { has: (id: string) => boolean } | undefined) => {
		const settled = id ?? fresh.shift()!;
		const isOwn = id === null || among?.has(id) === true;
		if (!isOwn || used.has(settled)) throw new Refused('disaggregation', 'unknown_choice');
		used.add(settled);
		return settled;
	};
	const dimensions = sent.dimensions.map(({ id, terms, name, addsUp }): Dimension => {
		const own = id === null ? undefined : had.get(id);
		const settled = idOf(id, had);
		return {
			...{ id: settled, name, addsUp },
			terms: terms.map((term) => ({ id: idOf(term.id, own), name: term.name }))
		};
	});
	const crosses = sent.crosses.map(([one, other]): [string, string] => [
		dimensions[one]!.id,
		dimensions[other]!.id
	]);
	return { dimensions, crosses };
}
