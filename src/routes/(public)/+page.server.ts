import { m } from '#lib/paraglide/messages.js';
import { latestChanges } from '#lib/server/plans/changes.ts';
import { mostHits, search, type Hit } from '#lib/server/plans/search.ts';
import { questionOf } from '#lib/server/plans/searched-words.ts';
import { summaries } from '#lib/server/portfolio/summaries.ts';
import type { PageServerLoad } from './$types';
import { dayOfAll } from '#app/plan-page.ts';
import { latestDays, portfolioRow, type PortfolioRow } from './plans/portfolio-row.ts';

const changesShown = 8;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = questionOf(url.searchParams.get('q') ?? '');
	const day = dayOfAll({ locals, url });
	const [summarised, hits, changes] = await Promise.all([
		summaries(locals.db, day, locals.now),
		search(locals.db, asked),
		asked === '' ? latestChanges(locals.db, changesShown) : []
	]);
	const plans = summarised.map(portfolioRow);
	return {
		title: asked === '' ? undefined : m.plan_search_title({ asked }),
		day,
		...latestDays(summarised, locals.now),
		asked,
		plans,
		/** The plan whose figures make the headline: a published one wherever any has figures. */
		featured: plans.find((plan) => plan.delivery.known) ?? null,
		results: resultsByPlan(hits, plans),
		found: hits.length,
		more: hits.length === mostHits,
		changes
	};
};

/** What was found, by plan and kind, the best matches first. */
function resultsByPlan(hits: Hit[], plans: PortfolioRow[]) {
	const byPlan = Map.groupBy(hits, (hit) => hit.planSlug);
	return [...byPlan].flatMap(([found, own]) => {
		const plan = plans.find(({ slug }) => slug === found);
		if (plan === undefined) return [];
		const { slug, title, language, labels, demonstration } = plan;
		const kinds = [...Map.groupBy(own, (hit) => hit.kind)];
		return [{ slug, title, language, labels, demonstration, kinds }];
	});
}
