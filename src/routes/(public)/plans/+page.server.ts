import { pageOf } from '#lib/ui/pages.ts';
import { m } from '#lib/paraglide/messages.js';
import { summaries } from '#lib/server/portfolio/summaries.ts';
import type { PageServerLoad } from './$types';
import { dayOfAll } from '#app/plan-page.ts';
import { isBlank, latestDays, portfolioRow } from './portfolio-row.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const day = dayOfAll({ locals, url });
	const all = await summaries(locals.db, day, locals.now);
	const { rows, ...page } = pageOf(all, url.searchParams.get('page'));
	return {
		title: m.plan_portfolio(),
		day,
		...latestDays(all, locals.now),
		page,
		/** Plans of which anything is set. */
		reporting: all.filter((plan) => !isBlank(plan.summary)).length,
		rows: rows.map(portfolioRow)
	};
};
