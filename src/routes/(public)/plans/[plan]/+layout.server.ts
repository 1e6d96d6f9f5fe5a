import { isHttpError } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';
import { planOf, scopeOfPage } from '#app/plan-page.ts';
import { scopeOf } from '#app/scope.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { Scope, SnapshotKnown } from '#lib/domain/records/scope.ts';
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

interface Shown {
	/** What the plan is called, and what it calls its elements. */
	texts: PlanTexts;
	/** What is published and shown; null: it is what is current. */
	snapshot: SnapshotKnown | null;
}

/** The scope that the address asks for; where it asks for none that there is, what its reader sees. */
async function scopeShown(locals: App.Locals, plan: PlanRow, url: URL): Promise<Scope> {
	try {
		return (await scopeOfPage({ locals, url }, plan)).scope;
	} catch (cause) {
		// of a day that cannot be shown the page itself speaks, beneath what the plan is called
		if (isHttpError(cause)) return await scopeOf(locals, plan);
		throw cause;
	}
}

async function shownOf(locals: App.Locals, plan: PlanRow, url: URL): Promise<Shown> {
	const scope = await scopeShown(locals, plan, url);
	return { texts: await planTexts(locals.db, plan, scope), snapshot: scope.snapshot };
}

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const plan = planOf(locals);
	const { structures } = await setOut(locals.db, plan);
	const { texts, snapshot } = await shownOf(locals, plan, url);
	const { title, labels } = texts;
	const known = snapshot?.structureRevision ?? Infinity;
	return {
		published: snapshot?.publishedOn ?? null,
		cited: await citedVersion(locals, plan, url),
		title,
		amended: structures.isAmended({ on: today(plan.time_zone, locals.now), known }),
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
