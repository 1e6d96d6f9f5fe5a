import type { LayoutServerLoad } from './$types';
import { planOf } from '#app/plan-page.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { setOut } from '#lib/server/facts/structure.ts';

/** The version that the address asks for; null: it asks for none, or for one that is not there. */
async function citedVersion({ db }: App.Locals, plan: PlanRow, url: URL) {
	const asked = url.searchParams.get('snapshot');
	if (!asked) return null;
	return (await snapshots.ofPlan(db, plan.id)).find(({ id }) => id === asked) ?? null;
}

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { structures } = await setOut(locals.db, plan);
	const published = (await snapshots.all(locals.db, plan)).at(-1)?.publishedOn ?? null;
	return {
		published,
		cited: await citedVersion(locals, plan, url),
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
