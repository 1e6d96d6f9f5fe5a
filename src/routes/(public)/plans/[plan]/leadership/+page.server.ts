import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { dashboard } from '#lib/server/leadership/dashboard.ts';
import { asOf, BadAsOf } from '#lib/server/plans/as-of.ts';
import * as plans from '#lib/server/plans/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const plan = await plans.find(locals.db, params.plan);
	if (!plan) error(404, 'not_found');
	try {
		const day = asOf(url.searchParams.get('as_of'), plan.time_zone, locals.now);
		return {
			title: m.leadership_title({ plan: plan.short_title ?? plan.title }),
			today: day.today,
			dashboard: await dashboard(locals.db, plan, day.asOf, day.today)
		};
	} catch (cause) {
		if (cause instanceof BadAsOf) error(400, 'bad_as_of');
		throw cause;
	}
};
