import { dashboard } from '#app/dashboard.ts';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { scope, day } = await scopeOfPage({ locals, url }, plan);
	return {
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today: scope.today,
		day,
		dashboard: await dashboard(locals.db, plan, scope)
	};
};
