import { dashboard } from '#app/dashboard.ts';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { takenLately } from '#lib/server/decisions/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { scope, day } = await scopeOfPage({ locals, url }, plan);
	const [shown, taken] = await Promise.all([
		dashboard(locals.db, plan, scope),
		takenLately(locals.db, plan.id, scope.knownOn)
	]);
	return {
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today: scope.today,
		day,
		dashboard: shown,
		taken,
		mayAnswer: can(locals.actor, 'answer_decision')
	};
};
