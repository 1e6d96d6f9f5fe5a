import { sql } from 'kysely';
import type { IsoDate, OpenDecision } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { decisionColumns, type EditedDecision } from './fields.ts';

const withDecider = (db: Db, planId: string) =>
	db
		.selectFrom('decision')
		.leftJoin('organisation', 'organisation.id', 'decision.decider_id')
		.where('decision.plan_id', '=', planId)
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
		]);

type Row = Awaited<ReturnType<ReturnType<typeof withDecider>['executeTakeFirstOrThrow']>>;

const asDecision = <One extends Row>({ acronym, name, slug, ...decision }: One) => ({
	...decision,
	decider: acronym && name && slug ? { acronym, name, slug } : null
});

/** The decisions that were raised and not yet taken on a day, by due date; those without one last. */
export async function open(db: Db, planId: string, asOf: IsoDate): Promise<OpenDecision[]> {
	const rows = await withDecider(db, planId)
		.where('decision.raised_on', '<=', asOf)
		.where(sql<boolean>`coalesce(decision.decided_on, decision.withdrawn_on, 'infinity') > ${asOf}`)
		.orderBy('decision.due_on', (order) => order.asc().nullsLast())
		.orderBy('decision.id')
		.execute();
	return rows.map(asDecision);
}

export interface TakenDecision extends OpenDecision {
	decidedOn: IsoDate;
	outcome: string;
}

const longestListed = 366;

/**
 * What was decided lately, the newest first: until the end of the reporting period after the one in
 * which it was decided, and no longer than a year.
 */
export async function takenLately(db: Db, planId: string, asOf: IsoDate): Promise<TakenDecision[]> {
	const rows = await withDecider(db, planId)
		.where('decision.decided_on', '<=', asOf)
		.where(sql<boolean>`decision.decided_on > ${asOf}::date - ${longestListed}::integer`)
		.where(
			(eb) =>
				eb
					.selectFrom('reporting_period as period')
					.where('period.plan_id', '=', planId)
					.whereRef('period.ends_on', '>=', 'decision.decided_on')
					.where('period.ends_on', '<', asOf)
					.select((of) => of.fn.countAll().as('ended')),
			'<',
			2
		)
		.select(['decision.decided_on as decidedOn', 'decision.outcome'])
		.$narrowType<{ decidedOn: string; outcome: string }>()
		.orderBy('decision.decided_on', 'desc')
		.orderBy('decision.id', 'desc')
		.execute();
	return rows.map(asDecision);
}

const edited = (db: Db, planId: string) =>
	db
		.selectFrom('decision')
		.leftJoin('organisation', 'organisation.id', 'decision.decider_id')
		.leftJoin('element', 'element.id', 'decision.element_id')
		.where('decision.plan_id', '=', planId)
		.select(['decision.id', 'decision.version', 'decision.raised_on'])
		.select(decisionColumns.map((name) => `decision.${name}` as const))
		.select(['decision.decided_on', 'decision.outcome'])
		.select(['decision.withdrawn_on', 'decision.withdrawn_reason'])
		.select(['organisation.acronym as decider', 'element.code as element']);

/** A plan's decisions, those that wait first, then the newest; at most 100. */
export async function list(db: Db, planId: string): Promise<EditedDecision[]> {
	return await edited(db, planId)
		.orderBy(sql`coalesce(decision.decided_on, decision.withdrawn_on)`, (order) =>
			order.desc().nullsFirst()
		)
		.orderBy('decision.due_on', (order) => order.asc().nullsLast())
		.orderBy('decision.id')
		.limit(100)
		.execute();
}

/**
 * One decision of a plan; undefined where this plan has none such.
 *
 * @param lock keeps others who write it waiting until the transaction ends
 */
export async function find(
	db: Db,
	planId: string,
	id: string,
	lock = false
): Promise<EditedDecision | undefined> {
	if (!isId(id)) return undefined;
	return await edited(db, planId)
		.where('decision.id', '=', id)
		.$if(lock, (query) => query.forNoKeyUpdate('decision'))
		.executeTakeFirst();
}
