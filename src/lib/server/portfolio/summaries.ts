/**
 * The portfolio reads one stored row a plan. A row stands while the plan's revision and the day are
 * those it was made for; else it is made anew by the same function as the plan's own page.
 */
import { sql, type Selectable } from 'kysely';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanSummaryTable } from '../db/schema.ts';
import { list, type PlanRow } from '../facts/plans.ts';
import { record } from '../facts/record.ts';
import { structure } from '../facts/structure.ts';
import { summaryOf, summaryVersion, type PlanSummary } from './summary.ts';

interface Day {
	asOf: IsoDate;
	today: IsoDate;
}

export interface SummarisedPlan extends Day {
	plan: PlanRow;
	summary: PlanSummary;
}

/** Whether a stored row shows what the plan shows by itself today. */
function isCurrent(row: Selectable<PlanSummaryTable> | undefined, plan: PlanRow, today: IsoDate) {
	const isOfDay = row?.revision === plan.revision && row.as_of === today;
	return isOfDay && (row.summary as PlanSummary).version === summaryVersion;
}

/**
 * Every plan with its summary: published ones by title, then demonstrations.
 *
 * @param asked the status date; null for each plan's own
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
		const today = todayIn(plan.time_zone, now);
		const row = stored.get(plan.id);
		if (asked === null && row && isCurrent(row, plan, today)) {
			const summary = row.summary as PlanSummary;
			summarised.push({ plan, asOf: summary.asOf, today, summary });
			continue;
		}
		// one after the other: after midnight 200 plans must not take every connection of the pool
		summarised.push(await summarise(db, plan, asked, today));
	}
	return summarised;
}

/** The revision was read before the rows, so a summary is never older than what it is kept under. */
async function summarise(
	db: Db,
	plan: PlanRow,
	asked: IsoDate | null,
	today: IsoDate
): Promise<SummarisedPlan> {
	const day = asked !== null && asked < today ? asked : today;
	const own = asked === null ? statusDate((await structure(db, plan)).periods, today) : day;
	const scope = scopeOn(own, today);
	const rows = await record(db, plan, scope);
	const made = { plan, asOf: own, today, summary: summaryOf(rows, planFigures(rows, scope)) };
	// a full disk keeps nobody from reading: what is not stored is made again
	if (asked === null) await store(db, made).catch(() => {});
	return made;
}

/** Of two requests at once the later revision or day stays, whoever comes last. */
async function store(db: Db, { plan, today, summary }: SummarisedPlan): Promise<void> {
	await db
		.insertInto('plan_summary')
		.values({
			plan_id: plan.id,
			revision: plan.revision,
			as_of: today,
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
