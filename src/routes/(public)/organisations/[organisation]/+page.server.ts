import { error } from '@sveltejs/kit';
import { figures } from '#lib/server/facts/figures.ts';
import { organisationInPlan } from '#lib/views/organisation-page.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { readDays } from '#app/plan-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const organisation = await organisations.find(locals.db, params.organisation);
	if (!organisation) error(404, 'not_found');
	const { id, reportsThroughId, ...shown } = organisation;
	const plans = await organisations.plansOf(locals.db, id);
	const days = readDays(url, plans[0]?.time_zone ?? 'UTC', locals.now);
	return {
		title: organisation.name,
		...days,
		organisation: shown,
		plans: await Promise.all(
			plans.map(async (plan) => {
				const { record, figures: made } = await figures(locals.db, plan, days.asOf, days.today);
				return {
					slug: plan.slug,
					title: plan.title,
					language: plan.language,
					currency: plan.currency,
					demonstration: plan.demonstration,
					...organisationInPlan(record, made, id, reportsThroughId)
				};
			})
		)
	};
};
