import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const plan = locals.plan ?? error(404, 'not_found');
	return {
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ timeZone: plan.time_zone, demonstration: plan.demonstration, unadopted: plan.draft }
		}
	};
};
