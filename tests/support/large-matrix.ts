/** A plan of forty goals set out by sixty terms, of which most pairs have no work: more than a screen shows. */
import type { Db } from '#lib/server/db/connect.ts';
import { makeFramework } from './frameworks.ts';
import { makePlan } from './plans.ts';

export const largeMatrix = { slug: 'large-matrix', goals: 40, terms: 60, activities: 120 };

/** The goal and the term of each activity, by their places. */
const placeOf = (at: number) => ({
	goal: at % largeMatrix.goals,
	term: (at * 7) % largeMatrix.terms
});

/** Makes the plan and its framework, `rows=goal&columns=themes`; returns how many pairs have work. */
export async function makeLargeMatrix(db: Db): Promise<number> {
	const { slug, goals, terms, activities } = largeMatrix;
	const { id: planId } = await makePlan(db, { slug });
	await db.updateTable('plan').set({ title: 'Forty goals' }).where('id', '=', planId).execute();
	const termIds = await makeFramework(
		db,
		{ slug: 'themes', title: 'Themes' },
		Array.from({ length: terms }, (_, at) => ({
			code: `T${at + 1}`,
			title: `Theme ${at + 1} of what offices do for people`
		}))
	);
	// two goals are there with the plan
	const goalRows = Array.from({ length: goals - 2 }, (_, at) => ({
		...{ plan_id: planId, kind: 'goal' as const, code: `G${at + 3}`, position: at + 3 },
		title: `Goal ${at + 3}: services of one office on one page`
	}));
	await db.insertInto('element').values(goalRows).execute();
	const all = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('kind', '=', 'goal')
		.select('id')
		.orderBy('position')
		.execute();
	const made = await db
		.insertInto('element')
		.values(
			Array.from({ length: activities }, (_, at) => ({
				...{ plan_id: planId, kind: 'activity' as const, code: `A${at + 1}`, position: at },
				title: `Activity ${at + 1}`,
				parent_id: all[placeOf(at).goal]!.id,
				parent_kind: 'goal' as const
			}))
		)
		.returning('id')
		.execute();
	const tags = made.map(({ id }, at) => ({
		element_id: id,
		term_id: termIds[placeOf(at).term]!
	}));
	await db.insertInto('element_term').values(tags).execute();
	await db.updateTable('plan').set({ revision: '2' }).where('id', '=', planId).execute();
	return new Set(tags.map((_, at) => JSON.stringify(placeOf(at)))).size;
}
