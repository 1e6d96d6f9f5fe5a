import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { dashboard } from '#app/dashboard.ts';
import { takenLately } from '#lib/server/decisions/queries.ts';
import type { PageServerLoad } from './$types';
import { planOf, readDays } from '../read-plan.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { asOf, today } = readDays(url, plan.time_zone, locals.now);
	const [shown, taken] = await Promise.all([
		dashboard(locals.db, plan, asOf, today),
		takenLately(locals.db, plan.id, asOf)
	]);
	return {
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today,
		dashboard: shown,
		taken,
		mayAnswer: can(locals.actor, 'answer_decision')
	};
};
