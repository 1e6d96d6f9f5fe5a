/** What every page of a reporter begins with: the plan as known today, and in whose name it is written. */
import { error } from '@sveltejs/kit';
import { daysTaken } from '#lib/domain/reporting/open-report.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { throwStatus } from '#app/answers.ts';
import { ownStanding, type ReturnedReport } from '#lib/server/reports/reports.ts';
import { remaining, tasks, type Tasks } from '#lib/server/reports/tasks.ts';
import { standing, type Standing, type Writers } from '#lib/server/reports/writers.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';

/** One for whom the planner may enter something; `meant` is the one that it is entered for. */
export interface BehalfOf {
	slug: string;
	acronym: string;
	name: string;
	meant: boolean;
}

export interface Opened {
	plan: PlanRow;
	today: string;
	tasks: Tasks;
	as: Standing;
	/** Where the planner writes and one of several may be meant: all of them; left out: no choice. */
	organisations?: BehalfOf[];
}

export async function openAs(
	{ db, actor, now }: App.Locals,
	plan: PlanRow | undefined,
	writers: Writers,
	behalfOf?: string
): Promise<Opened> {
	if (!plan) error(404, 'not_found');
	const today = todayIn(plan.time_zone, now);
	const as = await standing(db, actor, writers, behalfOf).catch(throwStatus);
	return { plan, today, as, tasks: await tasks(db, plan, as.reportsThroughId, today) };
}

/** The return of the report at hand, while that stands returned; null: it does not. */
export async function returnedIn(
	{ db }: App.Locals,
	{ tasks: { report }, as }: Opened
): Promise<ReturnedReport | null> {
	if (report?.state !== 'returned') return null;
	const of = { periodId: report.period.id, organisationId: as.reportsThroughId };
	return (await ownStanding(db, of))?.returned ?? null;
}

/** What the header and the foot of such a page show. */
export function frame({ plan, tasks: mine, as }: Opened) {
	const { report } = mine;
	return {
		plan: {
			slug: plan.slug,
			title: plan.title,
			language: plan.language,
			currency: plan.currency,
			demonstration: plan.demonstration
		},
		onBehalf: as.onBehalf,
		report: report && {
			...{ label: report.period.label, state: report.state },
			...{ open: report.open, handedIn: report.handedIn },
			/** Of which it takes updates and money, and values; null: it takes nothing. */
			days: report.open ? daysTaken(report, mine.record.periods, { mayBeEarlier: false }) : null
		},
		remaining: remaining(mine)
	};
}
