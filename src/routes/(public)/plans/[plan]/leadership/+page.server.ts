import { error } from '@sveltejs/kit';
import { axisOfPage } from '#app/asked/axis.ts';
import { dashboard } from '#app/dashboard.ts';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { unsent } from '#app/unsent.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { settled } from '#lib/server/facts/settled.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { scope, days } = await scopeOfPage({ locals, url }, plan);
	const by = url.searchParams.get('by');
	const [{ shown, taken, closed }, axis] = await settled(locals.db, plan, (db, now) =>
		Promise.all([dashboard(db, now, scope), axisOfPage(db, now, scope, by)])
	);
	if (!axis) error(404, 'not_found');
	return unsent({
		title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
		today: scope.today,
		days,
		dashboard: shown,
		axis,
		taken,
		closed,
		mayAnswer: can(locals.actor, 'answer_decision')
	});
};
