/** Writes templates: each is made of its plan as that came with the tracker, whatever became of it since. */
import { sql, type Transaction } from 'kysely';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import { copyItems } from '#lib/server/templates/make-items.ts';
import { loadTemplate } from './templates.ts';

type Trx = Transaction<Database>;

/** The plan, and its first revision; undefined where it is not there. */
async function planOf(trx: Trx, slug: string) {
	return await trx
		.selectFrom('plan')
		.innerJoin('plan_version as first', 'first.plan_id', 'plan.id')
		.where('plan.slug', '=', slug)
		.select([
			'plan.id',
			'plan.language',
			'plan.labels',
			sql<number>`first.revision::int`.as('known')
		])
		.orderBy('first.revision')
		.executeTakeFirst();
}

/** Says whether it was written: a plan that is not there has no template. */
export async function writeTemplate(trx: Trx, name: string): Promise<boolean> {
	const { plan: planSlug, ...seed } = loadTemplate(name);
	const plan = await planOf(trx, planSlug);
	if (!plan) return false;
	const { id } = await trx
		.insertInto('template')
		.values({
			...seed,
			...{ plan_id: plan.id, language: plan.language, labels: JSON.stringify(plan.labels) },
			known_at: sql<Date>`now()`
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await copyItems(trx, id, { planId: plan.id, day: fromTheBeginning, known: plan.known });
	return true;
}
