/**
 * The portfolio reads one stored row a plan and day. A row stands while the plan's revision is the one
 * that it was made for; else it is made anew by the same function as the plan's own page.
 */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import type { PlanRow } from '../facts/plans.ts';
import { plansOnDay, store, type PlanOnDay } from './queries.ts';
import { summaryOf, summaryVersion, type PlanSummary } from './summary.ts';

export interface SummarisedPlan {
	plan: PlanRow;
	today: IsoDate;
	/** The status date. */
	asOf: IsoDate;
	summary: PlanSummary;
}

/** What is stored, where it is of the present shape. */
export function storedSummary({ stored }: PlanOnDay): PlanSummary | null {
	const summary = stored as PlanSummary | null;
	return summary?.version === summaryVersion ? summary : null;
}

/** The revision was read before the rows, so a summary is never older than what it is stored under. */
async function summarise(db: Db, { plan, asOf, today }: PlanOnDay): Promise<PlanSummary> {
	const { record, figures } = await figuresOf(db, plan, scopeOn(asOf, today));
	return summaryOf(record, figures);
}

/**
 * Plans with their summaries. Of the days that anybody may ask for only the plans' own are stored, so
 * that no address fills the table.
 *
 * @param plans some of `plansOnDay`; what is not stored of them is reckoned
 * @param asked the status date; null for each plan's own
 */
export async function summariesOf(
	db: Db,
	plans: PlanOnDay[],
	asked: IsoDate | null
): Promise<SummarisedPlan[]> {
	const summarised: SummarisedPlan[] = [];
	for (const shown of plans) {
		const { plan, today, asOf } = shown;
		const stored = storedSummary(shown);
		// one after the other: 200 plans must not take every connection of the pool
		const summary = stored ?? (await summarise(db, shown));
		// a full disk keeps nobody from reading: what is not stored is made again
		if (stored === null && asked === null) await store(db, shown, summary).catch(() => {});
		summarised.push({ plan, today, asOf, summary });
	}
	return summarised;
}

/** Every plan with its summary: published ones by title, then demonstrations. */
export async function summaries(
	db: Db,
	asked: IsoDate | null,
	now: Date
): Promise<SummarisedPlan[]> {
	return summariesOf(db, await plansOnDay(db, asked, now), asked);
}

/**
 * Stores the summaries that are missing, so that no request has to wait for many of them: one plan at
 * a time, with a pause after each in which requests are answered.
 *
 * @returns how many were missing
 */
export async function storeMissing(db: Db, now: Date, pause: () => Promise<void>): Promise<number> {
	const plans = await plansOnDay(db, null, now);
	const missing = plans.filter((shown) => storedSummary(shown) === null);
	for (const shown of missing) {
		// what a transaction reads is not kept: nobody asked for these plans
		const snapshot = db
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only');
		const summary = await snapshot.execute((within) => summarise(within, shown));
		await store(db, shown, summary).catch(() => {});
		await pause();
	}
	return missing.length;
}
