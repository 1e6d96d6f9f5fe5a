import { error } from '@sveltejs/kit';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { ownerRecords } from '#lib/domain/commitments/owner-record.ts';
import { CommitmentNames } from '#lib/domain/commitments/rows.ts';
import { today } from '#lib/domain/records/dates.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { record as recordOf } from '#lib/server/facts/record.ts';
import { planTexts } from '#lib/server/plans/texts.ts';
import { ownerView } from '#lib/views/commitments.ts';
import { organisationInPlan, takenOverBy } from '#lib/views/organisation-page.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { publicTermsOf } from '#lib/server/organisations/terms.ts';
import { usageOf } from '../../frameworks/usage.ts';
import { scopeOfPage, daysOfAll, type PageRequest } from '#app/plan-page.ts';
import type { PageServerLoad } from './$types';

type Organisation = Pick<organisations.Organisation, 'id' | 'reportsThroughId'>;

async function inPlan(request: PageRequest, plan: PlanRow, { id, reportsThroughId }: Organisation) {
	const { db } = request.locals;
	const { scope, days } = await scopeOfPage(request, plan);
	const [{ record, figures: made }, texts] = await Promise.all([
		figures(db, plan, scope),
		planTexts(db, plan, scope)
	]);
	const dates = ownerRecords(record, made.reckoned.days).get(id);
	const names = new CommitmentNames(record, scope.asOf);
	// what is not published is taken over by nobody yet
	const { snapshot, today: day } = scope;
	const present = await recordOf(db, plan, snapshot ? { ...scope, asOf: day } : scopeOn(day, day));
	return {
		slug: plan.slug,
		title: texts.title,
		language: plan.language,
		currency: plan.currency,
		demonstration: plan.demonstration,
		asOf: scope.asOf,
		...organisationInPlan(record, made, id, reportsThroughId),
		acronym: names.organisation(id),
		dates: dates ? ownerView(dates, names) : null,
		takenOver: takenOverBy(present, id, days.asOf ?? scope.today)
	};
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const organisation = await organisations.find(locals.db, params.organisation);
	if (!organisation) error(404, 'not_found');
	const { id, reportsThroughId, ...shown } = organisation;
	const plans = await organisations.plansOf(locals.db, id);
	const days = daysOfAll({ locals, url });
	const all = await Promise.all(
		plans.map((plan) => inPlan({ locals, url }, plan, { id, reportsThroughId }))
	);
	const shownByPlans = await usageOf(locals);
	const terms = await publicTermsOf(locals.db, id, (framework) => shownByPlans.has(framework));
	const shownPlans = all.filter((plan) => plan.elements.length + plan.takenOver.length > 0);
	const now = today(plans[0]?.time_zone ?? 'UTC', locals.now);
	const named = days.asOf === null ? shown : await organisations.namedOn(locals.db, id, days.asOf);
	return {
		title: named.name,
		...{ days, today: now, asOf: days.asOf ?? shownPlans[0]?.asOf ?? now },
		organisation: { ...shown, acronym: named.acronym, name: named.name, terms },
		plans: shownPlans
	};
};
