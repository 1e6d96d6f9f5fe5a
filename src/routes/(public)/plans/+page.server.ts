import { m } from '#lib/paraglide/messages.js';
import { summaries } from '#lib/server/portfolio/summaries.ts';
import type { PageServerLoad } from './$types';
import { dayOfAll } from '#app/plan-page.ts';
import { latestDays, portfolioRow } from './portfolio-row.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const day = dayOfAll({ locals, url });
	const rows = await summaries(locals.db, day, locals.now);
	return {
		title: m.plan_portfolio(),
		day,
		...latestDays(rows, locals.now),
		rows: rows.map(portfolioRow)
	};
};
