import { draftOf } from '#app/amendments/amendment-draft.ts';
import { editedPlan } from './edited.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const plan = await editedPlan(event);
	return {
		title: plan.title,
		requestId: crypto.randomUUID(),
		draft: event.locals.draft,
		workingIn: event.locals.draft ?? (await draftOf(event)),
		plan: {
			slug: plan.slug,
			title: plan.title,
			language: plan.language,
			currency: plan.currency,
			timeZone: plan.time_zone,
			demonstration: plan.demonstration,
			unadopted: plan.draft,
			labels: plan.labels,
			revision: plan.revision
		}
	};
};
