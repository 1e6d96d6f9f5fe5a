import type { LayoutServerLoad } from './$types';
import { planOf } from '#app/plan-page.ts';
import { today } from '#lib/domain/records/dates.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { setOut } from '#lib/server/facts/structure.ts';

export const load: LayoutServerLoad = async ({ locals }) => {
	const plan = planOf(locals);
	const { structures } = await setOut(locals.db, plan);
	const published = (await snapshots.all(locals.db, plan)).at(-1)?.publishedOn ?? null;
	return {
		published,
		title: plan.title,
		amended: structures.isAmended({ on: today(plan.time_zone, locals.now), known: Infinity }),
		plan: {
			slug: plan.slug,
			title: plan.title,
			language: plan.language,
			currency: plan.currency,
			demonstration: plan.demonstration,
			unadopted: plan.draft,
			labels: plan.labels
		}
	};
};
