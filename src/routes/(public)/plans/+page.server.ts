import { pageOf } from '#lib/ui/pages.ts';
import { m } from '#lib/paraglide/messages.js';
import { plansOnDay, type PlanOnDay } from '#lib/server/portfolio/queries.ts';
import {
	knownSummaries,
	summariesOf,
	type SummarisedPlan
} from '#lib/server/portfolio/summaries.ts';
import type { PageServerLoad } from './$types';
import { daysOfAll, mayEdit } from '#app/plan-page.ts';
import { unsent } from '#app/unsent.ts';
import * as drafts from '#lib/server/plans/drafts.ts';
import { draftLines } from '#lib/ui/draft-lines.ts';
import { isBlank, latestDays, portfolioRow } from './portfolio-row.ts';

/** Of how many plans anything is set; null where that is not known of all yet. */
async function reporting(
	db: App.Locals['db'],
	all: PlanOnDay[],
	shown: SummarisedPlan[]
): Promise<number | null> {
	const known =
		all.length === shown.length
			? shown.map(({ summary }) => summary)
			: [...(await knownSummaries(db, all)).values()];
	if (known.length < all.length) return null;
	return known.filter((summary) => !isBlank(summary)).length;
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const days = daysOfAll({ locals, url });
	const all = await plansOnDay(locals.db, days.asOf, locals.now);
	const { rows, ...page } = pageOf(all, url.searchParams.get('page'));
	const shown = await summariesOf(locals.db, rows, days.asOf);
	return unsent({
		title: m.plan_portfolio(),
		days,
		...latestDays(all, locals.now),
		page,
		reporting: await reporting(locals.db, all, shown),
		rows: shown.map(portfolioRow),
		/** Null: who asks makes no plans. */
		drafts: mayEdit(locals) ? draftLines(await drafts.list(locals.db)) : null
	});
};
