import { today as todayIn } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { organisations, plansOf } from '#lib/server/reports/queries.ts';
import { remaining, tasks } from '#lib/server/reports/tasks.ts';
import { organisationsOf } from '#lib/server/reports/writers.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { activityRow, kpiRow, moneyRow } from './rows.ts';
import type { PageServerLoad } from './$types';

type Organisation = Awaited<ReturnType<typeof organisations>>[number];

/** What one organisation reports in one plan. */
async function sectionOf({ db, now }: App.Locals, plan: PlanRow, organisation: Organisation) {
	const today = todayIn(plan.time_zone, now);
	const mine = await tasks(db, plan, organisation.id, today);
	const { report, next, record } = mine;
	return {
		plan: {
			slug: plan.slug,
			title: plan.title,
			language: plan.language,
			currency: plan.currency,
			demonstration: plan.demonstration
		},
		organisation: { acronym: organisation.acronym, name: organisation.name },
		today,
		report: report && {
			label: report.period.label,
			dueOn: report.period.dueOn,
			state: report.state,
			open: report.open
		},
		next: next && { label: next.label, startsOn: next.startsOn, dueOn: next.dueOn },
		remaining: remaining(mine),
		activities: mine.activities.map((task) => activityRow(task, organisation.id)),
		kpis: mine.kpis.map(kpiRow),
		money: mine.money.map((task) => moneyRow(task, record.currency))
	};
}

export const load: PageServerLoad = async ({ locals }) => {
	const ids = organisationsOf(locals.actor);
	const own = await organisations(locals.db, ids);
	const [reporting, plans] = await Promise.all([
		organisations(locals.db, [...new Set(own.map((one) => one.reportsThroughId))]),
		plansOf(locals.db, ids)
	]);
	const sections = await Promise.all(
		plans.flatMap((plan) => reporting.map((one) => sectionOf(locals, plan, one)))
	);
	const filled = sections.filter(
		({ activities, kpis, money }) => activities.length + kpis.length + money.length > 0
	);
	const [only] = filled;
	return {
		title: m.site_my_activities(),
		sections: filled,
		plan: filled.length === 1 ? only?.plan : undefined,
		organisations: own.map(({ acronym }) => acronym)
	};
};
