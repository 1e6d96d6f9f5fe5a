import { redirect } from '@sveltejs/kit';
import { can } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import { latestChanges } from '#lib/server/plans/changes.ts';
import { mostHits, nearly, search, type Hit } from '#lib/server/search/queries.ts';
import { questionOf } from '#lib/server/search/question.ts';
import { plansOnDay, type PlanOnDay } from '#lib/server/portfolio/queries.ts';
import { summariesOf } from '#lib/server/portfolio/summaries.ts';
import { rowsOnPage } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';
import { daysOfAll } from '#app/plan-page.ts';
import { seesUnpublished } from '#app/scope.ts';
import { latestDays, portfolioRow } from './plans/portfolio-row.ts';

const changesShown = 8;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = questionOf(url.searchParams.get('q') ?? '');
	const days = daysOfAll({ locals, url });
	const [all, hits, changes] = await Promise.all([
		plansOnDay(locals.db, days.asOf, locals.now),
		search(locals.db, asked, seesUnpublished(locals) ? 'current' : 'published'),
		asked === '' ? latestChanges(locals.db, changesShown) : []
	]);
	if (all.length === 0 && asked === '' && can(locals.actor, 'see_start')) redirect(303, '/start');
	// the others are in the portfolio, to which the list leads
	const summarised = await summariesOf(locals.db, all.slice(0, rowsOnPage), days.asOf);
	const plans = summarised.map(portfolioRow);
	return {
		title: asked === '' ? undefined : m.plan_search_title({ asked }),
		days,
		...latestDays(all, locals.now),
		asked,
		plans,
		isEmpty: all.length === 0,
		/** The plan whose figures make the headline: a published one wherever any has figures. */
		featured: plans.find((plan) => plan.delivery.known) ?? null,
		results: resultsByPlan(hits, all),
		found: hits.length,
		more: hits.length === mostHits,
		nearly: hits.length > 0 && hits.every(({ rank }) => rank === nearly),
		changes
	};
};

/** What was found, by plan and kind, the best matches first. */
function resultsByPlan(hits: Hit[], plans: PlanOnDay[]) {
	const byPlan = Map.groupBy(hits, (hit) => hit.planSlug);
	return [...byPlan].flatMap(([found, own]) => {
		const shown = plans.find(({ plan }) => plan.slug === found);
		if (shown === undefined) return [];
		const { id, slug, title, language, labels, demonstration } = shown.plan;
		const demonstrated = plans.some(({ plan }) => plan.demonstrates_id === id);
		const kinds = [...Map.groupBy(own, (hit) => hit.kind)];
		return [{ slug, title, language, labels, demonstration, demonstrated, kinds }];
	});
}
