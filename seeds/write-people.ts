/** Writes stakeholders of a plan, and what a demonstration says of what its organisations can do. */
import type { Transaction } from 'kysely';
import type { ValuesOfRecord, WorkRecord } from '#lib/kinds/work-records.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import { append } from '#lib/server/work-records/append.ts';
import type { PeopleSeed } from './people.ts';
import type { WrittenPlan } from './write-plan.ts';
import { insertProvenance } from './write-provenance.ts';

type Trx = Transaction<Database>;

/** Ids of terms by `framework.CODE`. */
async function termIds(trx: Trx): Promise<(name: string | undefined) => string | null> {
	const rows = await trx
		.selectFrom('framework_term as term')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.select(['term.id', 'term.code', 'framework.slug'])
		.execute();
	const byName = new Map(rows.map(({ id, code, slug }) => [`${slug}.${code}`, id]));
	return (name) => (name === undefined ? null : byName.get(name)!);
}

const text = (count: number | undefined) => (count === undefined ? null : String(count));

/** @param organisations ids by slug */
export async function writePeople(
	trx: Trx,
	{ planId, register }: WrittenPlan,
	seed: PeopleSeed,
	organisations: ReadonlyMap<string, string>
): Promise<void> {
	const recordedAt = seed.recorded ? new Date(`${seed.recorded}T00:00:00Z`) : new Date(0);
	const put = <Of extends WorkRecord>(of: Of, values: ValuesOfRecord<Of>) =>
		append(trx, of, { record: null, planId, elementId: null, values, reason: null, recordedAt });
	const termOf = await termIds(trx);
	for (const { name, kind, engagement, asked_for = null, provenance } of seed.stakeholders) {
		const id = await put('stakeholder', {
			...{ stakeholder_name: name, stakeholder_kind: kind, engagement, asked_for },
			stakeholder_organisation_id: null
		});
		const field = `stakeholders.${id}`;
		await insertProvenance(trx, register, { plan_id: planId }, { [field]: provenance });
	}
	for (const { organisation, role, level, on, present, needed } of seed.head_counts)
		await put('head_count', {
			counted_organisation_id: organisations.get(organisation)!,
			...{ role_term_id: termOf(role), level_term_id: termOf(level), counted_on: on },
			...{ people_present: text(present), people_needed: text(needed) }
		});
	for (const { title, on, through = null, seats, attendances } of seed.trainings) {
		const training = await put('training', {
			...{ training_title: title, held_on: on, held_through: through, seats: text(seats) }
		});
		for (const { organisation, attended, qualified, role, level } of attendances)
			await put('attendance', {
				training_id: training,
				attending_organisation_id: organisations.get(organisation)!,
				...{ people_attended: text(attended), people_qualified: text(qualified) },
				...{ role_term_id: termOf(role), level_term_id: termOf(level) }
			});
	}
	for (const { organisation, kind, title, role, on, instrument } of seed.establishments)
		await put('establishment', {
			established_organisation_id: organisations.get(organisation)!,
			...{ establishment_kind: kind, established_title: title, role_term_id: termOf(role) },
			...{ happened_on: on, instrument_title: instrument, instrument_address: null }
		});
}
