import { isHttpError } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { planTexts, type PlanTexts } from '#lib/server/plans/texts.ts';
import { setOut } from '#lib/server/facts/structure.ts';

/** The version that the address asks for; null: it asks for none, or for one that is not there. */
async function citedVersion({ db }: App.Locals, plan: PlanRow, url: URL) {
	const asked = url.searchParams.get('snapshot');
	if (!asked) return null;
	return (await snapshots.ofPlan(db, plan.id)).find(({ id }) => id === asked) ?? null;
}

/** What the plan is called, and what it calls its elements; of a day that cannot be shown the page speaks. */
async function namesOf(locals: App.Locals, plan: PlanRow, url: URL): Promise<PlanTexts> {
	try {
		const { scope } = await scopeOfPage({ locals, url }, plan);
		return await planTexts(locals.db, plan, scope);
	} catch (cause) {
		if (isHttpError(cause)) return plan;
		throw cause;
	}
}

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { structures } = await setOut(locals.db, plan);
	const { title, labels } = await namesOf(locals, plan, url);
	const published = (await snapshots.all(locals.db, plan)).at(-1)?.publishedOn ?? null;
	return {
		published,
		cited: await citedVersion(locals, plan, url),
		title,
		amended: structures.isAmended({ on: today(plan.time_zone, locals.now), known: Infinity }),
		plan: {
			slug: plan.slug,
			title,
			language: plan.language,
			currency: plan.currency,
			demonstration: plan.demonstration,
			unadopted: plan.draft,
			labels
		}
	};
};
