/** Writes what a plan is aligned to, and the plans that live elsewhere. */
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import { append } from '#lib/server/alignment/commands.ts';
import type { AlignmentSeed, LinkSeed } from './alignment.ts';
import { originOf } from './origin.ts';
import type { Provenance } from './provenance.ts';
import type { WrittenPlan } from './write-plan.ts';

type Trx = Transaction<Database>;

/** Where the words of a record come from, by its columns. */
function originColumns(provenance: readonly Provenance[], passages: Map<string, string>) {
	const { kind, reason, quotes, publication } = originOf(provenance, passages);
	return {
		...{ provenance_kind: kind, provenance_reason: reason, quotes: JSON.stringify(quotes) },
		publication_title: publication?.title ?? null,
		published_on: publication?.publishedOn ?? null,
		publication_address: publication?.address ?? null
	};
}

/** The ids of what lives elsewhere, by the seed's own names; of a statement `plan/statement`. */
async function writeOutside(
	trx: Trx,
	{ register: { passages } }: WrittenPlan,
	{ outside }: AlignmentSeed,
	recordedAt: Date
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	const put = (of: 'outside_plan' | 'outside_statement', columns: Record<string, unknown>) =>
		append(trx, of, { record: null, columns, reason: null, recordedAt });
	for (const plan of outside) {
		const id = await put('outside_plan', {
			...{ outside_title: plan.title, publisher: plan.publisher, outside_address: plan.address },
			...{ outside_language: plan.language, edition_label: plan.edition },
			...{ edition_on: plan.edition_on, ...originColumns(plan.provenance, passages) }
		});
		ids.set(plan.id, id);
		for (const statement of plan.statements)
			ids.set(
				`${plan.id}/${statement.id}`,
				await put('outside_statement', {
					...{ outside_plan_id: id, statement_kind: statement.kind },
					...{ statement_code: statement.code, statement_words: statement.words },
					...originColumns(statement.provenance, passages)
				})
			);
	}
	return ids;
}

/** The columns that name the parent; undefined: that plan is not here. */
async function parentColumns(trx: Trx, { to }: LinkSeed, outside: Map<string, string>) {
	if ('outside' in to)
		return {
			outside_plan_id: outside.get(to.outside)!,
			outside_statement_id:
				to.statement === null ? null : outside.get(`${to.outside}/${to.statement}`)!
		};
	const plan = await trx
		.selectFrom('plan')
		.where('slug', '=', to.plan)
		.select('id')
		.executeTakeFirst();
	if (!plan) return undefined;
	const element = await trx
		.selectFrom('element')
		.where('plan_id', '=', plan.id)
		.where('code', '=', to.element)
		.select('id')
		.executeTakeFirst();
	// somebody may have given it another code, or taken it out
	if (to.element !== null && !element) return undefined;
	return { parent_plan_id: plan.id, parent_element_id: element?.id ?? null };
}

export async function writeAlignment(
	trx: Trx,
	written: WrittenPlan,
	seed: AlignmentSeed
): Promise<void> {
	const recordedAt = seed.recorded ? new Date(`${seed.recorded}T00:00:00Z`) : new Date(0);
	const outside = await writeOutside(trx, written, seed, recordedAt);
	for (const link of seed.links) {
		const parent = await parentColumns(trx, link, outside);
		if (!parent) continue;
		await append(trx, 'alignment', {
			...{ record: null, reason: null, recordedAt },
			columns: {
				plan_id: written.planId,
				element_id: link.child === null ? null : written.elements.get(link.child)!,
				...parent,
				...{ rationale: link.rationale, share: link.share },
				...{ valid_from: link.from, valid_to: link.until },
				...originColumns(link.provenance, written.register.passages)
			}
		});
	}
}
