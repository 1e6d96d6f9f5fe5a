/** Writes the checklist of a plan, each answer as of its day; without its template there is nothing to write. */
import type { Transaction } from 'kysely';
import { itemsOf } from '#lib/domain/checklists/items.ts';
import { insertAnswer } from '#lib/server/checklists/answering.ts';
import { insertChecklist } from '#lib/server/checklists/commands.ts';
import { comparedWith } from '#lib/server/checklists/queries.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import type { ChecklistSeed } from './checklist.ts';
import type { WrittenPlan } from './write-plan.ts';

/** In the morning of a day. */
const momentOf = (on: string) => new Date(`${on}T02:00:00Z`);

export async function writeChecklist(
	trx: Transaction<Database>,
	{ planId, elements }: WrittenPlan,
	{ title, template, recorded, published, answers }: ChecklistSeed
): Promise<void> {
	const found = await trx
		.selectFrom('template')
		.where('slug', '=', template)
		.select('id')
		.executeTakeFirst();
	if (!found) return;
	const against = { kind: 'template', id: found.id } as const;
	const made = { title, against, recordedAt: momentOf(recorded) };
	const id = await insertChecklist(trx, planId, made, null);
	const asked = itemsOf((await comparedWith(trx, against)).lines);
	const keys = new Map(asked.map(({ code, key }) => [code, key]));
	for (const { on, items } of answers)
		for (const { item, verdict, by, reason = null } of items) {
			const key = keys.get(item);
			const elementIds = by.map((code) => elements.get(code)!);
			if (key === undefined) continue;
			const said = { verdict, elementIds, reason };
			const act = { byUser: null, recordedAt: momentOf(on) };
			await insertAnswer(trx, { id, planId }, { item: key, said }, act);
		}
	await trx
		.insertInto('checklist_step')
		.values({
			...{ checklist_id: id, step: 'published', reason: published.reason, by_user: null },
			recorded_at: momentOf(published.on)
		})
		.execute();
}
