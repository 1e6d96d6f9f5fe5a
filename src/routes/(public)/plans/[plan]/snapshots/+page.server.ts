import { planOf } from '#app/plan-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { ofPlan } from '#lib/server/snapshots/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const plan = planOf(locals);
	return { title: m.snapshot_list_title(), snapshots: await ofPlan(locals.db, plan.id) };
};
