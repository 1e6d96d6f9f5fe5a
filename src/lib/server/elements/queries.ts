import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { Db } from '../db/connect.ts';
import type { EditedElement, MilestoneField } from './fields.ts';

/** Whether text can be an id at all; what cannot is not asked of the database. */
export const isId = (text: string): boolean => /^[1-9]\d{0,17}$/.test(text);

/**
 * One element of a plan with all that hangs on it; undefined where this plan has none such.
 *
 * @param lock keeps others who write it waiting until the transaction ends
 */
export async function find(
	db: Db,
	planId: string,
	id: string,
	lock = false
): Promise<EditedElement | undefined> {
	if (!isId(id)) return undefined;
	const row = await db
		.selectFrom('element')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.selectAll()
		.$if(lock, (query) => query.forNoKeyUpdate())
		.executeTakeFirst();
	if (!row) return undefined;
	const { plan_id: _plan, parent_kind: _kind, ...element } = row;
	const marks = await milestones(db, id);
	return {
		...element,
		weight: element.weight === null ? null : plainDecimal(element.weight),
		owners: await owners(db, id),
		milestones: marks.map(({ reached: _, ...milestone }) => milestone),
		reached: marks.filter((milestone) => milestone.reached).map((milestone) => milestone.id!),
		terms: await terms(db, id),
		also_serves: await served(db, id)
	};
}

function owners(db: Db, elementId: string) {
	return db
		.selectFrom('owner')
		.where('element_id', '=', elementId)
		.where('valid_to', 'is', null)
		.select(['role', 'organisation_id'])
		.orderBy('id')
		.execute();
}

async function milestones(
	db: Db,
	elementId: string
): Promise<(MilestoneField & { reached: boolean })[]> {
	const rows = await db
		.selectFrom('milestone')
		.where('element_id', '=', elementId)
		.select((eb) => [
			'id',
			'title',
			'weight',
			'planned_on',
			eb
				.exists(
					eb
						.selectFrom('milestone_reached')
						.whereRef('milestone_reached.milestone_id', '=', 'milestone.id')
						.select('milestone_reached.id')
				)
				.as('reached')
		])
		.orderBy('position')
		.execute();
	return rows.map((row) => ({
		...row,
		weight: plainDecimal(row.weight),
		reached: Boolean(row.reached)
	}));
}

async function terms(db: Db, elementId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('element_term')
		.where('element_id', '=', elementId)
		.select('term_id')
		.orderBy('term_id')
		.execute();
	return rows.map((row) => row.term_id);
}

async function served(db: Db, elementId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('element_link')
		.where('element_id', '=', elementId)
		.select('serves_id')
		.orderBy('serves_id')
		.execute();
	return rows.map((row) => row.serves_id);
}
