/**
 * The portfolio reads one summary a plan and day: kept by this process, else as a row that is stored
 * for all of them. Either stands while the plan's revision is the one that it was made for; else it is
 * made anew by the same function as the plan's own page.
 */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { scopeOfSnapshot, scopeOn } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import { Kept } from '../facts/kept.ts';
import { findById } from '../facts/plans.ts';
import * as snapshots from '../snapshots/queries.ts';
import { plansOnDay, store, stored, type ListedPlan, type PlanOnDay } from './queries.ts';
import { summaryOf, summaryVersion, type PlanSummary } from './summary.ts';

export interface SummarisedPlan {
	plan: ListedPlan;
	today: IsoDate;
	/** The status date. */
	asOf: IsoDate;
	summary: PlanSummary;
}

// one takes about 2 KB
const kept = new Kept<PlanSummary>(1_000);

const keyOf = ({ plan, asOf, duePeriodId }: PlanOnDay): (string | null)[] => [
	plan.id,
	plan.seed_digest,
	plan.revision,
	asOf,
	duePeriodId
];

/** What is stored of plans, by plan, where it is of the present shape. */
async function storedSummaries(db: Db, plans: PlanOnDay[]): Promise<Map<string, PlanSummary>> {
	const summaries = (await stored(db, plans)) as Map<string, PlanSummary>;
	return new Map([...summaries].filter(([, { version }]) => version === summaryVersion));
}

/** The summaries of plans that nothing has to be reckoned for, by plan. */
export async function knownSummaries(
	db: Db,
	plans: PlanOnDay[]
): Promise<Map<string, PlanSummary>> {
	const isKept = (shown: PlanOnDay) => kept.has(db, keyOf(shown));
	const found = await storedSummaries(
		db,
		plans.filter((shown) => !isKept(shown))
	);
	const known = new Map<string, PlanSummary>();
	for (const shown of plans) {
		const summary = found.get(shown.plan.id);
		if (summary === undefined && !isKept(shown)) continue;
		known.set(shown.plan.id, await kept.get(db, keyOf(shown), async () => summary!));
	}
	return known;
}

/** The revision was read before the rows, so a summary is never older than what it is stored under. */
async function summarise(db: Db, { plan, asOf, today }: PlanOnDay): Promise<PlanSummary> {
	const whole = await findById(db, plan.id);
	const snapshot = await snapshots.knownOn(db, whole, today);
	const scope = snapshot ? { ...scopeOfSnapshot(snapshot, today), asOf } : scopeOn(asOf, today);
	const { record, figures } = await figuresOf(db, whole, scope);
	return summaryOf(record, figures);
}

/**
 * Plans with their summaries. Of the days that anybody may ask for only the plans' own are stored, so
 * that no address fills the table.
 *
 * @param plans some of `plansOnDay`; what is neither kept nor stored of them is reckoned
 * @param asked the status date; null for each plan's own
 * @param storing is added what is being stored when the answer is there: readers don't wait for it
 */
export async function summariesOf(
	db: Db,
	plans: PlanOnDay[],
	asked: IsoDate | null,
	storing: Promise<void>[] = []
): Promise<SummarisedPlan[]> {
	const known = await knownSummaries(db, plans);
	const summarised: SummarisedPlan[] = [];
	for (const shown of plans) {
		const { plan, today, asOf } = shown;
		const reckon = async () => {
			const made = await summarise(db, shown);
			// a full disk keeps nobody from reading: what is not stored is made again
			if (asked === null) storing.push(store(db, shown, made).catch(() => {}));
			return made;
		};
		// one after the other: 200 plans must not take every connection of the pool
		const summary = known.get(plan.id) ?? (await kept.get(db, keyOf(shown), reckon));
		summarised.push({ plan, today, asOf, summary });
	}
	return summarised;
}

/** Every plan with its summary, and all of them stored: published ones by title, then demonstrations. */
export async function summaries(
	db: Db,
	asked: IsoDate | null,
	now: Date
): Promise<SummarisedPlan[]> {
	const storing: Promise<void>[] = [];
	const all = await summariesOf(db, await plansOnDay(db, asked, now), asked, storing);
	await Promise.all(storing);
	return all;
}

/**
 * Stores the summaries that are missing, so that no request has to wait for many of them: one plan at
 * a time, with a pause after each in which requests are answered.
 *
 * @returns how many were missing
 */
export async function storeMissing(db: Db, now: Date, pause: () => Promise<void>): Promise<number> {
	const plans = await plansOnDay(db, null, now);
	const found = await storedSummaries(db, plans);
	const missing = plans.filter(({ plan }) => !found.has(plan.id));
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
