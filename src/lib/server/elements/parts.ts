/** What hangs on an element, written so that it becomes what was sent. */
import { sql } from 'kysely';
import type { Trx } from '../db/connect.ts';
import type { EditedElement, ElementFields, MilestoneField, OwnerField } from './fields.ts';

const key = (owner: OwnerField) => `${owner.role} ${owner.organisation_id}`;

/** Ends what is no longer and begins what is new; earlier owners stay with their days. */
export async function saveOwners(
	trx: Trx,
	stored: EditedElement,
	sent: OwnerField[],
	{ today, since }: { today: string; since: string }
): Promise<void> {
	const kept = new Set(sent.map(key));
	const had = new Set(stored.owners.map(key));
	for (const owner of stored.owners.filter((one) => !kept.has(key(one)))) {
		await trx
			.updateTable('owner')
			.set({ valid_to: sql`greatest(valid_from, ${today}::date)` })
			.where('element_id', '=', stored.id)
			.where('organisation_id', '=', owner.organisation_id)
			.where('role', '=', owner.role)
			.where('valid_to', 'is', null)
			.execute();
	}
	const added = sent.filter((one) => !had.has(key(one)));
	if (added.length === 0) return;
	await trx
		.insertInto('owner')
		.values(
			added.map((one) => ({ ...one, element_id: stored.id, valid_from: since, valid_to: null }))
		)
		.execute();
}

/** Milestones keep their order; new ones come last. One that was reached cannot go. */
export async function saveMilestones(
	trx: Trx,
	stored: EditedElement,
	sent: MilestoneField[]
): Promise<void> {
	const kept = new Map(sent.map((milestone) => [milestone.id, milestone]));
	const gone = stored.milestones.flatMap(({ id }) => (id !== null && !kept.has(id) ? [id] : []));
	if (gone.length > 0) {
		await trx
			.deleteFrom('milestone')
			.where('element_id', '=', stored.id)
			.where('id', 'in', gone)
			.execute();
	}
	for (const { id, title, weight, planned_on } of sent) {
		if (id === null) await addMilestone(trx, stored.id, { title, weight, planned_on });
		else
			await trx
				.updateTable('milestone')
				.set({ title, weight, planned_on })
				.where('id', '=', id)
				.where('element_id', '=', stored.id)
				.execute();
	}
}

async function addMilestone(trx: Trx, elementId: string, fields: Omit<MilestoneField, 'id'>) {
	await trx
		.insertInto('milestone')
		.values((eb) => ({
			...fields,
			element_id: elementId,
			position: eb
				.selectFrom('milestone')
				.where('element_id', '=', elementId)
				.select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
		}))
		.execute();
}

export async function saveTerms(trx: Trx, stored: EditedElement, sent: string[]): Promise<void> {
	const gone = stored.terms.filter((id) => !sent.includes(id));
	if (gone.length > 0)
		await trx
			.deleteFrom('element_term')
			.where('element_id', '=', stored.id)
			.where('term_id', 'in', gone)
			.execute();
	const added = [...new Set(sent)].filter((id) => !stored.terms.includes(id));
	if (added.length > 0)
		await trx
			.insertInto('element_term')
			.values(added.map((term_id) => ({ element_id: stored.id, term_id })))
			.execute();
}

export async function saveLinks(
	trx: Trx,
	planId: string,
	stored: EditedElement,
	sent: ElementFields['also_serves']
): Promise<void> {
	await trx.deleteFrom('element_link').where('element_id', '=', stored.id).execute();
	if (sent.length === 0) return;
	await trx
		.insertInto('element_link')
		.values(sent.map((serves_id) => ({ element_id: stored.id, plan_id: planId, serves_id })))
		.execute();
}
