/** Every plan with the day that it is shown for and the summary that is stored of it. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';

export interface PlanOnDay {
	plan: PlanRow;
	/** In the plan's time zone. */
	today: IsoDate;
	/** The status date: the one asked for, but never after today; else the plan's own. */
	asOf: IsoDate;
	/** The latest period that had ended by then and whose reports are due. */
	duePeriodId: string | null;
	/** As it was stored for that day; null: nothing is, or of another revision or period. */
	stored: object | null;
}

/**
 * All plans: published ones by title, then demonstrations. What is stored of a plan stands while its
 * revision and the period due are those it was reckoned with.
 *
 * @param asked the status date; null for each plan's own, the end of the latest period due
 */
export async function plansOnDay(db: Db, asked: IsoDate | null, now: Date): Promise<PlanOnDay[]> {
	const rows = await db
		.with('dated', (with_) =>
			with_
				.selectFrom('plan')
				.select([
					'id',
					sql<IsoDate>`(${now}::timestamptz at time zone time_zone)::date`.as('today')
				])
		)
		.selectFrom('plan')
		.innerJoin('dated', 'dated.id', 'plan.id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('reporting_period as period')
					.whereRef('period.plan_id', '=', 'plan.id')
					.whereRef('period.ends_on', '<=', sql<IsoDate>`least(${asked}::date, dated.today)`)
					.whereRef('period.due_on', '<', 'dated.today')
					.select(['period.id', 'period.ends_on'])
					.orderBy('period.ends_on', 'desc')
					.limit(1)
					.as('due'),
			(join) => join.onTrue()
		)
		// least() passes over null: of a day that nobody asks for it would make today
		.innerJoinLateral(
			() =>
				db
					.selectNoFrom(
						sql<IsoDate>`case when ${asked}::date is null then coalesce(due.ends_on, dated.today)
							else least(${asked}::date, dated.today) end`.as('as_of')
					)
					.as('shown'),
			(join) => join.onTrue()
		)
		.leftJoin('plan_summary as summary', (join) =>
			join
				.onRef('summary.plan_id', '=', 'plan.id')
				.onRef('summary.revision', '=', 'plan.revision')
				.onRef('summary.as_of', '=', 'shown.as_of')
				.on(sql<boolean>`summary.due_period_id is not distinct from due.id`)
		)
		.selectAll('plan')
		.select(['dated.today', 'shown.as_of', 'due.id as due_period_id', 'summary.summary'])
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.execute();
	return rows.map(({ today, due_period_id, summary, as_of, ...plan }) => ({
		plan,
		today,
		asOf: as_of,
		duePeriodId: due_period_id,
		stored: summary
	}));
}

/**
 * Stores the summary of a plan on a day; of two at once the later revision stays, whoever comes last.
 * Nobody waits until the disk has it: one that a crash takes is reckoned again.
 */
export async function store(
	db: Db,
	{ plan, asOf, duePeriodId }: Omit<PlanOnDay, 'stored'>,
	summary: object
): Promise<void> {
	await db
		// what was stored of other days under an earlier revision is never read again
		.with('outdated', (with_) =>
			with_
				.deleteFrom('plan_summary')
				.where('plan_id', '=', plan.id)
				.where('as_of', '!=', asOf)
				.where('revision', '<', plan.revision)
		)
		.with('hurried', (with_) =>
			with_.selectNoFrom(sql`set_config('synchronous_commit', 'off', true)`.as('commits'))
		)
		.insertInto('plan_summary')
		.columns(['plan_id', 'revision', 'as_of', 'due_period_id', 'summary'])
		.expression((eb) =>
			eb
				.selectFrom('hurried')
				.select([
					sql<string>`${plan.id}::bigint`.as('plan_id'),
					sql<string>`${plan.revision}::bigint`.as('revision'),
					sql<IsoDate>`${asOf}::date`.as('as_of'),
					sql<string | null>`${duePeriodId}::bigint`.as('due_period_id'),
					sql<object>`${JSON.stringify(summary)}::jsonb`.as('summary')
				])
		)
		.onConflict((conflict) =>
			conflict
				.columns(['plan_id', 'as_of'])
				.doUpdateSet((eb) => ({
					revision: eb.ref('excluded.revision'),
					due_period_id: eb.ref('excluded.due_period_id'),
					summary: eb.ref('excluded.summary')
				}))
				.where(sql<boolean>`excluded.revision >= plan_summary.revision`)
		)
		.execute();
}
