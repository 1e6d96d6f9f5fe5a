import type { LayoutServerLoad } from './$types';
import { planOf } from '#app/plan-page.ts';

export const load: LayoutServerLoad = ({ locals }) => {
	const plan = planOf(locals);
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
