/**
 * The portfolio reads one stored row a plan. A row stands while the plan's revision and the day are
 * those it was made for; else it is made anew by the same function as the plan's own page.
 */
import { sql } from 'kysely';
import { planFigures } from '#lib/domain/figures/figures.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { list, type PlanRow } from '../facts/plans.ts';
import { record } from '../facts/record.ts';
import { summaryOf, summaryVersion, type PlanSummary } from './summary.ts';

interface Day {
	asOf: IsoDate;
	today: IsoDate;
}

export interface SummarisedPlan extends Day {
	plan: PlanRow;
	summary: PlanSummary;
}

/** The day asked for, but never after today in the plan's time zone. */
function dayOf(plan: PlanRow, asked: IsoDate | null, now: Date): Day {
	const today = todayIn(plan.time_zone, now);
	return { asOf: asked !== null && asked < today ? asked : today, today };
}

/**
 * Every plan with its summary: published ones by title, then demonstrations.
 *
 * @param asked null for today in each plan's time zone
 */
export async function summaries(
	db: Db,
	asked: IsoDate | null,
	now: Date
): Promise<SummarisedPlan[]> {
	const [plans, rows] = await Promise.all([
		list(db),
		db.selectFrom('plan_summary').selectAll().execute()
	]);
	const stored = new Map(rows.map((row) => [row.plan_id, row]));
	const summarised: SummarisedPlan[] = [];
	for (const plan of plans) {
		const day = dayOf(plan, asked, now);
		const row = stored.get(plan.id);
		const stands =
			row?.revision === plan.revision &&
			row.as_of === day.asOf &&
			(row.summary as PlanSummary).version === summaryVersion;
		// one after the other: after midnight 200 plans must not take every connection of the pool
		summarised.push(
			stands
				? { plan, ...day, summary: row.summary as PlanSummary }
				: await summarise(db, plan, day)
		);
	}
	return summarised;
}

/** The revision was read before the rows, so a summary is never older than what it is kept under. */
async function summarise(db: Db, plan: PlanRow, day: Day): Promise<SummarisedPlan> {
	const rows = await record(db, plan, day.asOf, day.today);
	const made = { plan, ...day, summary: summaryOf(rows, planFigures(rows, day.asOf)) };
	// a full disk keeps nobody from reading: what is not stored is made again
	if (day.asOf === day.today) await store(db, made).catch(() => {});
	return made;
}

/** Of two requests at once the later revision or day stays, whoever comes last. */
async function store(db: Db, { plan, asOf, summary }: SummarisedPlan): Promise<void> {
	await db
		.insertInto('plan_summary')
		.values({
			plan_id: plan.id,
			revision: plan.revision,
			as_of: asOf,
			summary: JSON.stringify(summary)
		})
		.onConflict((conflict) =>
			conflict
				.column('plan_id')
				.doUpdateSet((eb) => ({
					revision: eb.ref('excluded.revision'),
					as_of: eb.ref('excluded.as_of'),
					summary: eb.ref('excluded.summary')
				}))
				.where(
					sql<boolean>`(excluded.as_of, excluded.revision) >= (plan_summary.as_of, plan_summary.revision)`
				)
		)
		.execute();
}
