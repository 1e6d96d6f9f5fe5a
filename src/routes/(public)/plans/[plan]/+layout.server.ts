import { error } from '@sveltejs/kit';
import * as plans from '#lib/server/plans/queries.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => {
	const plan = await plans.find(locals.db, params.plan);
	if (!plan) error(404, 'not_found');
	return {
		title: plan.title,
		plan: {
			slug: plan.slug,
			title: plan.title,
			language: plan.language,
			currency: plan.currency,
			demonstration: plan.demonstration,
			labels: plan.labels
		}
	};
};
