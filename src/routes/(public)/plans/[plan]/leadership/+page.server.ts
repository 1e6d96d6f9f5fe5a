import { dashboard } from '#app/dashboard.ts';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { unsent } from '#app/unsent.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { scope, days } = await scopeOfPage({ locals, url }, plan);
	const { shown, taken, closed } = await dashboard(locals.db, plan, scope);
	return unsent({
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today: scope.today,
		days,
		dashboard: shown,
		taken,
		closed,
		mayAnswer: can(locals.actor, 'answer_decision')
	});
};
