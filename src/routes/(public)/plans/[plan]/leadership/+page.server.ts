import { m } from '#lib/paraglide/messages.js';
import { dashboard } from '#app/dashboard.ts';
import type { PageServerLoad } from './$types';
import { planOf, readDays } from '#app/plan-page.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { asOf, today } = readDays(url, plan.time_zone, locals.now);
	return {
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today,
		dashboard: await dashboard(locals.db, plan, asOf, today)
	};
};
