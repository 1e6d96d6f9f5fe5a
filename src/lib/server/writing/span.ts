import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { dayProblem, type DayKind } from '#lib/domain/entries/plan-days.ts';
import type { Db } from '../db/connect.ts';
import { Refused } from './refusals.ts';

/** From when to when a plan runs. */
export async function planSpan(db: Db, planId: string): Promise<PlanSpan> {
	return await db
		.selectFrom('plan')
		.where('id', '=', planId)
		.select(['period_start as periodStart', 'period_end as periodEnd'])
		.executeTakeFirstOrThrow();
}

/** Refuses a day that the plan cannot hold, beside its field. */
export function refuseDay(
	field: string,
	kind: DayKind,
	day: string | null,
	plan: PlanSpan = { periodStart: null, periodEnd: null }
): void {
	const found = dayProblem(kind, day, plan);
	if (found) throw new Refused(field, found.problem, found);
}
