/** Writes one plan as its seed states it: texts, elements, notes, and where each field comes from. */
import type { Transaction } from 'kysely';
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import type { ElementSeed, PlanSeed, Provenance } from './load.ts';
import { axisIds, placeTerms, termIds } from './write-frameworks.ts';
import { insertProvenance, publish, type Register } from './write-provenance.ts';

/** The ids of what was written, by the seed's own names. */
export interface WrittenPlan {
	planId: string;
	elements: Map<string, string>;
	register: Register;
}

type Trx = Transaction<Database>;

export async function writePlan(trx: Trx, seed: PlanSeed, digest: string): Promise<WrittenPlan> {
	const planId = await insertPlan(trx, seed, digest);
	const register = await insertPublication(trx, planId, seed);
	await placeTerms(trx, seed.slug, register.passages);
	const elements = await insertElements(trx, planId, seed.elements);
	await insertTerms(trx, seed.elements, elements);
	await insertFrameworks(trx, planId, seed);
	await insertLinks(trx, planId, seed.elements, elements);
	await insertNotes(trx, planId, seed, elements);
	await insertProvenance(trx, register, { plan_id: planId }, seed.provenance);
	await insertProvenance(trx, register, { plan_id: planId }, noteProvenance(seed));
	for (const element of seed.elements)
		await insertProvenance(
			trx,
			register,
			{ element_id: elements.get(element.code)! },
			element.provenance
		);
	return { planId, elements, register };
}

async function insertPlan(trx: Trx, seed: PlanSeed, digest: string): Promise<string> {
	const { id } = await trx
		.insertInto('plan')
		.values({
			slug: seed.slug,
			title: seed.title,
			short_title: seed.shortTitle,
			description: seed.description,
			language: seed.language,
			currency: seed.currency,
			time_zone: seed.timeZone,
			fiscal_year_start_month: seed.fiscalYearStartMonth,
			period_start: seed.periodStart,
			period_end: seed.periodEnd,
			vision: seed.vision,
			mission: seed.mission,
			labels: JSON.stringify(seed.labels),
			demonstration: seed.demonstration,
			demonstrates_id: await publishedId(trx, seed),
			roll_up_method: seed.rollUpMethod,
			confidence_rules: JSON.stringify(defaultConfidenceRules),
			seed_digest: digest,
			seed_revision: 1
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Of a demonstration: the plan as published, which is written before it. */
async function publishedId(trx: Trx, { cloneOf }: PlanSeed): Promise<string | null> {
	if (cloneOf === null) return null;
	const published = await trx
		.selectFrom('plan')
		.where('slug', '=', cloneOf)
		.select('id')
		.executeTakeFirst();
	return published?.id ?? null;
}

async function insertPublication(trx: Trx, planId: string, seed: PlanSeed): Promise<Register> {
	const publicationId = await publish(trx, planId, seed.publication);
	const rows = await trx
		.insertInto('passage')
		.values(
			Object.entries(seed.passages).map(([code, text]) => ({
				publication_id: publicationId,
				code,
				text
			}))
		)
		.returning(['id', 'code'])
		.execute();
	return { planId, passages: new Map(rows.map((row) => [row.code, row.id])) };
}

async function insertElements(
	trx: Trx,
	planId: string,
	seeds: ElementSeed[]
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	const kinds = new Map(seeds.map((seed) => [seed.code, seed.kind]));
	for (const seed of seeds) {
		const { id } = await trx
			.insertInto('element')
			.values({
				plan_id: planId,
				kind: seed.kind,
				parent_id: ids.get(seed.parentCode ?? '') ?? null,
				parent_kind: kinds.get(seed.parentCode ?? '') ?? null,
				position: seed.position,
				code: seed.code,
				title: seed.title,
				short_title: seed.shortTitle,
				description: seed.description,
				deliverable_defined: seed.deliverableDefined
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(seed.code, id);
	}
	return ids;
}

async function insertTerms(
	trx: Trx,
	seeds: ElementSeed[],
	elements: Map<string, string>
): Promise<void> {
	const idOf = await termIds(trx);
	const rows = seeds.flatMap((seed) =>
		seed.terms.map((term) => ({ element_id: elements.get(seed.code)!, term_id: idOf(term) }))
	);
	if (rows.length > 0) await trx.insertInto('element_term').values(rows).execute();
}

async function insertFrameworks(trx: Trx, plan_id: string, { frameworks }: PlanSeed) {
	for (const slug of frameworks)
		await trx
			.insertInto('plan_framework')
			.values((eb) => ({
				...{ plan_id, recorded_at: '-infinity' },
				framework_id: eb.selectFrom('framework').select('id').where('slug', '=', slug)
			}))
			.execute();
}

async function insertLinks(
	trx: Trx,
	planId: string,
	seeds: ElementSeed[],
	elements: Map<string, string>
): Promise<void> {
	const rows = seeds.flatMap((seed) =>
		seed.alsoServes.map((served) => ({
			plan_id: planId,
			element_id: elements.get(seed.code)!,
			serves_id: elements.get(served)!
		}))
	);
	if (rows.length > 0) await trx.insertInto('element_link').values(rows).execute();
}

async function insertNotes(
	trx: Trx,
	planId: string,
	seed: PlanSeed,
	elements: Map<string, string>
): Promise<void> {
	const idOf = await axisIds(trx);
	for (const [position, written] of seed.notes.entries()) {
		const { id: code, topic, subtopic, marker, place, text, concerns } = written;
		const note = await trx
			.insertInto('plan_note')
			.values({
				...{ plan_id: planId, position, code, topic, subtopic, marker, place, text },
				...{ list_kind: written.listKind, country: written.country },
				axis_id: written.axis === null ? null : idOf(written.axis)
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const rows = concerns.map((element) => ({
			note_id: note.id,
			plan_id: planId,
			element_id: elements.get(element)!
		}));
		if (rows.length > 0) await trx.insertInto('plan_note_element').values(rows).execute();
	}
}

function noteProvenance(seed: PlanSeed): Record<string, Provenance> {
	const fields: Record<string, Provenance> = {};
	for (const { id, provenance, sorting } of seed.notes) {
		fields[`notes.${id}`] = provenance;
		for (const [field, from] of Object.entries(sorting)) fields[`notes.${id}.${field}`] = from;
	}
	return fields;
}
