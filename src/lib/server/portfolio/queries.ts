/** Every plan with the day that it is shown for, and the summaries that are stored. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import { publishedOfPlan } from '../facts/published-words.ts';

const shownColumns = [
	'id',
	'slug',
	'title',
	'short_title',
	'language',
	'currency',
	'labels',
	'demonstration',
	'demonstrates_id',
	'period_start',
	'period_end',
	'revision',
	'seed_digest'
] as const satisfies (keyof PlanRow)[];

/** What lists of plans show of one, without its long texts and its rules. */
export type ListedPlan = Pick<PlanRow, (typeof shownColumns)[number]>;

export interface PlanOnDay {
	plan: ListedPlan;
	/** In the plan's time zone. */
	today: IsoDate;
	/** The status date: the one asked for, but never after today; else the plan's own. */
	asOf: IsoDate;
	/** The latest period that had ended by then and whose reports are due. */
	duePeriodId: string | null;
}

/**
 * All adopted plans: published ones by title, then demonstrations.
 *
 * @param asked the status date; null for each plan's own: the end of the latest period that was published,
 *   or where nothing was, of the latest that is due
 */
export async function plansOnDay(db: Db, asked: IsoDate | null, now: Date): Promise<PlanOnDay[]> {
	const rows = await db
		.with('dated', (with_) =>
			with_
				.selectFrom('plan')
				.where('draft', '=', false)
				.select([
					'id',
					sql<IsoDate>`(${now}::timestamptz at time zone time_zone)::date`.as('today')
				])
		)
		.selectFrom('plan')
		.innerJoin('dated', 'dated.id', 'plan.id')
		// what is public: the end of the latest period published, as known on the day of the last snapshot
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('snapshot')
					.whereRef('snapshot.plan_id', '=', 'plan.id')
					.select((of) => [
						of.fn.max('snapshot.as_of').as('ends_on'),
						of.fn.max('snapshot.published_on').as('on')
					])
					.as('public'),
			(join) => join.onTrue()
		)
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('reporting_period as period')
					.whereRef('period.plan_id', '=', 'plan.id')
					.whereRef('period.ends_on', '<=', sql<IsoDate>`least(${asked}::date, dated.today)`)
					.where('period.due_on', '<', sql<IsoDate>`coalesce(public.on, dated.today)`)
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
						sql<IsoDate>`case when ${asked}::date is null
							then coalesce(public.ends_on, due.ends_on, dated.today)
							else least(${asked}::date, dated.today) end`.as('as_of')
					)
					.as('shown'),
			(join) => join.onTrue()
		)
		.select(shownColumns.map((column) => `plan.${column}` as const))
		.select(['dated.today', 'shown.as_of', 'due.id as due_period_id'])
		.select(publishedOfPlan<string>('title').as('public_title'))
		.select(publishedOfPlan<string | null>('short_title').as('public_short_title'))
		.orderBy('plan.demonstration')
		.orderBy('plan.title')
		.execute();
	return rows.map(({ today, due_period_id, as_of, public_title, public_short_title, ...plan }) => ({
		plan: { ...plan, title: public_title, short_title: public_short_title },
		today,
		asOf: as_of,
		duePeriodId: due_period_id
	}));
}

/**
 * What is stored of some plans on their days, by plan. It stands while a plan's revision and the
 * period due are those that it was reckoned with.
 */
export async function stored(db: Db, plans: PlanOnDay[]): Promise<Map<string, object>> {
	if (plans.length === 0) return new Map();
	const asked = new Map(plans.map((shown) => [shown.plan.id, shown]));
	const rows = await db
		.selectFrom('plan_summary')
		.where((eb) => eb('plan_id', '=', eb.fn.any(eb.val([...asked.keys()]))))
		.where('as_of', 'in', [...new Set(plans.map(({ asOf }) => asOf))])
		.selectAll()
		.execute();
	const standing = rows.filter((row) => {
		const { plan, asOf, duePeriodId } = asked.get(row.plan_id)!;
		const isOfDay = row.as_of === asOf && row.due_period_id === duePeriodId;
		return isOfDay && row.revision === plan.revision;
	});
	return new Map(standing.map((row) => [row.plan_id, row.summary]));
}

/**
 * Stores the summary of a plan on a day; of two at once the later revision stays, whoever comes last.
 * Nobody waits until the disk has it: one that a crash takes is reckoned again.
 */
export async function store(
	db: Db,
	{ plan, asOf, duePeriodId }: PlanOnDay,
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
