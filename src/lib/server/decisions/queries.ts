import type { IsoDate, OpenDecision } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';

/** The decisions that were raised and not yet taken on a day, by due date; those without one last. */
export async function open(db: Db, planId: string, asOf: IsoDate): Promise<OpenDecision[]> {
	const rows = await db
		.selectFrom('decision')
		.leftJoin('organisation', 'organisation.id', 'decision.decider_id')
		.where('decision.plan_id', '=', planId)
		.where('decision.raised_on', '<=', asOf)
		.where((eb) =>
			eb.or([eb('decision.decided_on', 'is', null), eb('decision.decided_on', '>', asOf)])
		)
		.select([
			'decision.id',
			'decision.title',
			'decision.reason',
			'decision.element_id as elementId',
			'decision.raised_on as raisedOn',
			'decision.due_on as dueOn',
			'organisation.acronym',
			'organisation.name',
			'organisation.slug'
		])
		.orderBy('decision.due_on', (order) => order.asc().nullsLast())
		.orderBy('decision.id')
		.execute();
	return rows.map(({ acronym, name, slug, ...decision }) => ({
		...decision,
		decider: acronym && name && slug ? { acronym, name, slug } : null
	}));
}
