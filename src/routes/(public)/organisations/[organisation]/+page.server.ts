import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { organisationInPlan } from '#lib/views/organisation-page.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { scopeOfPage, daysOfAll } from '#app/plan-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const organisation = await organisations.find(locals.db, params.organisation);
	if (!organisation) error(404, 'not_found');
	const { id, reportsThroughId, ...shown } = organisation;
	const plans = await organisations.plansOf(locals.db, id);
	const days = daysOfAll({ locals, url });
	const shownPlans = await Promise.all(
		plans.map(async (plan) => {
			const { scope } = await scopeOfPage({ locals, url }, plan);
			const { record, figures: made } = await figures(locals.db, plan, scope);
			return {
				slug: plan.slug,
				title: plan.title,
				language: plan.language,
				currency: plan.currency,
				demonstration: plan.demonstration,
				asOf: scope.asOf,
				...organisationInPlan(record, made, id, reportsThroughId)
			};
		})
	);
	const now = today(plans[0]?.time_zone ?? 'UTC', locals.now);
	return {
		title: organisation.name,
		...{ days, today: now, asOf: days.asOf ?? shownPlans[0]?.asOf ?? now },
		organisation: shown,
		plans: shownPlans
	};
};
